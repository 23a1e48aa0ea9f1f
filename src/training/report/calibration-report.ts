import type { Evaluation } from '../evaluate/evaluate-models.ts'
import type { Interval } from '../evaluate/interval-of.ts'
import type { ReliabilityBin } from '../evaluate/reliability.ts'
import type { ShareShift } from '../evaluate/score-shares.ts'

/** How far scores can be taken at their word: points everywhere, shares 0-1. */
export interface CalibrationReport {
  readonly ece: Readonly<Record<'challenger' | 'champion', Interval>>
  /** Share of labels in the challenger's 80 % intervals; absent where it has none. */
  readonly coverage?: Interval | undefined
  readonly reliability: Readonly<Record<'challenger' | 'champion', readonly ReliabilityBin[]>>
  readonly segments: readonly SegmentCalibration[]
  readonly shift: ShareShift
}

export interface SegmentCalibration {
  readonly segmentation: string
  readonly value: string
  readonly pairs: number
  readonly talents: number
  /** Of the challenger. */
  readonly ece: Interval
  /** Mean of score - label: above 0 where scores promise too much. */
  readonly bias: Interval
  readonly reliability: readonly ReliabilityBin[]
}

export const reportCalibration = (
  evaluation: Evaluation,
  shift: ShareShift,
): CalibrationReport => ({
  ece: {
    challenger: evaluation.models.challenger.ece,
    champion: evaluation.models.champion.ece,
  },
  coverage: evaluation.models.challenger.coverage,
  reliability: evaluation.reliability,
  segments: evaluation.segments.map(
    ({ segmentation, value, pairs, talents, challenger: { ece, bias }, reliability }) => ({
      segmentation,
      value,
      pairs,
      talents,
      ece,
      bias,
      reliability,
    }),
  ),
  shift,
})
