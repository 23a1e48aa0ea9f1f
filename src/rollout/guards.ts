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
    [isSampleRatioPlausible === false, 'the arms do not have the users that the share says'],
    [
      (difference.engagement?.high ?? 0) < 0,
      'people view less of what the model shows than of what rules show, beyond chance',
    ],
    [
      (difference.conversion?.high ?? 0) < 0,
      'people apply less to what the model shows than to what rules show, beyond chance',
    ],
    [
      isBusy && fallbacks / calls > FALLBACK_SHARE,
      `rules gave ${fallbacks} of the ${calls} answers of the model’s arm`,
    ],
    [
      isBusy && errors / calls > ERROR_SHARE,
      `${errors} of the ${calls} calls of the model’s arm failed`,
    ],
    [
      isBusy && (p95Ms ?? 0) > 1_000 * SLOW_SECONDS,
      `one in twenty calls of the model’s arm took longer than ${Math.round(p95Ms ?? 0)} ms`,
    ],
  ]
  return guards.flatMap(([isBroken, sentence]) => (isBroken ? [sentence] : []))
}
