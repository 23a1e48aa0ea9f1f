import { type AlertState, type Notice, stepAlert } from '../../alerts/alert-state.ts'
import { CONDITIONS, type Condition } from '../../alerts/conditions.ts'
import { noticeOf, sendNotice, type Webhook } from '../../alerts/notice.ts'
import type { Signals } from '../../alerts/signals.ts'
import type { Alerts } from '../../db/observation/alert-rows.ts'
import type { AlertAction } from '../../settings/config.ts'

export interface WatchAlertsParts {
  readonly alerts: Alerts
  readonly measure: (now: Date) => Promise<Signals>
  /** Absent: the log is told. */
  readonly webhook?: Webhook | undefined
  readonly repeatHours: number
  /**
   * What may be done when an alert begins to fire; each tells what it did, or undefined where there was
   * nothing that it could do.
   */
  readonly actions: Partial<Record<AlertAction, (alert: string) => Promise<string | undefined>>>
  readonly onTold: (name: string, notice: Notice, summary: string) => void
  /** A receiver that is out is tried again with the next look. */
  readonly onTrouble: (name: string, error: unknown) => void
}

/** Who is told of alerts, and what they may do: what the settings say. */
export type Alerting = Pick<WatchAlertsParts, 'webhook' | 'repeatHours' | 'actions'>

/** Looks at every condition once, and tells who wants to know; may be cut off and begun again. */
export async function watchAlerts(
  parts: WatchAlertsParts,
  now: Date,
  signal: AbortSignal,
): Promise<void> {
  const { alerts, measure, repeatHours } = parts
  const signals = await measure(now)
  const before = new Map((await alerts.states()).map((state) => [state.name, state]))
  for (const condition of CONDITIONS) {
    signal.throwIfAborted()
    const state = before.get(condition.name)
    const value = signals[condition.signal]
    const { next, event } = stepAlert(condition, state, { value, now, repeatHours })
    // Whoever was first has told, and acted.
    if (!(await alerts.keep(next, state?.checkedAt))) continue
    if (event) await alerts.log(condition.name, event, `value ${value}`)
    if (event === 'fired') await act(parts, condition)
    if (next.notice) await tell(parts, condition, next, signal)
  }
}

/** The first action that is allowed and possible. */
async function act({ alerts, actions, onTrouble }: WatchAlertsParts, condition: Condition) {
  for (const action of condition.actions ?? []) {
    try {
      const done = await actions[action]?.(condition.name)
      if (done === undefined) continue
      await alerts.log(condition.name, 'acted', `${action}: ${done}`)
      return
    } catch (error) {
      onTrouble(condition.name, error)
    }
  }
}

async function tell(
  parts: WatchAlertsParts,
  condition: Condition,
  state: AlertState,
  signal: AbortSignal,
): Promise<void> {
  const { alerts, webhook, onTold, onTrouble } = parts
  const { name } = condition
  const notice = await alerts.claim(name, new Date())
  if (!notice) return
  try {
    if (webhook) await sendNotice(webhook, noticeOf(condition, notice, state), signal)
  } catch (error) {
    await alerts.release(name)
    onTrouble(name, error)
    return
  }
  await alerts.told(name, notice, new Date())
  onTold(name, notice, condition.summary)
}
