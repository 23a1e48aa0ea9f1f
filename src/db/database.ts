import { UnavailableError } from '../../supabase/functions/_shared/errors.ts'

export type Row = Readonly<Record<string, unknown>>

/** One statement with its parameters, `$1` the first. */
export interface Query {
  readonly text: string
  readonly values?: readonly unknown[]
  /** How long it may run; default what the database is opened with. */
  readonly timeoutMs?: number
}

/** For background work over whole tables: of a million rows some take minutes, and nobody waits. */
export const LONG_MS = 10 * 60_000

/** Where one statement at a time is asked. */
export interface Connection {
  /**
   * @returns the rows of the statement
   * @throws {DatabaseUnavailableError} when the server cannot be reached, or goes away meanwhile
   * @throws {Error} with the SQLSTATE as `code` when the statement fails
   */
  query<T extends object = Row>(
    query: Query | string,
    values?: readonly unknown[],
  ): Promise<readonly T[]>
}

/**
 * A PostgreSQL database: a server, or the embedded engine. Values come as node-postgres reads their
 * text form: `bigint` and `numeric` as text, `bytea` as Buffer, timestamps as Date.
 */
export interface Database extends Connection {
  /**
   * Runs `work` on one connection between begin and commit, or rolls back when it throws. On the
   * embedded engine an open transaction stalls every other client: one statement, where it can be.
   */
  transaction<T>(work: (connection: Connection) => Promise<T>): Promise<T>
  close(): Promise<void>
}

/** The database is out. */
export class DatabaseUnavailableError extends UnavailableError {
  override readonly name = 'DatabaseUnavailableError'
}

/** It is there, and did not answer in time: to the caller an outage like any other. */
export class DatabaseTooSlowError extends DatabaseUnavailableError {}

/** A statement that has just ended; its parameters are nobody's business. */
export interface QueryTiming {
  readonly text: string
  readonly ms: number
  readonly outcome: 'ok' | 'error' | 'unavailable'
}

/** Hears of every statement, in the context of whoever asked; while nobody listens it costs nothing. */
export const QUERY_CHANNEL = 'talentmatch:query'
