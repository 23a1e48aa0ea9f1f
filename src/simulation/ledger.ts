import type { ShownAnswer } from '../interactions/answer-log.ts'
import type { TrainingSource } from '../training/dataset/training-source.ts'

/** What each act comes to, as `match_labels` has it; the company's goes before the talent's. */
export const LABELS = {
  applied: 100,
  interview: 100,
  contacted: 90,
  interested: 85,
  viewed: 55,
  dismissed: 20,
  rejected: 10,
} as const

/** Something that one side of a pair did. */
export interface Act {
  readonly talentId: string
  readonly jobId: string
  readonly type: keyof typeof LABELS
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
