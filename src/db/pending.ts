import {
  type Connection,
  type Database,
  DatabaseUnavailableError,
  type Query,
  type Row,
} from './database.ts'

/**
 * A database that is on its way: until it is there, whoever asks is told that it is out, and what needs
 * none goes on. A service so answers at once, however long its database takes to start.
 */
export class PendingDatabase implements Database {
  #database: Database | undefined
  #reason = 'The database is starting'

  /** From now on this one is asked; it is closed with this. */
  become(database: Database): void {
    this.#database = database
  }

  /** Why it is not there, where it does not simply take its time. */
  explain(reason: string): void {
    this.#reason = reason
  }

  /** Why it cannot be asked; undefined when it can. */
  get waitingFor(): string | undefined {
    return this.#database ? undefined : this.#reason
  }

  async query<T extends object = Row>(query: Query | string, values?: readonly unknown[]) {
    return this.#found.query<T>(query, values)
  }

  async transaction<T>(work: (connection: Connection) => Promise<T>): Promise<T> {
    return this.#found.transaction(work)
  }

  async close(): Promise<void> {
    await this.#database?.close()
  }

  get #found(): Database {
    if (!this.#database) throw new DatabaseUnavailableError(this.#reason)
    return this.#database
  }
}
