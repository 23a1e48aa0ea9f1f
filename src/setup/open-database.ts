import { join } from 'node:path'
import type { Database } from '../db/database.ts'
import type { Config } from '../settings/config.ts'
import { loadConfig } from '../settings/environment.ts'
import { UsageError } from '../terminal/usage-error.ts'

/** Where the embedded database has its files. */
export const databaseFolder = (dataDir: string): string => join(dataDir, 'db')

export interface OpenDatabase {
  readonly database: Database
  /** Whether the embedded engine was started for this process alone. */
  readonly isOwn: boolean
  /** Closes it, and ends the embedded engine where it was started here. */
  close(): Promise<void>
}

/**
 * The database of the settings: a server; else the embedded one, that of the service which runs on the
 * folder, or started here.
 */
export async function openDatabase({ databaseUrl, dataDir }: Config): Promise<OpenDatabase> {
  const [{ openPostgres }, { startEmbedded }, { findHolder }] = await Promise.all([
    import('../db/postgres.ts'),
    import('../db/embedded/embedded.ts'),
    import('../db/embedded/folder-lock.ts'),
  ])
  const folder = databaseFolder(dataDir)
  const running = databaseUrl ?? (await findHolder(folder))?.connectionString
  if (running !== undefined) {
    const database = openPostgres({ connectionString: running })
    return { database, isOwn: false, close: () => database.close() }
  }
  const { connectionString, stop } = await startEmbedded(folder)
  const database = openPostgres({ connectionString })
  return {
    database,
    isOwn: true,
    close: async () => {
      await database.close()
      await stop()
    },
  }
}

/**
 * {@link openDatabase}, with the migrations applied. Those of a server, which others use, are a step of their own.
 *
 * @throws {UsageError} where a server lacks some
 */
export async function openMigratedDatabase(config: Config): Promise<OpenDatabase> {
  const { migrate, pendingMigrations } = await import('../db/migrate.ts')
  const open = await openDatabase(config)
  try {
    if (open.isOwn) await migrate(open.database)
    else throwPending(await pendingMigrations(open.database))
    return open
  } catch (error) {
    await open.close()
    throw error
  }
}

function throwPending({ length }: readonly string[]): void {
  if (length === 0) return
  const lacking = length === 1 ? '1 migration is' : `${length} migrations are`
  throw new UsageError(`${lacking} not applied to the database; run \`talentmatch migrate\` first`)
}

/** Works on the database of the settings, migrated, and closes it. */
export async function withDatabase(
  work: (database: Database, config: Config) => Promise<void>,
): Promise<void> {
  const config = loadConfig()
  const { database, close } = await openMigratedDatabase(config)
  try {
    await work(database, config)
  } finally {
    await close()
  }
}
