import type { ImpressionRow } from '../_shared/impressions.ts'
import { INSERT_IMPRESSIONS } from '../_shared/impressions.ts'
import { describeCauses } from '../_shared/log-error.ts'
import type { Afterwards } from './afterwards.ts'
import type { CallRecord } from './call-record.ts'
import { type Database, DatabaseOutError } from './database.ts'
import { subjectIds } from './match-call.ts'

const INSERT_LOG = `
  insert into public.ml_request_log
    (request_id, requested_at, user_hash, type, talent_id, job_id, source, status, latency_ms,
     results, arm, model_version, error_category, error_stack,
     events_received, events_answered, events_failed)
  select
     request_id, requested_at, user_hash, type, talent_id, job_id, source, status, latency_ms,
     results, arm, model_version, error_category, error_stack,
     events_received, events_answered, events_failed
  from jsonb_to_recordset($1::text::jsonb) as g (
    request_id text, requested_at timestamptz, user_hash text, type text, talent_id uuid,
    job_id uuid, source text, status integer, latency_ms numeric, results integer, arm text,
    model_version text, error_category text, error_stack text,
    events_received integer, events_answered integer, events_failed integer)
  on conflict (request_id) do nothing`

/** Calls that wait for the database, some kB each; beyond these the oldest are lost. */
const MAX_WAITING = 10_000
/** Calls a statement writes, so that a flood becomes few statements. */
const BATCH = 200
const WRITE_BUDGET_MS = 5_000
/** How often, and how long apart, a database that is out is tried before the next call tries again. */
const ATTEMPTS = 30
const PAUSE_MS = 1_000

export interface FinishedCall {
  readonly record: CallRecord
  readonly status: number
  readonly latencyMs: number
}

/** Keeps a row for each call, and what it showed, after the answer has gone. */
export class RequestLog {
  readonly #database: Database
  readonly #afterwards: Afterwards
  readonly #onLost: (count: number, error?: unknown) => void
  readonly #closing = new AbortController()
  #waiting: FinishedCall[] = []
  #isWriting = false
  /** Not told of yet. */
  #lost = 0

  constructor(
    database: Database,
    afterwards: Afterwards,
    onLost: (count: number, error?: unknown) => void,
  ) {
    this.#database = database
    this.#afterwards = afterwards
    this.#onLost = onLost
  }

  add(finished: FinishedCall): void {
    if (this.#waiting.length >= MAX_WAITING) {
      this.#waiting.shift()
      this.#lost += 1
    }
    this.#waiting.push(finished)
    if (!this.#isWriting) this.#afterwards.run(() => this.#writeAll())
  }

  /** What still waits is tried once more, and no longer waited for. */
  close(): void {
    this.#closing.abort()
  }

  async #writeAll(): Promise<void> {
    if (this.#isWriting) return
    this.#isWriting = true
    try {
      for (let attempt = 1; this.#waiting.length > 0 && attempt <= ATTEMPTS; ) {
        if (this.#lost > 0) this.#onLost(this.#lost)
        this.#lost = 0
        const batch = this.#waiting.splice(0, BATCH)
        try {
          await this.#write(batch)
          attempt = 1
        } catch (error) {
          if (!(error instanceof DatabaseOutError)) this.#onLost(batch.length, error)
          else {
            this.#waiting.unshift(...batch)
            if (this.#closing.signal.aborted) {
              this.#onLost(this.#waiting.length, error)
              return
            }
            attempt += 1
            await pause(PAUSE_MS, this.#closing.signal)
          }
        }
      }
    } finally {
      this.#isWriting = false
    }
  }

  async #write(batch: readonly FinishedCall[]): Promise<void> {
    await this.#database.query(INSERT_LOG, [JSON.stringify(batch.map(toLogRow))], WRITE_BUDGET_MS)
    const impressions = batch.flatMap(({ record }) => toImpressions(record))
    if (impressions.length > 0) {
      await this.#database.query(INSERT_IMPRESSIONS, [JSON.stringify(impressions)], WRITE_BUDGET_MS)
    }
  }
}

function toLogRow({ record, status, latencyMs }: FinishedCall) {
  const isAnswered = status < 400
  return {
    request_id: record.requestId,
    requested_at: new Date(record.receivedAt),
    user_hash: record.userHash,
    type: record.call?.type ?? 'unknown',
    ...(record.call && subjectIds(record.call)),
    source: record.source,
    status,
    latency_ms: Math.round(latencyMs * 100) / 100,
    results: record.results,
    arm: record.arm,
    model_version: record.modelVersion,
    error_category: record.errorCategory,
    // What a caller did wrong needs no place in the code.
    error_stack:
      record.error !== undefined && (isAnswered || status >= 500)
        ? JSON.stringify(describeCauses(record.error))
        : null,
    events_received: 1,
    events_answered: Number(isAnswered),
    events_failed: Number(!isAnswered),
  }
}

function toImpressions(record: CallRecord): ImpressionRow[] {
  const { shown, source, modelVersion } = record
  if (!shown || source === null || modelVersion === null) return []
  return shown.matches.map((match, at) => ({
    request_id: record.requestId,
    talent_id: match.talent_id,
    job_id: match.job_id,
    shown_to: shown.to,
    rank: at + 1,
    candidates: shown.candidates,
    score: match.match_score,
    raw_score: null,
    source,
    arm: record.arm,
    model_version: modelVersion,
    top_factors: match.explanation.top_factors,
    explored: false,
    features: null,
    feature_contract: null,
    shown_at: new Date(record.receivedAt),
  }))
}

const pause = (ms: number, signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    if (signal.aborted) return resolve()
    const timer = setTimeout(resolve, ms)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    })
  })
