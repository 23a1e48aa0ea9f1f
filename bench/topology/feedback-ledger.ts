import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { Database } from '../../src/db/database.ts'
import type { Random } from '../../src/training/synthetic/random.ts'
import type { Asked } from './ask.ts'
import type { Call, KnownCalls } from './calls.ts'

const RESEND_TIMEOUT_MS = 30_000

export interface FeedbackCounts {
  readonly sent: number
  readonly acknowledged: number
  /** Answered first when they were sent again. */
  readonly resent: number
  readonly stored: number
  /** Acknowledged, and not there. */
  readonly lost: number
  /** There more than once, or there and never sent. */
  readonly extra: number
}

/** Sends feedback under keys, as a careful caller does: until it is acknowledged. */
export class FeedbackLedger {
  readonly #run = randomUUID()
  readonly #random: Random
  readonly #known: Pick<KnownCalls, 'talents' | 'jobs'>
  readonly #calls: Call[] = []
  readonly #acknowledged = new Set<Call>()
  #resent = 0

  constructor(random: Random, known: Pick<KnownCalls, 'talents' | 'jobs'>) {
    this.#random = random
    this.#known = known
  }

  /** A new one; looking at a job changes no ranking. */
  next(): Call {
    const call: Call = {
      kind: 'feedback',
      method: 'POST',
      path: '/api/v1/feedback',
      body: JSON.stringify({
        talent_id: this.#random.pick(this.#known.talents),
        job_id: this.#random.pick(this.#known.jobs),
        type: 'viewed',
        duration_seconds: this.#random.int(1, 600),
      }),
      headers: { 'idempotency-key': `${this.#run}-${this.#calls.length}` },
      expects: [200, 202],
    }
    this.#calls.push(call)
    return call
  }

  hear(call: Call, { status }: Pick<Asked, 'status'>): void {
    if (call.expects.includes(status)) this.#acknowledged.add(call)
  }

  /** Sends what was not acknowledged until it is, half a minute at most. */
  async resend(ask: (call: Call) => Promise<Asked>): Promise<void> {
    const ends = performance.now() + RESEND_TIMEOUT_MS
    for (const call of this.#calls.filter((each) => !this.#acknowledged.has(each))) {
      this.#resent += 1
      while (!this.#acknowledged.has(call) && performance.now() < ends) {
        this.hear(call, await ask(call))
        if (!this.#acknowledged.has(call)) await pause(100)
      }
    }
  }

  /** What the database has of it. */
  async count(database: Database): Promise<FeedbackCounts> {
    const rows = await database.query<{ key: string; count: number }>(
      `select idempotency_key as key, count(*)::int as count from public.match_events
       where source = 'api' group by idempotency_key`,
    )
    const stored = new Map(rows.map(({ key, count }) => [key, count]))
    const keyOf = (call: Call) => `service:${call.headers?.['idempotency-key']}`
    const sent = new Set(this.#calls.map(keyOf))
    return {
      sent: this.#calls.length,
      acknowledged: this.#acknowledged.size,
      resent: this.#resent,
      stored: rows.reduce((sum, { count }) => sum + count, 0),
      lost: [...this.#acknowledged].filter((call) => !stored.has(keyOf(call))).length,
      extra: rows.reduce((sum, { key, count }) => sum + (sent.has(key) ? count - 1 : count), 0),
    }
  }
}
