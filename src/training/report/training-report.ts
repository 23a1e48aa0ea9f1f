import type { Decision } from '../gate/decide.ts'
import type { Evidence } from '../gate/evidence.ts'
import { type CalibrationReport, reportCalibration } from './calibration-report.ts'

/** What a training run tells of its challenger; plain JSON. */
export interface TrainingReport {
  readonly challenger: string
  readonly champion: string
  /** ISO 8601. */
  readonly createdAt: string
  readonly decision: Decision
  readonly evidence: Evidence
  readonly calibration: CalibrationReport
  /** Share of all absolute contributions by feature; sums to 1. */
  readonly importances: Readonly<Record<string, number>>
  /** Pairs of the reference set by score, in steps of {@link SCORE_STEP} points from 0. */
  readonly scores: Readonly<Record<'challenger' | 'champion', readonly number[]>>
}

export interface ReportInput
  extends Pick<
    TrainingReport,
    'challenger' | 'champion' | 'decision' | 'evidence' | 'importances'
  > {
  readonly createdAt: Date
  /** Scores of the reference set, 0-100. */
  readonly reference: Readonly<Record<'challenger' | 'champion', Float64Array>>
}

export const SCORE_STEP = 5

export function reportTraining({ createdAt, reference, ...told }: ReportInput): TrainingReport {
  return {
    ...told,
    createdAt: createdAt.toISOString(),
    calibration: reportCalibration(told.evidence.evaluation, told.evidence.shift),
    scores: {
      challenger: countByStep(reference.challenger),
      champion: countByStep(reference.champion),
    },
  }
}

function countByStep(scores: Float64Array): number[] {
  const counts = new Array<number>(100 / SCORE_STEP).fill(0)
  for (const score of scores) {
    const step = Math.min(counts.length - 1, Math.floor(score / SCORE_STEP))
    counts[step] = (counts[step] as number) + 1
  }
  return counts
}
