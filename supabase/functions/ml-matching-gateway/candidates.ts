import { bulkhead, isBulkheadRejectedError } from 'cockatiel'
import type { Job, Talent } from '../_shared/payload.ts'
import {
  countCandidates,
  type MatchSides,
  type RuledJob,
  type RuledSides,
  type RuledTalent,
} from '../_shared/rules.ts'
import { CandidatePool } from './candidate-pool.ts'
import { type Database, DatabaseOutError } from './database.ts'
import type { MatchCall } from './match-call.ts'
import { toSides } from './match-sides.ts'

type Asked = Pick<MatchCall, 'type' | 'subject'>

interface CandidateRow<Payload> {
  readonly kind: 'subject' | 'candidate'
  readonly payload: Payload
}

/** As many as the service itself ranks of a large corpus. */
const MAX_CANDIDATES = 1_000
/** Where others wait for theirs: some good matches for everyone before the best for a few. */
const CANDIDATES_IN_A_RUSH = 150
const STATEMENT =
  'select kind, payload from public.ml_gateway_candidates($1, $2::text::uuid, $3, $4)'

/** Statements at a time: they are the long ones, and must leave connections to the short ones. */
const MAX_AT_ONCE = 4
/** More would not be answered in time anyhow. */
const MAX_WAITING = 100

/** Finds whom the rules may rank, or the service is sent. */
export class Candidates {
  readonly #database: Database
  readonly #pool: CandidatePool
  readonly #bulkhead = bulkhead(MAX_AT_ONCE, MAX_WAITING)

  constructor(database: Database) {
    this.#database = database
    this.#pool = new CandidatePool(database, MAX_CANDIDATES)
  }

  /** Forgets whom it keeps in memory. */
  forget(): void {
    this.#pool.forget()
  }

  /**
   * What the service reads, a few calls at a time.
   * @param budgetMs waiting included
   * @returns undefined where the subject is gone meanwhile
   * @throws {DatabaseOutError} also where too many wait
   */
  findInFull(asked: Asked, budgetMs: number): Promise<MatchSides | undefined> {
    return this.#retrieve<Talent, Job>(asked, false, performance.now() + budgetMs)
  }

  /**
   * What the rules read: whom retrieval finds for the subject; where nobody is left out, or many ask, the
   * newest whoever asks, less those that the subject may not be shown.
   *
   * @returns undefined where the subject is gone meanwhile
   * @throws {DatabaseOutError}
   */
  async findInBrief(asked: Asked, budgetMs: number): Promise<RuledSides | undefined> {
    const endsAt = performance.now() + budgetMs
    const isShared = (await this.#pool.isWhole(asked.type, endsAt)) || !this.#isIdle
    const own = isShared
      ? undefined
      : await this.#retrieve<RuledTalent, RuledJob>(asked, true, endsAt)
    // Nobody is found where the worker has not indexed a large platform yet.
    return own && countCandidates(own) > 0 ? own : this.#pool.find(asked, endsAt)
  }

  get #isIdle(): boolean {
    return this.#bulkhead.executionSlots > 0
  }

  get #hasWaiting(): boolean {
    return this.#bulkhead.queueSlots < MAX_WAITING
  }

  async #retrieve<OfTalent, OfJob>({ type, subject }: Asked, inBrief: boolean, endsAt: number) {
    try {
      const rows = await this.#bulkhead.execute(() => {
        const leftMs = endsAt - performance.now()
        if (leftMs <= 0)
          throw new DatabaseOutError('Timed out waiting for a turn to read candidates')
        return this.#database.query<CandidateRow<OfTalent | OfJob>>(
          STATEMENT,
          [type, subject, this.#hasWaiting ? CANDIDATES_IN_A_RUSH : MAX_CANDIDATES, inBrief],
          leftMs,
        )
      })
      const own = rows.find(({ kind }) => kind === 'subject')?.payload
      const others = rows.filter(({ kind }) => kind === 'candidate').map(({ payload }) => payload)
      return own && toSides<OfTalent, OfJob>(type, own, others)
    } catch (error) {
      throw isBulkheadRejectedError(error)
        ? new DatabaseOutError('Too many calls are waiting for candidates', { cause: error })
        : error
    }
  }
}
