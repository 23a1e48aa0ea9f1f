import { setTimeout as delay } from 'node:timers/promises'
import {
  type AnswerLog,
  type AnswerLogCounts,
  isSampled,
  type ShownAnswer,
} from '../../interactions/answer-log.ts'
import { type Connection, DatabaseUnavailableError } from '../database.ts'
import { type Impression, Impressions } from './impressions.ts'
import { Matches, type MatchRow } from './matches.ts'

/** Matches that wait at most, some 2 KB each: minutes of a busy replica, and tens of megabytes. */
const MAX_WAITING = 10_000
/** Matches of one statement: large enough to save round trips, small enough to hold locks briefly. */
const BATCH = 500
/** Time for more answers to come, to be written with the first. */
const GATHER_MS = 100
const MIN_PAUSE_MS = 500
const MAX_PAUSE_MS = 15_000
/** How long a process that ends waits for the database. */
const CLOSE_MS = 5_000

export interface AnswerLogOptions {
  readonly database: Connection
  /** Share of the answers whose feature vectors are kept, 0-1. */
  readonly featureShare: number
  /** Hears of the first trouble, and again only after things went well; never of an answer's words. */
  readonly onTrouble?: (message: string, error?: unknown) => void
  readonly maxWaiting?: number
}

/** What is to be written of one answer. */
interface Pending {
  readonly matches: readonly MatchRow[]
  readonly impressions: readonly Impression[]
}

/**
 * Writes what was answered to `matches` and `match_impressions`, batch by batch, while nobody waits.
 * While the database is out answers wait here, the newest of them: the oldest are dropped, and counted.
 */
export class DatabaseAnswerLog implements AnswerLog {
  readonly #matches: Matches
  readonly #impressions: Impressions
  readonly #featureShare: number
  readonly #onTrouble: (message: string, error?: unknown) => void
  readonly #maxWaiting: number
  readonly #queue: Pending[] = []
  readonly #closing = new AbortController()
  #isTroubled = false
  #running: Promise<void> | undefined
  #written = 0
  #dropped = 0
  #waiting = 0

  constructor({ database, featureShare, onTrouble, maxWaiting = MAX_WAITING }: AnswerLogOptions) {
    this.#matches = new Matches(database)
    this.#impressions = new Impressions(database)
    this.#featureShare = featureShare
    this.#onTrouble = onTrouble ?? (() => {})
    this.#maxWaiting = maxWaiting
  }

  add(shown: ShownAnswer): void {
    const pending = toPending(shown, isSampled(shown.requestId, this.#featureShare))
    const size = sizeOf(pending)
    if (size === 0) return
    if (this.#closing.signal.aborted) {
      this.#dropped += size
      return
    }
    this.#queue.push(pending)
    this.#waiting += size
    while (this.#waiting > this.#maxWaiting && this.#dropOldest()) {
      this.#tellOnce('more answers than can be kept: the oldest are dropped')
    }
    this.#running ??= this.#run()
  }

  async flush(): Promise<void> {
    await this.#running
  }

  async close(): Promise<void> {
    this.#closing.abort()
    await Promise.race([this.flush(), delay(CLOSE_MS, undefined, { ref: false })])
    while (this.#dropOldest());
  }

  counts(): AnswerLogCounts {
    return { written: this.#written, dropped: this.#dropped, waiting: this.#waiting }
  }

  /** Never rejects. */
  async #run(): Promise<void> {
    await this.#pause(GATHER_MS)
    let pauseMs = MIN_PAUSE_MS
    while (this.#queue.length > 0) {
      const batch = this.#takeBatch()
      try {
        await this.#write(batch)
        this.#isTroubled = false
        pauseMs = MIN_PAUSE_MS
      } catch (error) {
        this.#tellOnce('what was answered cannot be written', error)
        const left = isOut(error) ? batch : await this.#writeOneByOne(batch)
        if (left.length === 0) continue
        this.#queue.unshift(...left)
        // A process that ends has no time for a second try.
        if (this.#closing.signal.aborted) break
        await this.#pause(pauseMs)
        pauseMs = Math.min(2 * pauseMs, MAX_PAUSE_MS)
      }
    }
    this.#running = undefined
  }

  #takeBatch(): Pending[] {
    let size = 0
    const end = this.#queue.findIndex((pending) => {
      size += sizeOf(pending)
      return size > BATCH
    })
    return this.#queue.splice(0, end === -1 ? this.#queue.length : Math.max(1, end))
  }

  async #write(batch: readonly Pending[]): Promise<void> {
    await this.#matches.upsert(batch.flatMap(({ matches }) => matches))
    await this.#impressions.insert(batch.flatMap(({ impressions }) => impressions))
    this.#count(batch, 'written')
  }

  /**
   * One answer that the database refuses must not take the others with it.
   * @returns what is left, where the database goes out meanwhile
   */
  async #writeOneByOne(batch: readonly Pending[]): Promise<readonly Pending[]> {
    for (const [at, pending] of batch.entries()) {
      try {
        await this.#write([pending])
      } catch (error) {
        if (isOut(error)) return batch.slice(at)
        this.#count([pending], 'dropped')
      }
    }
    return []
  }

  #dropOldest(): boolean {
    const oldest = this.#queue.shift()
    if (oldest) this.#count([oldest], 'dropped')
    return oldest !== undefined
  }

  #count(answers: readonly Pending[], outcome: 'written' | 'dropped'): void {
    const size = answers.reduce((sum, pending) => sum + sizeOf(pending), 0)
    this.#waiting -= size
    if (outcome === 'written') this.#written += size
    else this.#dropped += size
  }

  #tellOnce(message: string, error?: unknown): void {
    if (this.#isTroubled) return
    this.#isTroubled = true
    this.#onTrouble(message, error)
  }

  /** Ends early where the process does. */
  async #pause(ms: number): Promise<void> {
    if (this.#closing.signal.aborted) return
    await delay(ms, undefined, { ref: false, signal: this.#closing.signal }).catch(() => {})
  }
}

const isOut = (error: unknown) => error instanceof DatabaseUnavailableError

const sizeOf = ({ matches }: Pending) => matches.length

/** Only what is written: an answer in full holds on to much more. */
function toPending(
  { requestId, shownTo, shownAt, arm, answer }: ShownAnswer,
  withFeatures: boolean,
): Pending {
  const { source, model_version: modelVersion, candidates, featureContract } = answer
  const served = answer.served.map(({ match: { detail: _detail, ...match }, ...each }) => ({
    ...each,
    match,
  }))
  return {
    matches: served.map(({ match }) => ({ match, modelVersion, source })),
    impressions: served.map(({ match, rawScore, features, explored }, at) => ({
      requestId,
      match,
      shownTo,
      shownAt,
      rank: at + 1,
      candidates,
      rawScore,
      source,
      arm: arm ?? null,
      modelVersion,
      explored,
      features: withFeatures && features ? features : null,
      featureContract,
    })),
  }
}
