import { bootstrapMean } from '../training/evaluate/bootstrap.ts'
import { excludesZero, type Interval } from '../training/evaluate/interval-of.ts'
import type { Crosswalk } from './crosswalk.ts'
import { METRIC_NAMES, type MetricName, type Metrics, metricsOf } from './metrics.ts'
import { type Rankings, SYSTEM_NAMES, type SystemName } from './systems.ts'

/** How each system does on one crosswalk. */
export interface Report {
  readonly talents: number
  readonly systems: readonly SystemReport[]
}

export interface SystemReport {
  readonly name: SystemName
  readonly metrics: Readonly<Record<MetricName, Interval>>
  /** What ours is ahead by, talent by talent; absent for ours. */
  readonly behindOurs?: Readonly<Record<MetricName, Interval & { readonly excludesZero: boolean }>>
}

/** Queries are few: finer ends cost nothing. */
const RESAMPLES = 10_000
const resample = (values: readonly number[]) => bootstrapMean(values, { resamples: RESAMPLES })

/** Takes the rankings of one talent after the other, and reports at the end. */
export class Reporter {
  readonly #crosswalk: Crosswalk
  readonly #results: Readonly<Record<SystemName, Metrics[]>> = {
    ours: [],
    'ours, ties by id': [],
    rules: [],
    'MiniLM cosine': [],
    BM25: [],
  }

  constructor(crosswalk: Crosswalk) {
    this.#crosswalk = crosswalk
  }

  /** Leaves out a talent that the crosswalk does not name. */
  add(talentId: string, rankings: Rankings): void {
    const relevant = this.#crosswalk.get(talentId)
    if (!relevant) return
    for (const name of SYSTEM_NAMES) this.#results[name].push(metricsOf(rankings[name], relevant))
  }

  /** @throws {Error} when no talent of the crosswalk was added */
  report(): Report {
    const { ours } = this.#results
    if (ours.length === 0)
      throw new Error('none of the talents in the crosswalk is among the talents')
    const systems = SYSTEM_NAMES.map((name): SystemReport => {
      const own = this.#results[name]
      const metrics = eachMetric((metric) => resample(own.map((each) => each[metric])))
      if (name === 'ours') return { name, metrics }
      const behindOurs = eachMetric((metric) => {
        const difference = resample(
          ours.map((each, at) => each[metric] - (own[at] as Metrics)[metric]),
        )
        return { ...difference, excludesZero: excludesZero(difference) }
      })
      return { name, metrics, behindOurs }
    })
    return { talents: ours.length, systems }
  }
}

const eachMetric = <T>(of: (name: MetricName) => T) =>
  Object.fromEntries(METRIC_NAMES.map((name) => [name, of(name)])) as Record<MetricName, T>
