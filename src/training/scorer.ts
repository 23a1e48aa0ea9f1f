import type { Calibration } from '../ranking/calibration.ts'
import type { Ranker } from '../ranking/ranker.ts'
import type { Scored } from './evaluate/held-out.ts'
import { predictAll } from './interval.ts'

/** What turns rows into scores: of a model just fitted, or of one that serves. */
export interface ScorerParts {
  readonly ranker: Ranker
  readonly calibration: Calibration
  /** Predicts the absolute residual, in points. */
  readonly residual: Ranker
  /** On predicted residuals. */
  readonly intervalFactor: number
}

/** Scores of rows, 0-100. */
export const scoresOf = (
  { ranker, calibration }: Pick<ScorerParts, 'ranker' | 'calibration'>,
  rows: Float64Array,
): Float64Array => predictAll(ranker, rows).map((raw) => calibration.apply(raw))

/** Scores of rows, and the half-widths of their 80 % intervals, in points. */
export const scoreRows = (parts: ScorerParts, rows: Float64Array): Required<Scored> => ({
  scores: scoresOf(parts, rows),
  halfWidths: predictAll(parts.residual, rows).map(
    (each) => Math.max(0, each) * parts.intervalFactor,
  ),
})
