import type { Evidence } from './evidence.ts'
import type { GateLimits } from './limits.ts'

/** What is asked of a challenger, in the order of a reader's interest. */
export const REASON_CODES = [
  'beats_champion',
  'beats_rules',
  'rmse_low',
  'rmse_not_worse',
  'calibrated',
  'interval_coverage',
  'score_shares',
  'segments_unharmed',
  'order_kept',
  'no_leak',
  'data_enough',
  'data_fresh',
] as const
export type ReasonCode = (typeof REASON_CODES)[number]

/** One answer of the gate. */
export interface Reason {
  /** Stable; for machines. */
  readonly code: ReasonCode
  readonly passed: boolean
  /** For people, with the numbers. */
  readonly sentence: string
}

export type Verdict = Omit<Reason, 'code'>

/** A number that is not known passes nothing. */
export type Check = (evidence: Evidence, limits: GateLimits) => Verdict
