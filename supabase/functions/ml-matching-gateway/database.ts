import postgres from 'postgres'

/** The database did not answer, or not in time. */
export class DatabaseOutError extends Error {
  override readonly name = 'DatabaseOutError'
}

export interface Database {
  /**
   * @param budgetMs after which the statement is given up
   * @throws {DatabaseOutError}
   */
  query<T>(text: string, values: readonly unknown[], budgetMs: number): Promise<readonly T[]>
  close(): Promise<void>
}

const MAX_CONNECTIONS = 10
const CONNECT_TIMEOUT_SECONDS = 2
/** Poolers and servers close what idles longer. */
const IDLE_TIMEOUT_SECONDS = 60
const CLOSE_TIMEOUT_SECONDS = 2

/**
 * Connects when it is first asked. Nothing is prepared by name, for a transaction pooler or the
 * embedded engine could not tell whose it is; types are not looked up, so lists travel as text.
 */
export function openDatabase(url: string): Database {
  const sql = postgres(withSocket(url), {
    max: MAX_CONNECTIONS,
    prepare: false,
    fetch_types: false,
    connect_timeout: CONNECT_TIMEOUT_SECONDS,
    idle_timeout: IDLE_TIMEOUT_SECONDS,
    // So that a database which is back is found at the next request or two.
    backoff: (attempt) => Math.min(0.05 * 2 ** attempt, 1),
    connection: { application_name: 'talentmatch-gateway' },
    onnotice: () => {},
  })
  return {
    query: <T>(text: string, values: readonly unknown[], budgetMs: number) =>
      within<T>(sql.unsafe(text, [...values] as never[]), budgetMs),
    close: () => sql.end({ timeout: CLOSE_TIMEOUT_SECONDS }),
  }
}

async function within<T>(
  query: postgres.PendingQuery<postgres.Row[]>,
  budgetMs: number,
): Promise<readonly T[]> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      query.cancel()
      reject(new DatabaseOutError(`The database took longer than ${Math.round(budgetMs)} ms`))
    }, budgetMs)
  })
  try {
    return (await Promise.race([query, late])) as unknown as readonly T[]
  } catch (cause) {
    throw isOut(cause) ? new DatabaseOutError('The database cannot be reached', { cause }) : cause
  } finally {
    clearTimeout(timer)
  }
}

/** SQLSTATE classes 08 connection, 53 resources, 57 ended by an operator; all else is the driver's or the system's. */
const OUT_STATE = /^(08|53|57)/
const isOut = (error: unknown) =>
  !(error instanceof DatabaseOutError) &&
  (!(error instanceof postgres.PostgresError) || OUT_STATE.test(error.code))

/** A Unix socket is named by a parameter, as `postgresql:///name?host=/folder&user=…`. */
function withSocket(url: string): string & postgres.Options<Record<string, never>> {
  const { pathname, searchParams } = new URL(url)
  const host = searchParams.get('host')
  if (!host?.startsWith('/')) return url as never
  const port = Number(searchParams.get('port') ?? 5432)
  return {
    path: `${host}/.s.PGSQL.${port}`,
    database: pathname.slice(1),
    username: searchParams.get('user') ?? undefined,
  } as never
}
