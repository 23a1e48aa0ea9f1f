import { EXPERIENCE_LEVELS } from '../../../../supabase/functions/_shared/payload.ts'
import { RANKED_FEATURES } from '../../../features/registry.ts'
import { type Dataset, FEATURE_SOURCES, ORIGINS } from '../dataset.ts'
import { DatasetBuilder } from '../dataset-builder.ts'
import { toSide } from '../dataset-rows.ts'

type ColumnType = 'STRING' | 'FLOAT' | 'BOOLEAN' | 'TIMESTAMP'

/** A column of the file: its name, its type in Parquet, and its value of a row. */
export interface SnapshotColumn {
  readonly name: string
  readonly type: ColumnType
  /** Whether a value may be absent. */
  readonly nullable: boolean
  readonly read: (dataset: Dataset, row: number) => unknown
}

const column = (
  name: string,
  type: ColumnType,
  read: SnapshotColumn['read'],
  nullable = false,
): SnapshotColumn => ({ name, type, nullable, read })

/** Whatever a feature is called, it cannot be mistaken for a column of ours. */
const FEATURE_PREFIX = 'feature_'
const WIDTH = RANKED_FEATURES.length

/** The columns of a snapshot, in their order: ours, then a feature each. */
export const SNAPSHOT_COLUMNS: readonly SnapshotColumn[] = [
  column('talent', 'STRING', ({ talentIds, talents }, row) => talentIds[talents[row] as number]),
  column('job', 'STRING', ({ jobIds, jobs }, row) => jobIds[jobs[row] as number]),
  column('label', 'FLOAT', ({ labels }, row) => labels[row]),
  column('talent_side', 'BOOLEAN', ({ talentSides }, row) => toSide(talentSides[row]), true),
  column('company_side', 'BOOLEAN', ({ companySides }, row) => toSide(companySides[row]), true),
  column('weight', 'FLOAT', ({ weights }, row) => weights[row]),
  column('propensity', 'FLOAT', ({ propensities }, row) => propensities[row]),
  column('origin', 'STRING', ({ origins }, row) => ORIGINS[origins[row] as number]),
  column('source', 'STRING', ({ sources }, row) => FEATURE_SOURCES[sources[row] as number]),
  column('rules', 'FLOAT', ({ rules }, row) => rules[row]),
  column(
    'talent_level',
    'STRING',
    ({ levels }, row) => EXPERIENCE_LEVELS[levels[row] as number] ?? null,
    true,
  ),
  column('decided_at', 'TIMESTAMP', ({ decidedAt }, row) => new Date(decidedAt[row] as number)),
  ...RANKED_FEATURES.map(({ name }, at) =>
    column(`${FEATURE_PREFIX}${name}`, 'FLOAT', ({ features }, row) => features[row * WIDTH + at]),
  ),
]

const OURS = SNAPSHOT_COLUMNS.length - WIDTH

/** The values of a column, row by row. */
export function columnOf(dataset: Dataset, { type, read }: SnapshotColumn): ArrayLike<unknown> {
  const values = { length: dataset.count }
  return type === 'FLOAT'
    ? Float32Array.from(values, (_, row) => read(dataset, row) as number)
    : Array.from(values, (_, row) => read(dataset, row))
}

/** Puts columns, in the order of {@link SNAPSHOT_COLUMNS}, together again. */
export function fromColumns(count: number, columns: readonly ArrayLike<unknown>[]): Dataset {
  const builder = new DatasetBuilder(count)
  const features = new Float32Array(WIDTH)
  for (let at = 0; at < count; at++) {
    const value = (index: number) => columns[index]?.[at]
    for (let feature = 0; feature < features.length; feature++) {
      features[feature] = value(OURS + feature) as number
    }
    builder.add({
      talent: value(0) as string,
      job: value(1) as string,
      features,
      label: value(2) as number,
      talentSide: value(3) as boolean | null,
      companySide: value(4) as boolean | null,
      weight: value(5) as number,
      propensity: value(6) as number,
      origin: oneOf(ORIGINS, value(7)),
      source: oneOf(FEATURE_SOURCES, value(8)),
      rules: value(9) as number,
      level: isKnown(value(10)) ? oneOf(EXPERIENCE_LEVELS, value(10)) : null,
      decidedAt: (value(11) as Date).getTime(),
    })
  }
  return builder.build()
}

const isKnown = (value: unknown) => value !== null && value !== undefined

function oneOf<Name extends string>(names: readonly Name[], value: unknown): Name {
  const found = names.find((name) => name === value)
  if (found === undefined) throw new RangeError(`${value} is none of ${names.join(', ')}`)
  return found
}
