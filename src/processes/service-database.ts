import { setTimeout as pause } from 'node:timers/promises'
import type { Logger } from 'pino'
import { type Database, DatabaseUnavailableError } from '../db/database.ts'
import { migrate } from '../db/migrate.ts'
import { PendingDatabase } from '../db/pending.ts'
import { hasPlatformRows } from '../db/platform/platform-rows.ts'
import { openPostgres } from '../db/postgres.ts'
import type { HealthCheck } from '../http/routes/health.ts'
import { startOfDay } from '../matching/day.ts'
import type { Config } from '../settings/config.ts'
import { databaseFolder } from '../setup/open-database.ts'

export interface StartedDatabase {
  /** Out until it is ready. */
  readonly database: PendingDatabase
  /** Resolves when it is up to date, and has rows where it is the demo's; rejects when it cannot be had. */
  readonly ready: Promise<{ readonly connectionString: string }>
  readonly check: () => Promise<HealthCheck>
  /** After the signal: it waits for the start. */
  close(): Promise<void>
}

/** Between two tries at a server that is not there yet. */
const RETRY_MS = 2_000

/**
 * Starts the database of the service beside it: the server of `DATABASE_URL`, else the embedded one,
 * which is filled with a made-up platform where it is empty. Migrations are applied.
 *
 * @param signal ends the start, wherever it is
 * @throws {FolderInUseError} at once: two services on one folder are a mistake, which no other answers
 * would make good
 */
export async function startDatabase(
  config: Config,
  logger: Logger,
  signal: AbortSignal,
): Promise<StartedDatabase> {
  const begun = performance.now()
  const startServer = await claimServer(config)
  const database = new PendingDatabase()
  let stopEngine = async () => {}

  const start = async () => {
    let applied = 0
    const { connectionString, stop } = await startServer(signal)
    stopEngine = stop
    signal.throwIfAborted()
    const opened = openPostgres({ connectionString })
    try {
      await untilMigrated(opened, signal, {
        onApplied: (name) => {
          signal.throwIfAborted()
          applied += 1
          logger.debug({ name }, 'migration applied')
        },
        onOut: (message) => {
          database.explain(message)
          logger.warn('database unavailable, retrying')
        },
      })
      if (applied > 0) logger.info({ applied }, 'migrated')
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
    database.explain(error.message)
    logger.error({ reason: error.message }, 'no database, calls by id are unavailable')
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

/** @returns what starts the server, or finds it running */
async function claimServer({ databaseUrl, dataDir }: Config) {
  if (databaseUrl !== undefined) {
    return async () => ({ connectionString: databaseUrl, stop: async () => {} })
  }
  const { claimEmbedded } = await import('../db/embedded/embedded.ts')
  return (await claimEmbedded(databaseFolder(dataDir))).start
}

/** A server that is out is waited for; anything else is told. */
async function untilMigrated(
  database: Database,
  signal: AbortSignal,
  hear: {
    readonly onApplied: (name: string) => void
    /** Once. */
    readonly onOut: (message: string) => void
  },
) {
  for (let isFirst = true; ; isFirst = false) {
    try {
      await migrate(database, { onApplied: hear.onApplied })
      return
    } catch (error) {
      if (!(error instanceof DatabaseUnavailableError)) throw error
      if (isFirst) hear.onOut(error.message)
    }
    await pause(RETRY_MS, undefined, { signal, ref: false })
  }
}

/** In one transaction: what is cut off leaves it empty, and the next start fills it. */
async function seedIfEmpty(database: Database, logger: Logger, signal: AbortSignal) {
  if (await hasPlatformRows(database)) return
  const { DEMO_SIZE, seedPlatform } = await import('../demo/platform/seed.ts')
  const size = { ...DEMO_SIZE, asOf: new Date(startOfDay(new Date())) }
  await database.transaction((connection) => seedPlatform(connection, size, { signal }))
  logger.info({ talentCount: size.talents, jobCount: size.jobs }, 'demo data created')
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
