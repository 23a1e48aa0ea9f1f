import { Random } from '../training/synthetic/random.ts'

const RESAMPLES = 10_000
const SEED = 1

export interface Interval {
  readonly mean: number
  /** Ends of the 95 % interval. */
  readonly low: number
  readonly high: number
}

/**
 * Mean and 95 % percentile interval over resamples of the queries (Efron's bootstrap). Values of
 * one length are resampled alike. For two systems, give their differences by query: the interval
 * is then paired.
 *
 * @param values one a query, at least one
 */
export function bootstrap(values: readonly number[]): Interval {
  const random = new Random(SEED, 'bootstrap')
  const means = new Float64Array(RESAMPLES).map(() => {
    let sum = 0
    for (let i = 0; i < values.length; i++) {
      sum += values[random.int(0, values.length - 1)] as number
    }
    return sum / values.length
  })
  means.sort()
  const at = (share: number) => means[Math.round(share * (RESAMPLES - 1))] as number
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  return { mean, low: at(0.025), high: at(0.975) }
}

/** Whether the interval lies wholly on one side of 0. */
export const excludesZero = ({ low, high }: Interval) => low > 0 || high < 0
