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
const STATEMENT = 'select kind, payload from public.ml_gateway_candidates($1, $2::text::uuid, $3)'

/**
 * @returns undefined where the subject is gone meanwhile
 * @throws {DatabaseOutError}
 */
export async function findCandidates(
  database: Database,
  { type, subject }: Pick<MatchCall, 'type' | 'subject'>,
  budgetMs: number,
): Promise<MatchSides | undefined> {
  const rows = await database.query<CandidateRow>(
    STATEMENT,
    [type, subject, MAX_CANDIDATES],
    budgetMs,
  )
  const own = rows.find(({ kind }) => kind === 'subject')?.payload
  if (!own) return undefined
  const others = rows.filter(({ kind }) => kind === 'candidate').map(({ payload }) => payload)
  return type === 'talent-to-jobs'
    ? { talent: own as Talent, jobs: others as readonly Job[] }
    : { job: own as Job, talents: others as readonly Talent[] }
}

export const countCandidates = (sides: MatchSides): number =>
  'jobs' in sides ? sides.jobs.length : sides.talents.length
