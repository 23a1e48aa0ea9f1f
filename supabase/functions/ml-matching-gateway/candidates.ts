import { bulkhead, isBulkheadRejectedError } from 'cockatiel'
import type { Job, Talent } from '../_shared/payload.ts'
import type { RuledJob, RuledTalent } from '../_shared/rules.ts'
import { type Database, DatabaseOutError } from './database.ts'
import type { MatchCall } from './match-call.ts'

/** One side, and who it could be matched with. */
type Sides<OfTalent, OfJob> =
  | { readonly talent: OfTalent; readonly jobs: readonly OfJob[] }
  | { readonly job: OfJob; readonly talents: readonly OfTalent[] }

/** In full, as the service reads them. */
export type MatchSides = Sides<Talent, Job>
/** In brief, as the rules read them. */
export type RuledSides = Sides<RuledTalent, RuledJob>

interface CandidateRow {
  readonly kind: 'subject' | 'candidate'
  readonly payload: unknown
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
const MAX_WAITING = 400

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
  findInFull(call: Asked, budgetMs: number): Promise<MatchSides | undefined> {
    return this.#find<Talent, Job>(call, false, budgetMs)
  }

  /** The same as {@link findInFull}, of what the rules read. */
  findInBrief(call: Asked, budgetMs: number): Promise<RuledSides | undefined> {
    return this.#find<RuledTalent, RuledJob>(call, true, budgetMs)
  }

  async #find<OfTalent, OfJob>({ type, subject }: Asked, inBrief: boolean, budgetMs: number) {
    const endsAt = performance.now() + budgetMs
    try {
      const rows = await this.#bulkhead.execute(() => {
        const leftMs = endsAt - performance.now()
        if (leftMs <= 0) throw new DatabaseOutError('The candidates waited too long for their turn')
        const limit = this.#hasWaiting ? CANDIDATES_IN_A_RUSH : MAX_CANDIDATES
        return this.#database.query<CandidateRow>(
          STATEMENT,
          [type, subject, limit, inBrief],
          leftMs,
        )
      })
      return toSides<OfTalent, OfJob>(type, rows)
    } catch (error) {
      throw isBulkheadRejectedError(error)
        ? new DatabaseOutError('Too many wait for candidates', { cause: error })
        : error
    }
  }
}

type Asked = Pick<MatchCall, 'type' | 'subject'>

function toSides<OfTalent, OfJob>(
  type: MatchCall['type'],
  rows: readonly CandidateRow[],
): Sides<OfTalent, OfJob> | undefined {
  const own = rows.find(({ kind }) => kind === 'subject')?.payload
  if (!own) return undefined
  const others = rows.filter(({ kind }) => kind === 'candidate').map(({ payload }) => payload)
  return type === 'talent-to-jobs'
    ? { talent: own as OfTalent, jobs: others as readonly OfJob[] }
    : { job: own as OfJob, talents: others as readonly OfTalent[] }
}

export const countCandidates = (sides: RuledSides): number =>
  'jobs' in sides ? sides.jobs.length : sides.talents.length
