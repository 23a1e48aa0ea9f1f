import postgres from 'postgres'
import { within } from './within.ts'

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

/** A database that answered anything within this is slow, and not gone. */
const SILENCE_MS = 1_500
/** What else is under way on connections that are given up may still end well. */
const LAST_WORDS_SECONDS = 3

/** Connects when it is first asked. */
export function openDatabase(url: string): Database {
  return new PostgresDatabase(url)
}

class PostgresDatabase implements Database {
  readonly #url: string
  #sql: postgres.Sql
  /** When it was opened, or answered last. */
  #heardAt = performance.now()

  constructor(url: string) {
    this.#url = url
    this.#sql = connect(url)
  }

  async query<T>(text: string, values: readonly unknown[], budgetMs: number) {
    const late = () => {
      this.#reconnect()
      return new DatabaseOutError(`The database took longer than ${Math.round(budgetMs)} ms`)
    }
    try {
      const rows = this.#sql.unsafe(text, [...values] as never[])
      const answered = await within(budgetMs, rows, late)
      this.#heardAt = performance.now()
      return answered as unknown as readonly T[]
    } catch (cause) {
      throw isOut(cause) ? new DatabaseOutError('The database is unavailable', { cause }) : cause
    }
  }

  async close(): Promise<void> {
    await this.#sql.end({ timeout: LAST_WORDS_SECONDS })
  }

  /**
   * A connection that says nothing may be dead without knowing, and would keep its place until the
   * system notices. The driver's own way to cancel needs a connection too, and where that one
   * fails, ends the process.
   */
  #reconnect(): void {
    if (performance.now() - this.#heardAt < SILENCE_MS) return
    const old = this.#sql
    this.#sql = connect(this.#url)
    this.#heardAt = performance.now()
    old.end({ timeout: LAST_WORDS_SECONDS }).catch(() => {})
  }
}

/**
 * Nothing is prepared by name, for a transaction pooler or the embedded engine could not tell whose
 * it is; types are not looked up, so lists travel as text.
 */
const connect = (url: string): postgres.Sql =>
  postgres(withSocket(url), {
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

/**
 * SQLSTATE classes 08 connection, 53 resources, 57 ended by an operator, and a table that somebody holds;
 * all else is the driver's or the system's.
 */
const OUT_STATE = /^(08|53|57|55P03)/
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
