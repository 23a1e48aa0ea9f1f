import { type AlertState, type Notice, stepAlert } from '../../alerts/alert-state.ts'
import { CONDITIONS, type Condition, isMet } from '../../alerts/conditions.ts'
import { noticeOf, sendNotice, type Webhook } from '../../alerts/notice.ts'
import type { Measured } from '../../alerts/signals.ts'
import type { Alerts } from '../../db/observation/alert-rows.ts'
import type { AlertAction } from '../../settings/config.ts'
import type { Action } from './alert-actions.ts'

export interface WatchAlertsParts {
  readonly alerts: Alerts
  readonly measure: (now: Date) => Promise<Measured>
  /** Absent: the log is told. */
  readonly webhook?: Webhook | undefined
  readonly repeatHours: number
  /** What may be done while an alert fires: once, and again with the next look where it could not be. */
  readonly actions: Partial<Record<AlertAction, Action>>
  readonly onTold: (name: string, notice: Notice, summary: string) => void
  /** A receiver that is out is tried again with the next look. */
  readonly onTrouble: (name: string, error: unknown) => void
}

/** Who is told of alerts, and what they may do: what the settings say. */
export type Alerting = Pick<WatchAlertsParts, 'webhook' | 'repeatHours' | 'actions'>

interface Look {
  readonly condition: Condition
  readonly state: AlertState
}

/**
 * Looks at every condition once, acts, and tells who wants to know; any number of processes may do so at once,
 * and be cut off anywhere.
 */
export async function watchAlerts(parts: WatchAlertsParts, signal: AbortSignal): Promise<void> {
  const { alerts, measure, repeatHours } = parts
  const now = await alerts.now()
  const measured = await measure(now)
  const before = new Map((await alerts.states()).map((state) => [state.name, state]))
  const looks: Look[] = []
  for (const condition of CONDITIONS) {
    signal.throwIfAborted()
    const state = before.get(condition.name)
    const value = measured.signals[condition.signal]
    const { next, event } = stepAlert(condition, state, { value, now, repeatHours })
    const logged = event && { what: event, detail: `value ${value}` }
    // Whoever was first acts, and tells.
    if (await alerts.keep(next, state?.checkedAt, logged)) looks.push({ condition, state: next })
  }
  // A receiver may take its time, which is nothing to those who act, or to the others who are told.
  for (const look of looks) await act(parts, look, measured)
  await Promise.all(looks.map((look) => tell(parts, look, signal)))
}

/** The first action that is allowed and possible; another process, or the next look, tries what failed. */
async function act(
  { alerts, actions, onTrouble }: WatchAlertsParts,
  { condition, state }: Look,
  { versions }: Measured,
): Promise<void> {
  const { name, actions: possible = [], about } = condition
  const allowed = possible.filter((action) => actions[action])
  const { firedAt, isActionDue, value } = state
  if (!firedAt || !isActionDue || allowed.length === 0 || !isMet(condition, value)) return
  if (!(await alerts.claimAction(name))) return
  const firing = { alert: name, since: firedAt, version: about && versions[about] }
  for (const action of allowed) {
    try {
      const done = await actions[action]?.(firing)
      if (done === undefined) continue
      await alerts.acted(name, `${action}: ${done}`)
      return
    } catch (error) {
      onTrouble(name, error)
    }
  }
  await alerts.releaseAction(name)
}

async function tell(
  parts: WatchAlertsParts,
  { condition, state }: Look,
  signal: AbortSignal,
): Promise<void> {
  const { alerts, webhook, onTold, onTrouble } = parts
  const { name } = condition
  if (!state.notice) return
  try {
    const notice = await alerts.claim(name)
    if (!notice) return
    try {
      if (webhook) await sendNotice(webhook, noticeOf(condition, notice, state), signal)
    } catch (error) {
      await alerts.release(name)
      throw error
    }
    await alerts.told(name, notice)
    onTold(name, notice, condition.summary)
  } catch (error) {
    onTrouble(name, error)
  }
}
