import { counted } from '../counted.ts'
import type { Difference } from './confidence-sequence.ts'
import type { Arm, RolloutReport } from './report.ts'

/** A report for people. */
export function toText(report: RolloutReport): string {
  const { treatment, control, difference } = report
  return [
    `${report.percentage} % since ${report.since.toISOString()}, planned until ${report.due.toISOString()}` +
      `${report.isHeld ? ', held' : ''}${report.isKilled ? '; THE KILL SWITCH IS ON' : ''}`,
    ...armLines('Model', treatment),
    ...armLines('Rules', control),
    `Viewed, model - rules: ${differenceText(difference.engagement)}`,
    `Applied, model - rules: ${differenceText(difference.conversion)}`,
    report.isSampleRatioPlausible === false
      ? 'The arms do NOT have the users that the share says: find out why before you believe anything above.'
      : `Users of the arms: ${report.isSampleRatioPlausible ? 'as the share says' : 'nobody yet, or one arm only'}`,
    report.usersNeeded === null
      ? 'Too early to say how many users are needed.'
      : `To see conversion change by a tenth: some ${report.usersNeeded.toLocaleString('en')} users of both arms together.`,
    report.brokenGuards.length > 0
      ? `Against advancing: ${report.brokenGuards.join('; ')}.`
      : 'No guard stands against advancing.',
    "Users count for the arm that they met first in this stage; those of earlier stages are among the model's.",
  ].join('\n')
}

const armLines = (name: string, { users, pairsShown, engagement, conversion, calls }: Arm) => [
  `${name}: ${counted(users, 'talent')}, ${counted(pairsShown, 'pair')} shown, viewed ${percent(engagement)}, applied ${percent(conversion)}`,
  `  ${counted(calls.calls, 'call')}, p50 ${ms(calls.p50Ms)}, p95 ${ms(calls.p95Ms)}, ` +
    `${calls.fallbacks} by rules, ${counted(calls.errors, 'error')}`,
]

const percent = (share: number | null) => (share === null ? '-' : `${(100 * share).toFixed(2)} %`)
const ms = (time: number | null) => (time === null ? '-' : `${Math.round(time)} ms`)
const differenceText = (difference: Difference | null) =>
  difference === null
    ? 'fewer than 50 talents in an arm'
    : `${percent(difference.value)} (95 %, at any time: ${percent(difference.low)} to ${percent(difference.high)})`
