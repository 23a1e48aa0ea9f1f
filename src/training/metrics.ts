import type { Scored } from './evaluate/held-out.ts'
import { COVERAGE } from './interval.ts'

/** Root of the mean squared difference. */
export function rmse(a: Float64Array, b: Float64Array): number {
  return Math.sqrt(a.reduce((sum, each, i) => sum + (each - (b[i] as number)) ** 2, 0) / a.length)
}

/** Standard deviation: the error of the best constant. */
export function deviation(values: Float64Array): number {
  const mean = values.reduce((sum, each) => sum + each, 0) / values.length
  return rmse(values, new Float64Array(values.length).fill(mean))
}

/** Share of the labels within `halfWidths` of their score. */
export function coverageOf(
  scores: Float64Array,
  labels: Float64Array,
  halfWidths: Float64Array,
): number {
  const inside = labels.filter(
    (label, i) => Math.abs(label - (scores[i] as number)) <= (halfWidths[i] as number),
  )
  return inside.length / labels.length
}

/** What a manifest tells of a model: of pairs that no step of training saw, each counted alike. */
export function measureScores({ scores, halfWidths }: Required<Scored>, labels: Float64Array) {
  const share = (isCounted: (score: number) => boolean) =>
    scores.filter(isCounted).length / scores.length
  return {
    test_pairs: labels.length,
    rmse: rmse(scores, labels),
    interval_coverage: coverageOf(scores, labels, halfWidths),
    interval_target: COVERAGE,
    share_of_scores_at_least_50: share((score) => score >= 50),
    share_of_scores_above_80: share((score) => score > 80),
  }
}
