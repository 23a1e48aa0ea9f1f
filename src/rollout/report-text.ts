import { counted } from '../text/counted.ts'
import { minuteOf } from '../text/minute-of.ts'
import { percent } from '../text/percent.ts'
import type { Difference } from './confidence-sequence.ts'
import type { Arm, RolloutReport } from './report.ts'

/** A report for people. */
export function toText(report: RolloutReport): string {
  const { treatment, control, difference, percentage, due } = report
  return [
    `${percentage} % since ${minuteOf(report.since)}, ${due ? `planned until ${minuteOf(due)}` : 'the last stage'}` +
      `${report.isHeld ? ', on hold' : ''}${report.isKilled ? '; THE KILL SWITCH IS ON' : ''}`,
    ...armLines('Model', treatment),
    ...armLines('Rules', control),
    `Viewed, model - rules: ${differenceText(difference.engagement, treatment.engagement, control.engagement, 'viewed anything')}`,
    `Applied, model - rules: ${differenceText(difference.conversion, treatment.conversion, control.conversion, 'applied')}`,
    report.isSampleRatioPlausible === false
      ? 'WARNING: sample ratio mismatch. The numbers above are not reliable until its cause is known.'
      : `Sample ratio: ${report.isSampleRatioPlausible ? 'as expected' : 'no users yet, or only one arm'}`,
    report.usersNeeded === null
      ? 'Too early to estimate how many users are needed.'
      : `Detecting a 10 % change in conversion needs about ${report.usersNeeded.toLocaleString('en')} users in total.`,
    report.brokenGuards.length > 0
      ? `Against advancing: ${report.brokenGuards.join('; ')}.`
      : 'No guard prevents advancing.',
    'Users count in the first arm they saw in this stage; users from earlier stages are in the model arm.',
  ].join('\n')
}

const armLines = (name: string, { users, pairsShown, engagement, conversion, calls }: Arm) => [
  `${name}: ${counted(users, 'talent')}, ${counted(pairsShown, 'pair')} shown, viewed ${percent(engagement, 2)}, applied ${percent(conversion, 2)}`,
  `  ${counted(calls.calls, 'call')}, p50 ${ms(calls.p50Ms)}, p95 ${ms(calls.p95Ms)}, ` +
    `${calls.fallbacks} by rules, ${counted(calls.errors, 'error')}`,
]

const ms = (time: number | null) => (time === null ? '-' : `${Math.round(time)} ms`)

/** Of shares, in points: a difference in per cent could be taken for one in proportion. */
function differenceText(
  difference: Difference | null,
  model: number | null,
  rules: number | null,
  act: string,
): string {
  if (model === null || rules === null) return 'nothing shown in one of the arms yet'
  if (model === 0 && rules === 0) return `nobody has ${act} yet, in either arm`
  if (difference === null) return 'not enough data yet'
  const { value, low, high } = difference
  return `${signed(value)} points (95 % interval, valid at any time: ${signed(low)} to ${signed(high)})`
}

function signed(share: number): string {
  const points = Math.round(10_000 * share) / 100
  return `${points > 0 ? '+' : ''}${points.toFixed(2)}`
}
