import type { Connection } from '../../db/database.ts'
import type { Config } from '../../settings/config.ts'
import type { Check, Finding } from './check.ts'

/** What the payloads, the triggers and retrieval read of the platform; the rest is the platform's own. */
const READ_COLUMNS: Readonly<Record<string, readonly string[]>> = {
  profiles: ['id', 'is_active'],
  companies: ['id', 'profile_id', 'name', 'industry', 'culture_values', 'benefits'],
  talents: [
    ...['id', 'profile_id', 'title', 'bio', 'location', 'remote_preference', 'experience_level'],
    ...['years_of_experience', 'hourly_rate_min', 'hourly_rate_max', 'salary_expectation_min'],
    ...['salary_expectation_max', 'availability_status', 'languages', 'timezone'],
    ...['work_authorization', 'created_at'],
  ],
  skills: ['id', 'name', 'category'],
  talent_skills: [
    'talent_id',
    'skill_id',
    'proficiency_level',
    'years_of_experience',
    'is_primary',
  ],
  jobs: [
    ...['id', 'company_id', 'title', 'description', 'requirements', 'responsibilities', 'location'],
    ...['employment_type', 'experience_level', 'remote_allowed', 'salary_min', 'salary_max'],
    ...['currency', 'benefits', 'application_deadline', 'status', 'created_at'],
  ],
  job_skills: ['job_id', 'skill_id', 'is_required', 'proficiency_level'],
  applications: ['job_id', 'talent_id', 'status'],
  matches: ['talent_id', 'job_id', 'match_score', 'status'],
}

const OLDEST_POSTGRES = 15
const MEND_SERVER = 'Start the server, or correct DATABASE_URL.'

/** Runs `look` on the database of the settings; the embedded one is not started for it. */
export async function onDatabase(
  { databaseUrl, dataDir }: Config,
  look: (connection: Connection) => Promise<Finding>,
): Promise<Finding> {
  const [{ openPostgres }, { findHolder }, { databaseFolder }] = await Promise.all([
    import('../../db/postgres.ts'),
    import('../../db/embedded/folder-lock.ts'),
    import('../../setup/open-database.ts'),
  ])
  const connectionString =
    databaseUrl ?? (await findHolder(databaseFolder(dataDir)))?.connectionString
  if (connectionString === undefined) {
    return { status: 'ok', detail: 'embedded, not running; `npm start` starts it' }
  }
  const database = openPostgres({ connectionString, maxConnections: 1 })
  try {
    return await look(database)
  } finally {
    await database.close()
  }
}

export const databaseServer: Check = {
  name: 'Database',
  run: (config) =>
    onDatabase(config, async (connection) => {
      const rows = await connection
        .query<{ version: string; number: number; vector: string | null }>(
          `select version() as version, current_setting('server_version_num')::int as number,
             (select default_version from pg_available_extensions where name = 'vector') as vector`,
        )
        .catch((error: Error) => error)
      if (rows instanceof Error) {
        return { status: 'fail', detail: rows.message, mend: MEND_SERVER }
      }
      const [{ version, number, vector } = { version: '', number: 0, vector: null }] = rows
      const detail = `${version.split(' on ')[0]}, pgvector ${vector ?? 'not available'}`
      if (number < OLDEST_POSTGRES * 10_000) {
        return { status: 'fail', detail, mend: `Use PostgreSQL ${OLDEST_POSTGRES} or later.` }
      }
      if (vector === null) {
        return { status: 'fail', detail, mend: 'Install pgvector on the server.' }
      }
      return { status: 'ok', detail }
    }),
}

export const migrations: Check = {
  name: 'Migrations',
  run: (config) =>
    onDatabase(config, async (connection) => {
      const { pendingMigrations } = await import('../../db/migrate.ts')
      const pending = await pendingMigrations(connection)
      if (pending.length === 0) return { status: 'ok', detail: 'all applied' }
      return {
        status: 'fail',
        detail: `${pending.length} not applied, from ${pending[0]} on`,
        mend: 'Run `talentmatch migrate`.',
      }
    }),
}

export const platformTables: Check = {
  name: "Platform's tables",
  run: (config) =>
    onDatabase(config, async (connection) => {
      const rows = await connection.query<{ table: string; column: string }>(
        `select table_name as table, column_name as column from information_schema.columns
         where table_schema = 'public' and table_name = any ($1)`,
        [Object.keys(READ_COLUMNS)],
      )
      const there = new Set(rows.map(({ table, column }) => `${table}.${column}`))
      const missing = Object.entries(READ_COLUMNS).flatMap(([table, columns]) => {
        const lacking = columns.filter((column) => !there.has(`${table}.${column}`))
        return lacking.length > 0 ? [`${table}: ${lacking.join(', ')}`] : []
      })
      if (missing.length === 0) return { status: 'ok', detail: 'all required columns are present' }
      return {
        status: 'warn',
        detail: `missing columns:\n${missing.join('\n')}`,
        mend: 'Missing columns count as unknown values; add them if the platform has the data.',
      }
    }),
}
