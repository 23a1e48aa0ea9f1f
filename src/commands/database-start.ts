import type { Logger } from 'pino'
import type { Config } from '../config.ts'
import type { Database } from '../db/database.ts'
import { PendingDatabase } from '../db/pending.ts'
import type { HealthCheck } from '../http/routes/health.ts'
import { startOfDay } from '../matching/day.ts'
import { databaseFolder } from './database.ts'

export interface StartedDatabase {
  /** Out until it is ready. */
  readonly database: PendingDatabase
  /** Resolves when it is up to date, and has rows where it is the demo's; rejects when it cannot be had. */
  readonly ready: Promise<{ readonly connectionString: string }>
  readonly check: () => Promise<HealthCheck>
  close(): Promise<void>
}

/** Between two tries at a server that is not there yet. */
const RETRY_MS = 2_000

/**
 * Starts the database of the service beside it: the server of `DATABASE_URL`, else the embedded one,
 * which is filled with a made-up platform where it is empty. Migrations are applied.
 *
 * @param signal ends a start that is under way; the rest is for `close`
 */
export function startDatabase(
  config: Config,
  logger: Logger,
  signal: AbortSignal,
): StartedDatabase {
  const database = new PendingDatabase()
  let stopEngine = async () => {}
  const begun = performance.now()

  const start = async () => {
    const { connectionString, stop } = await openServer(config)
    stopEngine = stop
    signal.throwIfAborted()
    const { openPostgres } = await import('../db/postgres.ts')
    const opened = openPostgres({ connectionString })
    try {
      await untilMigrated(opened, logger, signal)
      if (config.databaseUrl === undefined) await seedIfEmpty(opened, logger, signal)
      signal.throwIfAborted()
    } catch (error) {
      await opened.close()
      throw error
    }
    database.become(opened)
    logger.info({ ms: Math.round(performance.now() - begun) }, 'database ready')
    return { connectionString }
  }
  const ready = start()
  ready.catch((error: Error) => {
    if (signal.aborted) return
    database.fail(error.message)
    logger.error({ reason: error.message }, 'no database, calls by id are out')
  })
  return {
    database,
    ready,
    check: () => checkDatabase(database),
    close: async () => {
      await ready.catch(() => {})
      await database.close()
      await stopEngine()
    },
  }
}

async function openServer({ databaseUrl, dataDir }: Config) {
  if (databaseUrl !== undefined) return { connectionString: databaseUrl, stop: async () => {} }
  const { startEmbedded } = await import('../db/embedded.ts')
  return startEmbedded(databaseFolder(dataDir))
}

/** A server that is out is waited for; anything else is told. */
async function untilMigrated(database: Database, logger: Logger, signal: AbortSignal) {
  const [{ migrate }, { DatabaseUnavailableError }, { setTimeout: pause }] = await Promise.all([
    import('../db/migrate.ts'),
    import('../db/database.ts'),
    import('node:timers/promises'),
  ])
  for (let isFirst = true; ; isFirst = false) {
    try {
      await migrate(database, {
        onApplied: (name) => {
          signal.throwIfAborted()
          logger.info({ name }, 'migration applied')
        },
      })
      return
    } catch (error) {
      if (!(error instanceof DatabaseUnavailableError)) throw error
      if (isFirst) logger.warn('the database cannot be reached, trying again')
    }
    await pause(RETRY_MS, undefined, { signal, ref: false })
  }
}

async function seedIfEmpty(database: Database, logger: Logger, signal: AbortSignal) {
  const [{ hasPlatformRows }, { DEMO_SIZE, seedPlatform }] = await Promise.all([
    import('../db/repositories/platform-rows.ts'),
    import('../demo/platform/seed.ts'),
  ])
  if (await hasPlatformRows(database)) return
  await seedPlatform(database, { ...DEMO_SIZE, asOf: new Date(startOfDay(new Date())) }, { signal })
  logger.info({ talents: DEMO_SIZE.talents, jobs: DEMO_SIZE.jobs }, 'demo platform made')
}

async function checkDatabase(database: PendingDatabase): Promise<HealthCheck> {
  const { waitingFor } = database
  if (waitingFor !== undefined) return { status: 'unavailable', detail: waitingFor }
  try {
    await database.query('select 1')
    return { status: 'ok' }
  } catch (error) {
    return { status: 'unavailable', detail: (error as Error).message }
  }
}
