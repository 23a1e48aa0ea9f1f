import { randomUUID } from 'node:crypto'
import { inject } from 'vitest'
import { withDatabase } from '../../bench/postgres-server.ts'
import type { Database } from '../../src/db/database.ts'
import { startEmbedded } from '../../src/db/embedded/embedded.ts'
import { migrate } from '../../src/db/migrate.ts'
import { openPostgres } from '../../src/db/postgres.ts'
import type { StartedPostgres } from './postgres-starter.ts'

export interface OpenEngine {
  readonly connectionString: string
  readonly database: Database
  close(): Promise<void>
}

export interface OpenOptions {
  /** Whether platform and our tables are there; default yes. */
  readonly migrated?: boolean
}

export interface Engine {
  readonly name: 'PGlite' | 'PostgreSQL'
  /** A new database of its own. PGlite takes seconds: once a file. */
  open(options?: OpenOptions): Promise<OpenEngine>
}

export const pglite: Engine = {
  name: 'PGlite',
  open: async ({ migrated = true } = {}) => {
    const server = await startEmbedded()
    const { connectionString } = server
    const database = openPostgres({ connectionString })
    if (migrated) await migrate(database)
    return {
      connectionString,
      database,
      close: async () => {
        await database.close()
        await server.stop()
      },
    }
  },
}

export const postgres: Engine = {
  name: 'PostgreSQL',
  open: async ({ migrated = true } = {}) => {
    const started = await findPostgres()
    if ('reason' in started) throw new Error(`no PostgreSQL here: ${started.reason}`)
    const name = `talentmatch_test_${randomUUID().replaceAll('-', '')}`
    const admin = openPostgres({
      connectionString: started.connectionString,
      maxConnections: 1,
    })
    await admin.query(`create database ${name} ${migrated ? `template ${started.template}` : ''}`)
    const connectionString = withDatabase(started.connectionString, name)
    const database = openPostgres({ connectionString })
    return {
      connectionString,
      database,
      close: async () => {
        await database.close()
        await admin.query(`drop database ${name} with (force)`)
        await admin.close()
      },
    }
  },
}

async function findPostgres(): Promise<StartedPostgres | { readonly reason: string }> {
  const answer = await fetch(inject('postgresStarter'))
  return answer.ok
    ? ((await answer.json()) as StartedPostgres)
    : { reason: (await answer.text()).slice(0, 500) }
}

/** Both engines; a machine without PostgreSQL tests the embedded one, and says so. CI has both. */
export const engines: readonly Engine[] = await findEngines()

async function findEngines(): Promise<Engine[]> {
  const found = await findPostgres()
  if (!('reason' in found) || process.env.CI) return [pglite, postgres]
  console.log(`PostgreSQL is left out: ${found.reason}`)
  return [pglite]
}
