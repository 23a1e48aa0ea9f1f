import type { Evaluation } from '../evaluate/evaluate-models.ts'
import type { ShareShift } from '../evaluate/score-shares.ts'
import type { LeakFindings } from './find-leak.ts'

/** All that a decision rests on; it can be stored as JSON and decided upon again. */
export interface Evidence {
  readonly evaluation: Evaluation
  readonly shift: ShareShift
  readonly sample: Sample
  readonly leak: LeakFindings
  readonly order: Order
}

/** Where the pairs come from; days before the decision, below 0 for what lies after it. */
export interface Sample {
  readonly trainingPairs: number
  /** Held-out pairs that somebody acted on; the others were passed over. */
  readonly acts: number
  readonly newestDays: number
  readonly medianDays: number
}

/** What must be 0 for promises about better profiles to hold. */
export interface Order {
  /** Pairs of leaves that are ordered against the direction of the one feature they differ in. */
  readonly treeBreaches: number
  /** Held-out pairs whose score falls where the raw score rises. */
  readonly fallingScores: number
}
