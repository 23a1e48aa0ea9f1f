export type Row = Readonly<Record<string, unknown>>

export interface Query {
  readonly text: string
  readonly values?: readonly unknown[]
  /** Of a prepared statement. */
  readonly name?: string
  /** Whether results come in binary. */
  readonly binary?: boolean
}

export interface Database {
  /** One statement, its rows. */
  query<T extends object = Row>(query: Query | string, values?: readonly unknown[]): Promise<T[]>
  /**
   * One connection, begin … commit, rollback on throw. On the embedded engine an open transaction
   * stalls every other client: keep to one statement where possible.
   */
  transaction<T>(work: (connection: Pick<Database, 'query'>) => Promise<T>): Promise<T>
  close(): Promise<void>
}

/** The database cannot be reached, or was lost in the middle of a statement. */
export class DatabaseUnavailableError extends Error {
  override readonly name = 'DatabaseUnavailableError'
}
