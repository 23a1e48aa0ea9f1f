import { channel } from 'node:diagnostics_channel'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import {
  type Connection,
  type Database,
  DatabaseTooSlowError,
  DatabaseUnavailableError,
  QUERY_CHANNEL,
  type Query,
  type QueryTiming,
} from './database.ts'

export interface PostgresOptions {
  /** `postgresql://user:password@host:port/database`. */
  readonly connectionString: string
  /** Connections at most; default 10. */
  readonly maxConnections?: number
  /** How long a statement may run; default 30 s, 0 is for ever. */
  readonly statementTimeoutMs?: number
  /** What `pg_stat_activity` shows. */
  readonly applicationName?: string
}

const DEFAULT_STATEMENT_TIMEOUT_MS = 30_000
/** A server that does not take a connection by then is out, as far as a caller is concerned. */
const CONNECT_TIMEOUT_MS = 3_000
const queries = channel(QUERY_CHANNEL)
/** A restart of the server, or of the pooler before it, is over in about as long. */
const CONNECT_PAUSES_MS = [50, 200, 500]

/**
 * Connects when it is first asked. No statement is prepared by name: neither a transaction pooler
 * nor the embedded engine, whose clients share one session, could tell whose it is.
 */
export function openPostgres(options: PostgresOptions): Database {
  return new PostgresDatabase(options)
}

class PostgresDatabase implements Database {
  readonly #pool: pg.Pool

  constructor(options: PostgresOptions) {
    const { connectionString, maxConnections = 10, applicationName = 'talentmatch' } = options
    const { statementTimeoutMs = DEFAULT_STATEMENT_TIMEOUT_MS } = options
    this.#pool = new pg.Pool({
      connectionString,
      max: maxConnections,
      application_name: applicationName,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      // The client's clock: a setting of the session would hold for all clients of an embedded one.
      query_timeout: statementTimeoutMs,
    })
    // A connection that breaks while idle is replaced when it is next needed; unheard, it would end us.
    this.#pool.on('error', () => {})
    // So would one that breaks while in use: its statement tells of it.
    this.#pool.on('connect', (client) => void client.on('error', () => {}))
  }

  async query<T extends object>(query: Query | string, values?: readonly unknown[]) {
    const client = await this.#connect()
    return run(client, () => ask<T>(client, query, values))
  }

  async transaction<T>(work: (connection: Connection) => Promise<T>): Promise<T> {
    const client = await this.#connect()
    return run(client, async () => {
      await ask(client, 'begin')
      try {
        const result = await work({ query: (query, values) => ask(client, query, values) })
        await ask(client, 'commit')
        return result
      } catch (error) {
        // Where the connection is gone, so is the transaction.
        await ask(client, 'rollback').catch(() => {})
        throw error
      }
    })
  }

  async close(): Promise<void> {
    if (!this.#pool.ended) await this.#pool.end()
  }

  /** Only connecting is tried again: a statement that was cut off may have been carried out. */
  async #connect(): Promise<pg.PoolClient> {
    for (let attempt = 0; ; attempt++) {
      try {
        return await this.#pool.connect()
      } catch (error) {
        const pause = CONNECT_PAUSES_MS[attempt]
        if (pause === undefined || !isUnavailable(error)) throw told(error)
        await sleep(pause)
      }
    }
  }
}

async function run<T>(client: pg.PoolClient, work: () => Promise<T>): Promise<T> {
  try {
    const result = await work()
    client.release()
    return result
  } catch (error) {
    // A connection that is broken, or still busy with a statement that ran too long, is not kept.
    client.release(isUnavailable(error))
    throw error
  }
}

async function ask<T extends object>(
  client: pg.PoolClient,
  query: Query | string,
  values?: readonly unknown[],
): Promise<readonly T[]> {
  const asked = typeof query === 'string' ? { text: query } : query
  const { text, values: given = values, timeoutMs } = asked
  const begun = performance.now()
  let outcome: QueryTiming['outcome'] = 'ok'
  try {
    const { rows } = await client.query<T>({
      text,
      ...(given && { values: [...given] }),
      // Not in the types of node-postgres.
      ...(timeoutMs !== undefined && { query_timeout: timeoutMs }),
    })
    return rows
  } catch (error) {
    const reason = told(error)
    outcome = reason instanceof DatabaseUnavailableError ? 'unavailable' : 'error'
    throw reason
  } finally {
    if (queries.hasSubscribers) {
      queries.publish({ text, ms: performance.now() - begun, outcome } satisfies QueryTiming)
    }
  }
}

function told(error: unknown): unknown {
  if (error instanceof DatabaseUnavailableError || !isUnavailable(error)) return error
  const cause = { cause: error }
  if ((error as { code?: string }).code === DISK_FULL) {
    return new DatabaseUnavailableError('The disk of the database is full: make room', cause)
  }
  return isTimeout(error)
    ? new DatabaseTooSlowError('The database did not answer in time', cause)
    : new DatabaseUnavailableError('The database is unavailable', cause)
}

/** SQLSTATE classes: 08 connection, 53 resources, 57P the server shuts down or starts. */
const UNAVAILABLE_STATE = /^(08...|53...|57P0[1-5])$/
const DISK_FULL = '53100'
const PROTOCOL_VIOLATION = '08P01'
const UNAVAILABLE_SYSTEM = /^(ECONN\w+|EPIPE|ENOTFOUND|ENOENT|ETIMEDOUT|EAI_AGAIN|EHOSTUNREACH)$/
/** What node-postgres throws without a code. */
const UNAVAILABLE_MESSAGE =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered|Cannot use a pool after)/

function isUnavailable(error: unknown): boolean {
  if (error instanceof DatabaseUnavailableError) return true
  const {
    code = '',
    severity,
    message = '',
    errors,
  } = error as {
    code?: string
    severity?: string
    message?: string
    errors?: readonly unknown[]
  }
  // A mistake of ours, unless it ends the connection: that is how PgBouncer says that it has no server.
  if (code === PROTOCOL_VIOLATION) return severity === 'FATAL'
  return (
    UNAVAILABLE_STATE.test(code) ||
    UNAVAILABLE_SYSTEM.test(code) ||
    UNAVAILABLE_MESSAGE.test(message) ||
    isTimeout(error) ||
    // Every address of a name was tried.
    (errors?.some(isUnavailable) ?? false)
  )
}

/** By our clock, or by the server's own `statement_timeout` or `lock_timeout`. */
const isTimeout = (error: unknown) =>
  (error as Error).message === 'Query read timeout' ||
  /^(57014|55P03)$/.test((error as { code?: string }).code ?? '')
