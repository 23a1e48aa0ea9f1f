import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { projectFile } from '../runtime/project-file.ts'
import { sha256 } from '../runtime/sha256.ts'
import { type Connection, type Database, LONG_MS } from './database.ts'

export interface MigrationFolders {
  /** The platform's own tables, applied only where they are not. */
  readonly platform: string
  /** Ours, in the order of their names. */
  readonly ours: string
  /** The way back: a file for each of ours, by the same name. */
  readonly down: string
  /** Indexes on tables that may be large, built without blocking writes, outside a transaction. */
  readonly concurrent: string
}

export const MIGRATIONS: MigrationFolders = {
  platform: projectFile('migrations/platform'),
  ours: projectFile('supabase/migrations'),
  down: projectFile('migrations/down'),
  concurrent: projectFile('migrations/concurrent'),
}

export interface MigrateOptions {
  readonly folders?: MigrationFolders
  /** Hears the name of each file that was applied. */
  readonly onApplied?: (name: string) => void
}

/** A migration could not be applied, or must not be. */
export class MigrationError extends Error {
  override readonly name = 'MigrationError'
}

interface Migration {
  readonly name: string
  readonly sql: string
  readonly sha256: string
}

/** Of our own choosing; whoever migrates holds it, so that of two starters one waits. */
const LOCK = 7_246_310_295
/** A table that someone holds for longer is busy: the platform's own writes must not queue behind us. */
const LOCK_TIMEOUT = '5s'

/**
 * Applies what is not applied yet, each file in a transaction of its own. The platform's tables are
 * made only where there are none.
 *
 * @returns the names of the files applied now
 * @throws {MigrationError} naming the file, and what to do
 */
export async function migrate(
  database: Database,
  { folders = MIGRATIONS, onApplied }: MigrateOptions = {},
): Promise<string[]> {
  await database.query(REGISTER)
  const hasPlatform = await findsPlatform(database)
  const files = [
    ...(hasPlatform ? [] : await readMigrations(folders.platform)),
    ...(await readMigrations(folders.ours)),
  ]
  // At most starts everything is applied: one query then tells, and no file needs a transaction.
  const known = await findApplied(database)
  const applied: string[] = []
  for (const file of files) {
    if (known.get(file.name) === file.sha256 || !(await apply(database, file))) continue
    applied.push(file.name)
    onApplied?.(file.name)
  }
  return applied
}

/** The names of our files that are not applied yet. */
export async function pendingMigrations(
  connection: Connection,
  folders: MigrationFolders = MIGRATIONS,
): Promise<string[]> {
  const [register] = await connection.query<{ there: boolean }>(
    `select to_regclass('public.talentmatch_migrations') is not null as there`,
  )
  const known = register?.there ? await findApplied(connection) : new Map<string, string>()
  return (await readMigrations(folders.ours))
    .map(({ name }) => name)
    .filter((name) => !known.has(name))
}

/**
 * Takes ours back, the last first; the platform's own tables and rows stay.
 *
 * @returns the names of the files taken back
 */
export async function migrateDown(
  database: Database,
  { folders = MIGRATIONS, onApplied }: MigrateOptions = {},
): Promise<string[]> {
  await database.query(REGISTER)
  const known = await findApplied(database)
  const files = (await readMigrations(folders.down)).reverse()
  const undone: string[] = []
  for (const { name, sql } of files) {
    if (!known.has(name)) continue
    await inLockedTransaction(database, name, async (connection) => {
      await connection.query({ text: sql, timeoutMs: LONG_MS })
      await connection.query('delete from public.talentmatch_migrations where name = $1', [name])
    })
    undone.push(name)
    onApplied?.(name)
  }
  return undone
}

/** Builds the indexes that are missing, one statement at a time; writes go on meanwhile. */
export async function buildIndexes(
  connection: Connection,
  { folders = MIGRATIONS }: Pick<MigrateOptions, 'folders'> = {},
): Promise<void> {
  for (const { sql } of await readMigrations(folders.concurrent)) {
    for (const statement of sql.split(/;\s*\n/).filter((each) => /\S/.test(each))) {
      await connection.query({ text: statement, timeoutMs: LONG_MS })
    }
  }
}

const REGISTER = `
  create table if not exists public.talentmatch_migrations (
    name text primary key,
    sha256 text not null,
    applied_at timestamptz not null default now()
  );
  alter table public.talentmatch_migrations enable row level security;`

async function findsPlatform(connection: Connection): Promise<boolean> {
  const [row] = await connection.query<{ there: boolean }>(
    `select to_regclass('public.talents') is not null
         or to_regclass('public.jobs') is not null as there`,
  )
  return row?.there ?? false
}

async function findApplied(connection: Connection): Promise<Map<string, string>> {
  const rows = await connection.query<Pick<Migration, 'name' | 'sha256'>>(
    'select name, sha256 from public.talentmatch_migrations',
  )
  return new Map(rows.map((row) => [row.name, row.sha256]))
}

/** @returns whether it was applied now */
async function apply(database: Database, file: Migration): Promise<boolean> {
  return inLockedTransaction(database, file.name, async (connection) => {
    const known = (await findApplied(connection)).get(file.name)
    if (known === file.sha256) return false
    if (known !== undefined) {
      throw new MigrationError(
        `${file.name} was changed after it was applied: restore it, and put the change into a new file`,
      )
    }
    await connection.query({ text: file.sql, timeoutMs: LONG_MS })
    await connection.query(
      'insert into public.talentmatch_migrations (name, sha256) values ($1, $2)',
      [file.name, file.sha256],
    )
    return true
  })
}

/** The lock ends with the transaction, so that it holds behind a transaction pooler too. */
async function inLockedTransaction<T>(
  database: Database,
  name: string,
  work: (connection: Connection) => Promise<T>,
): Promise<T> {
  try {
    return await database.transaction(async (connection) => {
      await connection.query({
        text: 'select pg_advisory_xact_lock($1)',
        values: [LOCK],
        timeoutMs: LONG_MS,
      })
      await connection.query(`set local lock_timeout = '${LOCK_TIMEOUT}'`)
      return work(connection)
    })
  } catch (error) {
    throw explain(error, name)
  }
}

/** What to do, and as whom, by SQLSTATE. */
const EXTENSION_REMEDIES: Readonly<Record<string, string>> = {
  '42501':
    '. As a role that may, on this database (a superuser; on Supabase, switch `vector` on in the ' +
    'dashboard): create schema if not exists extensions; create extension vector with schema ' +
    'extensions; grant usage on schema extensions to <the role of DATABASE_URL> with grant option. ' +
    'Then run this again',
  '0A000': '. Install pgvector 0.7 or later on the server, then run this again',
}

function explain(error: unknown, name: string): unknown {
  const { code, message, position } = error as { code?: string; message: string; position?: string }
  if (((error as Error).cause as { code?: string } | undefined)?.code === '55P03') {
    return new MigrationError(
      `${name}: a table is held by another session for more than ${LOCK_TIMEOUT}; nothing was changed. Try again when it is quiet`,
      { cause: error },
    )
  }
  if (code === undefined || error instanceof MigrationError) return error
  const remedy = /extension "vector"|for database/.test(message)
    ? EXTENSION_REMEDIES[code]
    : undefined
  const at = position === undefined ? '' : ` (at character ${position})`
  return new MigrationError(
    `${name}: ${message}${at}; nothing of this file was applied${remedy ?? ''}`,
    {
      cause: error,
    },
  )
}

async function readMigrations(folder: string): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort()
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(join(folder, name), 'utf8')
      return { name, sql, sha256: sha256(sql) }
    }),
  )
}
