/** An estimate and how far chance may have moved it; NaN throughout where the data do not tell. */
export interface Interval {
  readonly mean: number
  /** Ends of the 95 % interval. */
  readonly low: number
  readonly high: number
}

/** A statistic on the pairs as they are, and on each resample. */
export interface Resampled {
  readonly estimate: number
  readonly resamples: Float64Array
}

const TAIL = 0.025

/** Efron's percentile interval. */
export function intervalOf({ estimate, resamples }: Resampled): Interval {
  return {
    mean: estimate,
    low: quantileOf(resamples, TAIL),
    high: quantileOf(resamples, 1 - TAIL),
  }
}

/** By how much one is above another, resample by resample. */
export const differenceOf = (one: Resampled, other: Resampled): Resampled => ({
  estimate: one.estimate - other.estimate,
  resamples: one.resamples.map((value, at) => value - (other.resamples[at] as number)),
})

/** Standard error, around the estimate: what a resample is off by, as the estimate is off the truth. */
export function deviationOf({ estimate, resamples }: Resampled): number {
  const known = resamples.filter((value) => !Number.isNaN(value))
  return Math.sqrt(known.reduce((sum, each) => sum + (each - estimate) ** 2, 0) / known.length)
}

/** Of the numbers among them; NaN where there are none. */
export function quantileOf(values: Float64Array, share: number): number {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort()
  return sorted[Math.round(share * (sorted.length - 1))] ?? Number.NaN
}

/** Whether the interval lies wholly on one side of 0. */
export const excludesZero = ({ low, high }: Interval) => low > 0 || high < 0
