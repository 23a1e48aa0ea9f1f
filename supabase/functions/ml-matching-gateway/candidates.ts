import { type BulkheadPolicy, BulkheadRejectedError, bulkhead } from 'cockatiel'
import { AppError } from '../_shared/errors.ts'
import type { Job, Talent } from '../_shared/payload.ts'
import type { Database } from './database.ts'
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

/**
 * Reading a thousand payloads takes the database a fifth of a second. More at once than it has
 * processors only keep each other, and the service, from it.
 */
const MAX_READING = 4
/** What these read in a minute, and nobody waits for so long. */
const MAX_WAITING = 400
const OVERLOADED = 'More is asked for than can be answered now'
const RETRY_AFTER_SECONDS = '2'

/** Finds candidates for whoever ranks them here, a few calls at a time. */
export class CandidateReader {
  readonly #database: Database
  readonly #gate: BulkheadPolicy = bulkhead(MAX_READING, MAX_WAITING)

  constructor(database: Database) {
    this.#database = database
  }

  /** Whether nobody waits for it. */
  get isFree(): boolean {
    return this.#gate.executionSlots > 0
  }

  /**
   * @param leftMs how long the caller may still wait, asked when it is their turn
   * @returns undefined where the subject is gone meanwhile
   * @throws {AppError} `overloaded`
   * @throws {DatabaseOutError}
   */
  async find(call: SubjectCall, leftMs: () => number): Promise<MatchSides | undefined> {
    try {
      return await this.#gate.execute(() => {
        const budgetMs = leftMs()
        if (budgetMs <= 0) throw overloaded()
        const isRush = this.#gate.queueSlots < MAX_WAITING
        const limit = isRush ? CANDIDATES_IN_A_RUSH : MAX_CANDIDATES
        return readCandidates(this.#database, { ...call, limit }, budgetMs)
      })
    } catch (error) {
      throw error instanceof BulkheadRejectedError ? overloaded() : error
    }
  }
}

const overloaded = () =>
  new AppError('overloaded', OVERLOADED, { headers: { 'retry-after': RETRY_AFTER_SECONDS } })

type SubjectCall = Pick<MatchCall, 'type' | 'subject'>

async function readCandidates(
  database: Database,
  { type, subject, limit }: SubjectCall & { readonly limit: number },
  budgetMs: number,
): Promise<MatchSides | undefined> {
  const rows = await database.query<CandidateRow>(STATEMENT, [type, subject, limit], budgetMs)
  const own = rows.find(({ kind }) => kind === 'subject')?.payload
  if (!own) return undefined
  const others = rows.filter(({ kind }) => kind === 'candidate').map(({ payload }) => payload)
  return type === 'talent-to-jobs'
    ? { talent: own as Talent, jobs: others as readonly Job[] }
    : { job: own as Job, talents: others as readonly Talent[] }
}

export const countCandidates = (sides: MatchSides): number =>
  'jobs' in sides ? sides.jobs.length : sides.talents.length
