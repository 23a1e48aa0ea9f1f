import { type Condition, isMet } from './conditions.ts'

/** Where one alert stands; shared by all processes. */
export interface AlertState {
  readonly name: string
  readonly value: number | null
  /** Since when the condition holds; null: it does not. */
  readonly since: Date | null
  /** Since when it fires; null: it does not. */
  readonly firedAt: Date | null
  /** What is to be told and has not been. */
  readonly notice: Notice | null
  /** When it was last told that it fires, since it does. */
  readonly notifiedAt: Date | null
  /** Whether what is to be done about it by itself has not been done. */
  readonly isActionDue: boolean
  /** Since when it fires without a value; null: there is one. */
  readonly unknownSince: Date | null
  readonly checkedAt: Date
}

export type Notice = 'firing' | 'resolved'

export interface AlertStep {
  readonly next: AlertState
  /** What just happened; absent: nothing. */
  readonly event?: 'fired' | 'resolved'
}

const RESTING = {
  since: null,
  firedAt: null,
  notifiedAt: null,
  isActionDue: false,
  unknownSince: null,
}
/** An outage leaves nothing to measure, and is not over for it; nor is everything unknown an outage. */
const UNKNOWN_MINUTES = 30
const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

/**
 * One look at a condition. A firing alert is told once, again after `repeatHours`, and when it is over: when the
 * condition does not hold, or nothing has been known for half an hour.
 */
export function stepAlert(
  condition: Condition,
  before: AlertState | undefined,
  seen: { readonly value: number | null; readonly now: Date; readonly repeatHours: number },
): AlertStep {
  const { value, now, repeatHours } = seen
  const common = { name: condition.name, value, checkedAt: now }
  const unknownSince = value === null ? (before?.unknownSince ?? now) : null
  const isUnknown =
    unknownSince !== null && now.getTime() - unknownSince.getTime() < UNKNOWN_MINUTES * MINUTE_MS
  if (!isMet(condition, value) && !(before?.firedAt && isUnknown)) {
    const isOver = before?.firedAt != null
    // What nobody was told of yet is no news when it is over.
    const over = before?.notifiedAt ? ('resolved' as const) : null
    const notice = isOver ? over : before?.notice === 'resolved' ? before.notice : null
    const next = { ...common, ...RESTING, notice }
    return isOver ? { next, event: 'resolved' } : { next }
  }
  // A time to come is that of a clock that went wrong.
  const since = before?.since && before.since < now ? before.since : now
  if (before?.firedAt) {
    const { firedAt, notifiedAt, isActionDue } = before
    const isDue = notifiedAt && now.getTime() - notifiedAt.getTime() >= repeatHours * HOUR_MS
    const notice = isDue ? ('firing' as const) : before.notice
    const next = { ...common, since, firedAt, notifiedAt, notice, isActionDue, unknownSince }
    return { next }
  }
  if (now.getTime() - since.getTime() < condition.minutes * MINUTE_MS) {
    const notice = before?.notice ?? null
    return { next: { ...common, ...RESTING, since, notice } }
  }
  const isActionDue = condition.actions !== undefined
  const notice = 'firing' as const
  const next = { ...common, ...RESTING, since, firedAt: now, notice, isActionDue }
  return { next, event: 'fired' }
}
