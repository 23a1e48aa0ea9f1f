import { isUuid } from '../_shared/setting-reader.ts'
import type { BreakerState } from './breaker-state.ts'
import type { Database } from './database.ts'
import type { MatchType } from './match-call.ts'

/** What the database says of a call, before anything is worked out for it. */
export interface MatchContext {
  readonly retryAfterSeconds: number | null
  readonly exists: boolean
  readonly isOwn: boolean
  /** Share of users that the model answers, 0-100. */
  readonly percentage: number
  readonly isKilled: boolean
  readonly pinnedVersion: string | null
  readonly modelVersion: string | null
  /** Changes with the subject's profile and with every act on one of its pairs. */
  readonly dataVersion: string
  /** Of the cached ids, those that may not be shown any more. */
  readonly hidden: readonly string[]
  readonly breaker: BreakerState | null
  /** Changes when somebody's erasure begins, and when it ends. */
  readonly erasureMark: string
}

export interface ContextQuestion {
  /** Null for the service role. */
  readonly userId: string | null
  readonly type: MatchType
  readonly subject: string
  readonly cachedIds: readonly string[]
  /** Counters to take one request from; none where Redis counts. */
  readonly rateKeys: readonly string[]
  readonly rateLimit: number
}

interface ContextRow {
  readonly retry_after: number | null
  readonly exists: boolean | null
  readonly owned: boolean | null
  readonly percentage: number | null
  readonly is_killed: boolean | null
  readonly pinned_version: string | null
  readonly model_version: string | null
  readonly data_version: string | null
  readonly hidden: readonly string[] | null
  readonly breaker: BreakerState | null
  readonly erasure_mark: string | null
}

const STATEMENT = `select public.ml_gateway_context(
  $1::text::uuid, $2, $3::text::uuid, $4::text::uuid[], $5::text::text[], $6) as context`

/** Slower than this, waiting for a connection included, it is out. What is left is enough for the rules. */
const CONTEXT_BUDGET_MS = 3_500

/**
 * The one small query before an answer.
 * @throws {DatabaseOutError}
 */
export async function findContext(
  database: Database,
  { userId, type, subject, cachedIds, rateKeys, rateLimit }: ContextQuestion,
): Promise<MatchContext> {
  // A subject that is no UUID owns nothing here.
  const caller = userId !== null && isUuid(userId) ? userId : null
  const values = [caller, type, subject, toList(cachedIds), toList(rateKeys), rateLimit]
  const [row] = await database.query<{ readonly context: ContextRow }>(
    STATEMENT,
    values,
    CONTEXT_BUDGET_MS,
  )
  if (!row) throw new Error('ml_gateway_context answered nothing')
  const { context } = row
  return {
    retryAfterSeconds: context.retry_after,
    exists: context.exists ?? false,
    isOwn: context.owned ?? false,
    percentage: context.percentage ?? 0,
    isKilled: context.is_killed ?? false,
    pinnedVersion: context.pinned_version,
    modelVersion: context.model_version,
    dataVersion: context.data_version ?? '',
    hidden: context.hidden ?? [],
    breaker: context.breaker,
    erasureMark: context.erasure_mark ?? '',
  }
}

/** Ids and hexadecimal hashes, which need no quotes in a list. */
const toList = (items: readonly string[]) => `{${items.join()}}`
