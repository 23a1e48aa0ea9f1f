import {
  EXPERIENCE_LEVELS,
  type ExperienceLevel,
} from '../../../supabase/functions/_shared/payload.ts'
import { RANKED_FEATURES } from '../../features/registry.ts'
import {
  type Dataset,
  FEATURE_SOURCES,
  type FeatureSource,
  ORIGINS,
  type Origin,
  SIDE,
} from './dataset.ts'

/** A row before it is put into columns. */
export interface DatasetRow {
  /** Pseudonyms. */
  readonly talent: string
  readonly job: string
  readonly features: ArrayLike<number>
  readonly label: number
  readonly talentSide: boolean | null
  readonly companySide: boolean | null
  readonly weight: number
  readonly propensity: number
  readonly origin: Origin
  readonly source: FeatureSource
  /** 0-100; NaN where it is not known. */
  readonly rules: number
  readonly level: ExperienceLevel | null
  /** Milliseconds since 1970. */
  readonly decidedAt: number
}

const WIDTH = RANKED_FEATURES.length

/** Fills columns row by row; they grow as needed, by half at a time. */
export class DatasetBuilder {
  #columns: Columns
  #count = 0
  readonly #talents = new Numbering()
  readonly #jobs = new Numbering()

  /** @param expected rows, as far as is known */
  constructor(expected: number) {
    this.#columns = makeColumns(Math.max(16, expected))
  }

  add(row: DatasetRow): void {
    const at = this.#count++
    if (this.#count > this.#columns.labels.length) {
      this.#columns = resize(this.#columns, Math.ceil(1.5 * at), at)
    }
    const to = this.#columns
    to.features.set(row.features, at * WIDTH)
    to.labels[at] = row.label
    to.talentSides[at] = sideOf(row.talentSide)
    to.companySides[at] = sideOf(row.companySide)
    to.weights[at] = row.weight
    to.propensities[at] = row.propensity
    to.origins[at] = ORIGINS.indexOf(row.origin)
    to.sources[at] = FEATURE_SOURCES.indexOf(row.source)
    to.rules[at] = row.rules
    to.levels[at] = row.level === null ? -1 : EXPERIENCE_LEVELS.indexOf(row.level)
    to.decidedAt[at] = row.decidedAt
    to.talents[at] = this.#talents.of(row.talent)
    to.jobs[at] = this.#jobs.of(row.job)
  }

  build(): Dataset {
    const count = this.#count
    return {
      count,
      ...resize(this.#columns, count, count),
      talentIds: this.#talents.names,
      jobIds: this.#jobs.names,
    }
  }
}

type Columns = ReturnType<typeof makeColumns>

const makeColumns = (rows: number) => ({
  features: new Float32Array(rows * WIDTH),
  labels: new Float32Array(rows),
  talentSides: new Int8Array(rows),
  companySides: new Int8Array(rows),
  weights: new Float32Array(rows),
  propensities: new Float32Array(rows),
  origins: new Uint8Array(rows),
  sources: new Uint8Array(rows),
  rules: new Float32Array(rows),
  levels: new Int8Array(rows),
  decidedAt: new Float64Array(rows),
  talents: new Int32Array(rows),
  jobs: new Int32Array(rows),
})

function resize(from: Columns, rows: number, count: number): Columns {
  const to = makeColumns(rows)
  to.features.set(from.features.subarray(0, count * WIDTH))
  to.labels.set(from.labels.subarray(0, count))
  to.talentSides.set(from.talentSides.subarray(0, count))
  to.companySides.set(from.companySides.subarray(0, count))
  to.weights.set(from.weights.subarray(0, count))
  to.propensities.set(from.propensities.subarray(0, count))
  to.origins.set(from.origins.subarray(0, count))
  to.sources.set(from.sources.subarray(0, count))
  to.rules.set(from.rules.subarray(0, count))
  to.levels.set(from.levels.subarray(0, count))
  to.decidedAt.set(from.decidedAt.subarray(0, count))
  to.talents.set(from.talents.subarray(0, count))
  to.jobs.set(from.jobs.subarray(0, count))
  return to
}

const sideOf = (side: boolean | null) => (side === null ? SIDE.unknown : side ? SIDE.yes : SIDE.no)

/** Numbers names in the order in which they come. */
class Numbering {
  readonly names: string[] = []
  readonly #numbers = new Map<string, number>()

  of(name: string): number {
    const known = this.#numbers.get(name)
    if (known !== undefined) return known
    this.#numbers.set(name, this.names.length)
    return this.names.push(name) - 1
  }
}
