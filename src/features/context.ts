import type { Rates } from './normalise/pay/rates.ts'

/**
 * The tables and the clock that features read besides the pair. They belong to the bundle, so that
 * what was trained is what is served.
 */
export interface FeatureContext {
  /** Start of the UTC day that counts as today, milliseconds since the epoch. */
  readonly today: number
  /** Inverse document frequency of a skill among jobs, by canonical id; rare ones high. */
  readonly skillIdf: (id: string) => number
  /** Inverse document frequency of a word in postings and profiles, by its `wordNumber`. */
  readonly termIdf: (word: number) => number
  /** Mean number of meaningful words of a posting. */
  readonly usualLength: number
  /** Share of jobs of that level that pay less, 0-1; `level` 0-5 or NaN = all. */
  readonly payPercentile: (annualUsd: number, level: number) => number
  readonly rates: Rates
}
