import { bulkhead, isBulkheadRejectedError } from 'cockatiel'
import type { Job, Talent } from '../_shared/payload.ts'
import { type Database, DatabaseOutError } from './database.ts'
import type { MatchCall } from './match-call.ts'

/** One side in full, and who it could be matched with. */
export type MatchSides =
  | { readonly talent: Talent; readonly jobs: readonly Job[] }
  | { readonly job: Job; readonly talents: readonly Talent[] }

interface CandidateRow {
  readonly kind: 'subject' | 'candidate'
  readonly payload: Talent | Job
}

/** As many as the service itself ranks of a large corpus. */
const MAX_CANDIDATES = 1_000
/** Where others wait for theirs: some good matches for everyone before the best for a few. */
const CANDIDATES_IN_A_RUSH = 150
const STATEMENT = 'select kind, payload from public.ml_gateway_candidates($1, $2::text::uuid, $3)'

/** Statements at a time: they are the long ones, and must leave connections to the short ones. */
const MAX_AT_ONCE = 4
/** More would not be answered in time anyhow. */
const MAX_WAITING = 100

/** Finds whom the rules may rank, a few calls at a time. */
export class Candidates {
  readonly #database: Database
  readonly #bulkhead = bulkhead(MAX_AT_ONCE, MAX_WAITING)

  constructor(database: Database) {
    this.#database = database
  }

  /** Whether one more would be asked for at once. */
  get isIdle(): boolean {
    return this.#bulkhead.executionSlots > 0
  }

  get #hasWaiting(): boolean {
    return this.#bulkhead.queueSlots < MAX_WAITING
  }

  /**
   * @param budgetMs waiting included
   * @returns undefined where the subject is gone meanwhile
   * @throws {DatabaseOutError} also where too many wait
   */
  async find(
    { type, subject }: Pick<MatchCall, 'type' | 'subject'>,
    budgetMs: number,
  ): Promise<MatchSides | undefined> {
    const endsAt = performance.now() + budgetMs
    try {
      const rows = await this.#bulkhead.execute(() => {
        const leftMs = endsAt - performance.now()
        if (leftMs <= 0) throw new DatabaseOutError('The candidates waited too long for their turn')
        return this.#database.query<CandidateRow>(
          STATEMENT,
          [type, subject, this.#hasWaiting ? CANDIDATES_IN_A_RUSH : MAX_CANDIDATES],
          leftMs,
        )
      })
      return toSides(type, rows)
    } catch (error) {
      throw isBulkheadRejectedError(error)
        ? new DatabaseOutError('Too many wait for candidates', { cause: error })
        : error
    }
  }
}

function toSides(type: MatchCall['type'], rows: readonly CandidateRow[]): MatchSides | undefined {
  const own = rows.find(({ kind }) => kind === 'subject')?.payload
  if (!own) return undefined
  const others = rows.filter(({ kind }) => kind === 'candidate').map(({ payload }) => payload)
  return type === 'talent-to-jobs'
    ? { talent: own as Talent, jobs: others as readonly Job[] }
    : { job: own as Job, talents: others as readonly Talent[] }
}

export const countCandidates = (sides: MatchSides): number =>
  'jobs' in sides ? sides.jobs.length : sides.talents.length
