import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { TestProject } from 'vitest/node'
import { type PostgresServer, startPostgres, withDatabase } from '../../bench/postgres-server.ts'
import { migrate } from '../../src/db/migrate.ts'
import { openPostgres } from '../../src/db/postgres.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** URL that starts the PostgreSQL server of this run when it is first asked. */
    readonly postgresStarter: string
  }
}

export interface StartedPostgres {
  readonly connectionString: string
  /** A database with all migrations, to copy. */
  readonly template: string
}

/**
 * One PostgreSQL for a whole run of tests, and none where no test asks for it: test files are
 * processes of their own, so they ask this one.
 */
export default async function provideStarter(project: TestProject): Promise<() => Promise<void>> {
  let server: PostgresServer | undefined
  let started: Promise<StartedPostgres> | undefined
  const start = async (): Promise<StartedPostgres> => {
    let connectionString = process.env.TEST_DATABASE_URL
    if (!connectionString) {
      server = await startPostgres()
      connectionString = server.connectionString
    }
    return { connectionString, template: await createTemplate(connectionString) }
  }
  const starter = createServer(async (_request, response) => {
    started ??= start()
    try {
      response.end(JSON.stringify(await started))
    } catch (error) {
      response.writeHead(503).end((error as Error).message)
    }
  }).listen(0, '127.0.0.1')
  await once(starter, 'listening')
  project.provide('postgresStarter', `http://127.0.0.1:${(starter.address() as AddressInfo).port}`)
  return async () => {
    starter.close()
    starter.closeAllConnections()
    await started?.catch(() => {})
    await server?.stop()
  }
}

async function createTemplate(connectionString: string): Promise<string> {
  const template = `talentmatch_template_${process.pid}`
  const admin = openPostgres({ connectionString, maxConnections: 1 })
  await admin.query(`drop database if exists ${template}`)
  await admin.query(`create database ${template}`)
  await admin.close()
  const database = openPostgres({ connectionString: withDatabase(connectionString, template) })
  await migrate(database)
  await database.close()
  return template
}
