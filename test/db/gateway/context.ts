import type { Connection } from '../../../src/db/database.ts'

export type MatchType = 'talent-to-jobs' | 'job-to-talents'

/** What the gateway is told before it answers. */
export interface GatewayContext {
  readonly retry_after: number | null
  readonly exists: boolean
  readonly owned: boolean
  readonly percentage: number
  readonly is_killed: boolean
  readonly pinned_version: string | null
  readonly model_version: string | null
  readonly data_version: string
  readonly hidden: readonly string[]
  readonly breaker: { readonly state: string; readonly until: string | null }
}

interface Question {
  readonly caller?: string | null
  readonly cached?: readonly string[]
  readonly rateKeys?: readonly string[]
  readonly rateLimit?: number
}

export async function findContext(
  connection: Connection,
  type: MatchType,
  subject: string,
  { caller = null, cached = [], rateKeys = [], rateLimit = 100 }: Question = {},
): Promise<GatewayContext> {
  const [row] = await connection.query<{ context: GatewayContext }>(
    'select public.ml_gateway_context($1, $2, $3, $4, $5, $6) as context',
    [caller, type, subject, cached, rateKeys, rateLimit],
  )
  if (!row) throw new Error('no context')
  return row.context
}
