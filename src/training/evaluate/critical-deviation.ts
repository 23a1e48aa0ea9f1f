import { deviationOf, quantileOf, type Resampled } from './interval-of.ts'

/** Probability that chance alone accuses any one of all segments. */
const FAMILY_ERROR = 0.05

/**
 * How many standard errors the worst of many comparisons lies above what it should, by chance, in 19 of 20
 * cases: the bound that holds for all of them at once, however they hang together (Westfall and Young
 * 1993, "Resampling-based multiple testing", single-step max-T). Many segments raise it; segments that
 * are nearly the same count as one.
 *
 * @returns NaN where there is nothing to compare
 */
export function criticalDeviation(comparisons: readonly Resampled[]): number {
  const largest = new Float64Array(comparisons[0]?.resamples.length ?? 0).fill(Number.NaN)
  for (const comparison of comparisons) {
    const deviation = deviationOf(comparison)
    if (!(deviation > 0)) continue
    comparison.resamples.forEach((value, at) => {
      const above = (value - comparison.estimate) / deviation
      if (!(above <= (largest[at] as number))) largest[at] = above
    })
  }
  return quantileOf(largest, 1 - FAMILY_ERROR)
}
