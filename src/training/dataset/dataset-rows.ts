import { EXPERIENCE_LEVELS } from '../../../supabase/functions/_shared/payload.ts'
import { RANKED_FEATURES } from '../../features/registry.ts'
import { type Dataset, FEATURE_SOURCES, ORIGINS, SIDE } from './dataset.ts'
import { DatasetBuilder, type DatasetRow } from './dataset-builder.ts'

const WIDTH = RANKED_FEATURES.length

/** A row of a dataset; its features are a view, not a copy. */
export function rowAt(dataset: Dataset, at: number): DatasetRow {
  const number = (values: ArrayLike<number>) => values[at] as number
  return {
    talent: dataset.talentIds[number(dataset.talents)] as string,
    job: dataset.jobIds[number(dataset.jobs)] as string,
    features: dataset.features.subarray(at * WIDTH, (at + 1) * WIDTH),
    label: number(dataset.labels),
    talentSide: toSide(number(dataset.talentSides)),
    companySide: toSide(number(dataset.companySides)),
    weight: number(dataset.weights),
    propensity: number(dataset.propensities),
    origin: ORIGINS[number(dataset.origins)] as DatasetRow['origin'],
    source: FEATURE_SOURCES[number(dataset.sources)] as DatasetRow['source'],
    rules: number(dataset.rules),
    level: EXPERIENCE_LEVELS[number(dataset.levels)] ?? null,
    decidedAt: number(dataset.decidedAt),
  }
}

/** The rows that are chosen, with no trace of the others. */
export function filterRows(dataset: Dataset, chosen: (row: DatasetRow) => boolean): Dataset {
  const builder = new DatasetBuilder(dataset.count)
  for (let at = 0; at < dataset.count; at++) {
    const row = rowAt(dataset, at)
    if (chosen(row)) builder.add(row)
  }
  return builder.build()
}

/** What a code of {@link SIDE} says. */
export const toSide = (code: number | undefined): boolean | null =>
  code === SIDE.unknown ? null : code === SIDE.yes
