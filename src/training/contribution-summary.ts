import { RANKED_FEATURES } from '../features/registry.ts'
import { sumByPart } from '../matching/answers/explain.ts'
import type { Ranker } from '../ranking/ranker.ts'
import type { Examples } from './examples.ts'

/** Percentiles and shares settle well before so many rows. */
const ROWS = 5000

export interface ContributionSummary {
  /** 1st and 99th percentile of summed contributions, by group and by story. */
  readonly ranges: Record<string, readonly [low: number, high: number]>
  /** Each feature's share of all absolute contributions; sums to 1. */
  readonly importances: Record<string, number>
}

/** What explanations are measured against, on evenly spaced rows of the training data. */
export function summariseContributions(ranker: Ranker, training: Examples): ContributionSummary {
  const width = RANKED_FEATURES.length
  const contributions = new Float64Array(width + 1)
  const sums = new Map<string, number[]>()
  const absolute = new Float64Array(width)
  const step = Math.max(1, Math.floor(training.count / ROWS))
  for (let i = 0; i < training.count; i += step) {
    ranker.contributions(training.rows.subarray(i * width, (i + 1) * width), contributions)
    for (const [part, sum] of Object.entries(sumByPart(contributions))) {
      const values = sums.get(part)
      if (values) values.push(sum)
      else sums.set(part, [sum])
    }
    for (let at = 0; at < width; at++) {
      absolute[at] = (absolute[at] as number) + Math.abs(contributions[at] as number)
    }
  }
  const total = absolute.reduce((sum, each) => sum + each, 0)
  return {
    ranges: Object.fromEntries([...sums].map(([part, values]) => [part, rangeOf(values)])),
    importances: Object.fromEntries(
      RANKED_FEATURES.map(({ name }, at) => [name, (absolute[at] as number) / total]),
    ),
  }
}

function rangeOf(values: readonly number[]): readonly [number, number] {
  const sorted = [...values].sort((a, b) => a - b)
  const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))] as number
  return [at(0.01), at(0.99)]
}
