import { ERROR_SHARE, FALLBACK_SHARE, SLOW_SECONDS } from '../alerts/conditions.ts'
import type { RolloutReport } from './report.ts'

/** Fewer calls say nothing of shares and percentiles. */
const MIN_CALLS = 100

/** What stands against going on with a stage, in sentences; none where nothing does. */
export function brokenGuards(report: Omit<RolloutReport, 'brokenGuards'>): readonly string[] {
  const { treatment, difference, isSampleRatioPlausible } = report
  const { calls, fallbacks, errors, p95Ms } = treatment.calls
  const isBusy = calls >= MIN_CALLS
  const guards: readonly [isBroken: boolean, sentence: string][] = [
    [
      isSampleRatioPlausible === false,
      'sample ratio mismatch: the arms do not have the expected number of users',
    ],
    [
      (difference.engagement?.high ?? 0) < 0,
      'significantly fewer views in the model arm than in the rules arm',
    ],
    [
      (difference.conversion?.high ?? 0) < 0,
      'significantly fewer applications in the model arm than in the rules arm',
    ],
    [
      isBusy && fallbacks / calls > FALLBACK_SHARE,
      `${fallbacks} of ${calls} answers in the model arm were fallbacks`,
    ],
    [isBusy && errors / calls > ERROR_SHARE, `${errors} of ${calls} calls in the model arm failed`],
    [
      isBusy && (p95Ms ?? 0) > 1_000 * SLOW_SECONDS,
      `95th percentile latency in the model arm is ${Math.round(p95Ms ?? 0)} ms`,
    ],
  ]
  return guards.flatMap(([isBroken, sentence]) => (isBroken ? [sentence] : []))
}
