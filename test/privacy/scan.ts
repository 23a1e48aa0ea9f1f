import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Redis } from 'ioredis'
import type { Connection } from '../../src/db/database.ts'

/** The platform's own, as `migrations/platform` makes them. */
export const PLATFORM_TABLES = [
  ...['profiles', 'companies', 'talents', 'skills', 'talent_skills', 'jobs', 'job_skills'],
  ...['applications', 'messages', 'notifications', 'activity_logs', 'system_settings'],
]

/** Columns of the platform's `matches` that are ours. */
const OUR_COLUMNS = 'ml_score, ml_version, explanation, source'

/** Every table of ours, the queue's among them; of `matches`, our columns. */
export async function findOurTables(database: Connection): Promise<string[]> {
  const rows = await database.query<{ name: string }>(
    `select schemaname || '.' || tablename as name from pg_tables
     where schemaname in ('public', 'pgboss') and not (schemaname = 'public' and tablename = any ($1))
     order by 1`,
    [PLATFORM_TABLES],
  )
  return rows.map(({ name }) => name)
}

/** A text as it may lie in bytes, and as PostgreSQL writes those. */
const spellings = (needle: string) => [
  needle,
  Buffer.from(needle).toString('hex'),
  Buffer.from(needle, 'utf16le').toString('hex'),
  // An id in 16 bytes.
  ...(/^[\da-f-]{36}$/.test(needle) ? [needle.replaceAll('-', '')] : []),
]

/** Tables of ours in which a row has one of the texts, in any of its columns. */
export async function scanDatabase(
  database: Connection,
  needles: readonly string[],
): Promise<string[]> {
  const patterns = needles.flatMap(spellings).map((text) => `%${text}%`)
  const found: string[] = []
  for (const table of await findOurTables(database)) {
    const source = table === 'public.matches' ? `(select ${OUR_COLUMNS} from ${table})` : table
    const [row] = await database.query<{ count: number }>(
      `select count(*)::int as count from ${source} r where r::text ilike any ($1)`,
      [patterns],
    )
    if (row && row.count > 0) found.push(table)
  }
  return found
}

/** Files below a folder that have one of the texts. */
export async function scanFolder(folder: string, needles: readonly string[]): Promise<string[]> {
  const bytes = needles.flatMap((text) => [Buffer.from(text), Buffer.from(text, 'utf16le')])
  const found: string[] = []
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const path = join(entry.parentPath, entry.name)
    const content = await readFile(path)
    if (bytes.some((needle) => content.includes(needle))) found.push(path)
  }
  return found
}

/** Keys of Redis that have one of the texts, in themselves or their value. */
export async function scanRedis(redis: Redis, needles: readonly string[]): Promise<string[]> {
  const found: string[] = []
  for (const key of await redis.keys('*')) {
    const value = (await redis.getBuffer(key)) ?? Buffer.alloc(0)
    if (needles.some((needle) => key.includes(needle) || value.includes(needle))) found.push(key)
  }
  return found
}
