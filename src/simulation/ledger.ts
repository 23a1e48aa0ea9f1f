import type { ShownAnswer } from '../matching/answer-log.ts'
import type { TrainingSource } from '../training/dataset/training-source.ts'

/** Something that one side of a pair did. */
export interface Act {
  readonly talentId: string
  readonly jobId: string
  readonly type:
    | 'applied'
    | 'interested'
    | 'viewed'
    | 'dismissed'
    | 'interview'
    | 'rejected'
    | 'contacted'
  readonly actor: 'talent' | 'company'
  readonly occurredAt: Date
  /** How long a talent looked; only of `viewed`. */
  readonly seconds: number | null
}

/** Keeps what was shown and what was done, for training to ask. */
export interface Ledger {
  readonly source: TrainingSource
  show(answer: ShownAnswer): Promise<void> | void
  /** In the order of time. */
  record(acts: readonly Act[]): Promise<void> | void
}
