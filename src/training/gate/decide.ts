import { dataIsEnough, dataIsFresh, nothingLeaks, orderIsKept } from './data-checks.ts'
import type { Evidence } from './evidence.ts'
import { DEFAULT_LIMITS, type GateLimits } from './limits.ts'
import {
  beatsChampion,
  beatsRules,
  coverageIsRight,
  isCalibrated,
  rmseIsLow,
  rmseIsNotWorse,
  sharesStay,
} from './quality-checks.ts'
import { type Check, REASON_CODES, type Reason, type ReasonCode } from './reason.ts'
import { segmentsAreUnharmed } from './segment-check.ts'

export interface Decision {
  /** Whether every reason passed. */
  readonly promoted: boolean
  /** Every check, passed or not, in the order of {@link REASON_CODES}. */
  readonly reasons: readonly Reason[]
}

const CHECKS: Readonly<Record<ReasonCode, Check>> = {
  beats_champion: beatsChampion,
  beats_rules: beatsRules,
  rmse_low: rmseIsLow,
  rmse_not_worse: rmseIsNotWorse,
  calibrated: isCalibrated,
  interval_coverage: coverageIsRight,
  score_shares: sharesStay,
  segments_unharmed: segmentsAreUnharmed,
  order_kept: orderIsKept,
  no_leak: nothingLeaks,
  data_enough: dataIsEnough,
  data_fresh: dataIsFresh,
}

/**
 * Whether a challenger takes the champion's place. It must be better, and break no limit; what cannot be
 * told counts against it. The same evidence and limits give the same decision.
 */
export function decide(evidence: Evidence, limits: GateLimits = DEFAULT_LIMITS): Decision {
  const reasons = REASON_CODES.map((code) => ({ code, ...CHECKS[code](evidence, limits) }))
  return { promoted: reasons.every(({ passed }) => passed), reasons }
}
