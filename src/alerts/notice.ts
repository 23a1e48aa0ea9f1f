import { createHmac } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { minuteOf } from '../text/minute-of.ts'
import type { AlertState, Notice } from './alert-state.ts'
import { anchorOf, type Condition, limitOf } from './conditions.ts'
import { withUnit } from './with-unit.ts'

export interface Webhook {
  readonly url: string
  /** Signs what is sent. */
  readonly secret?: string | undefined
}

/** Beyond, the receiver is out for now. */
const TIMEOUT_MS = 5_000
/** Between tries; who still cannot be told then is told a minute later. */
const PAUSES_MS = [500, 2_000]

/** What a receiver gets; `subject` and `text` can be mailed as they are. */
export function noticeOf(condition: Condition, notice: Notice, state: AlertState) {
  const { name, severity, summary, description, unit } = condition
  const limit = limitOf(condition)
  const runbook = `docs/runbook.md#${anchorOf(name)}`
  const value = state.value === null ? 'unknown' : withUnit(state.value, condition)
  return {
    version: 1,
    status: notice,
    name,
    severity,
    summary,
    description,
    value: state.value,
    limit,
    unit,
    since: state.since,
    at: state.checkedAt,
    runbook,
    subject: `[${notice === 'firing' ? severity : 'resolved'}] ${name}: ${summary}`,
    text: [
      notice === 'firing' ? `${summary}.` : `Resolved: ${summary}.`,
      description,
      `Now ${value}, limit ${withUnit(limit, condition)}.`,
      ...(state.since ? [`Since ${minuteOf(state.since)}.`] : []),
      `What to do: ${runbook}`,
    ].join('\n'),
  }
}

export type NoticeBody = ReturnType<typeof noticeOf>

/** @throws {Error} when the receiver does not take it, after three tries */
export async function sendNotice(webhook: Webhook, body: NoticeBody, signal: AbortSignal) {
  const text = JSON.stringify(body)
  for (let attempt = 0; ; attempt++) {
    try {
      await post(webhook, text, signal)
      return
    } catch (error) {
      const wait = PAUSES_MS[attempt]
      if (wait === undefined || signal.aborted) throw error
      await pause(wait, undefined, { signal })
    }
  }
}

async function post({ url, secret }: Webhook, text: string, signal: AbortSignal): Promise<void> {
  const signature = secret && `sha256=${createHmac('sha256', secret).update(text).digest('hex')}`
  // Node 20 forgets AbortSignal.timeout() at a garbage collection where only AbortSignal.any() holds it.
  const late = new AbortController()
  const timer = setTimeout(() => late.abort(), TIMEOUT_MS)
  try {
    const response = await fetch(url, {
      method: 'POST',
      body: text,
      redirect: 'error',
      headers: {
        'content-type': 'application/json',
        ...(signature && { 'x-talentmatch-signature': signature }),
      },
      signal: AbortSignal.any([signal, late.signal]),
    })
    await response.body?.cancel()
    if (!response.ok) throw new Error(`the alert receiver answered ${response.status}`)
  } finally {
    clearTimeout(timer)
  }
}
