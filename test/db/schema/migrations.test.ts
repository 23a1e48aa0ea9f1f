import { randomUUID } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Database } from '../../../src/db/database.ts'
import { buildIndexes, MIGRATIONS, migrate, migrateDown } from '../../../src/db/migrate.ts'
import { openPostgres } from '../../../src/db/postgres.ts'
import { engines, type OpenEngine } from '../engines.ts'
import { insertUser } from '../people.ts'
import { insert, insertCompany, insertJob, insertTalent } from './people.ts'

const OURS = [
  'embeddings',
  'match_events',
  'match_feedback',
  'match_impressions',
  'match_index_jobs',
  'match_index_skills',
  'match_index_talents',
  'match_labels',
  'match_outbox',
  'ml_alert_log',
  'ml_alerts',
  'ml_breakers',
  'ml_erased',
  'ml_erasures',
  'ml_feature_drift',
  'ml_model_activations',
  'ml_model_versions',
  'ml_process_samples',
  'ml_quality_days',
  'ml_rate_limits',
  'ml_request_log',
  'ml_rollout',
  'ml_rollout_changes',
  'ml_shadow_days',
  'ml_shared_caches',
  'training_runs',
]

/** The platform as it may be found: without us, with rows, and with columns less and more. */
async function makeLivePlatform(database: Database) {
  const none = await mkdtemp(join(tmpdir(), 'no-migrations-'))
  await migrate(database, { folders: { ...MIGRATIONS, ours: none } })
  await rm(none, { recursive: true })
  await database.query('alter table public.jobs drop column responsibilities, drop column benefits')
  await database.query('alter table public.companies drop column culture_values')
  await database.query('alter table public.talents drop column languages, add column motto text')
  await database.query(
    'alter table public.talent_skills drop column years_of_experience, drop column is_primary',
  )
  await database.query('alter table public.job_skills drop column is_required')
  await database.query('alter table public.skills drop column category')
  const talent = await insertTalent(database, await insertUser(database, 'talent'))
  const company = await insertCompany(database, await insertUser(database, 'company'))
  const job = await insertJob(database, company)
  const skill = await insert(database, 'skills', { name: 'Kafka' })
  await insert(database, 'talent_skills', { talent_id: talent, skill_id: skill })
  await insert(database, 'job_skills', { job_id: job, skill_id: skill })
  await insert(database, 'applications', { talent_id: talent, job_id: job, status: 'interview' })
  await insert(database, 'matches', { talent_id: talent, job_id: job, match_score: 0.85 })
  return { talent, job }
}

const snapshot = async (database: Database) =>
  Object.fromEntries(
    await Promise.all(
      [
        `select c.relname || ':' || a.attname || ':' || format_type(a.atttypid, a.atttypmod) as it
         from pg_attribute a join pg_class c on c.oid = a.attrelid
         where c.relnamespace = 'public'::regnamespace and a.attnum > 0 and not a.attisdropped`,
        `select tgrelid::regclass || ':' || tgname as it from pg_trigger where not tgisinternal`,
        `select p.oid::regprocedure::text as it from pg_proc p
         where p.pronamespace = 'public'::regnamespace`,
        `select schemaname || ':' || tablename || ':' || policyname as it from pg_policies`,
        `select conrelid::regclass || ':' || conname as it from pg_constraint
         where connamespace = 'public'::regnamespace`,
      ].map(async (text, n) => [
        n,
        (await database.query<{ it: string }>(text)).map(({ it }) => it).sort(),
      ]),
    ),
  )

describe.each(engines)('the schema on $name', ({ open }) => {
  let engine: OpenEngine
  let database: Database
  let live: { readonly talent: string; readonly job: string }
  let before: unknown
  beforeAll(async () => {
    engine = await open({ migrated: false })
    database = engine.database
    live = await makeLivePlatform(database)
    before = await snapshot(database)
    await migrate(database)
  }, 60_000)
  afterAll(() => engine?.close())

  const tables = async () =>
    (
      await database.query<{ name: string }>(
        'select relname as name from pg_class where relnamespace = $1::regnamespace',
        ['public'],
      )
    ).map(({ name }) => name)

  it('comes to a platform that has rows, whose own stay as they are', async () => {
    expect(await tables()).toEqual(expect.arrayContaining(OURS))
    expect(
      await database.query(
        `select m.match_score, m.status, m.source, m.ml_score, m.explanation, a.status as applied
         from public.matches m join public.applications a using (talent_id, job_id)`,
      ),
    ).toEqual([
      {
        match_score: '0.85',
        status: 'pending',
        source: null,
        ml_score: null,
        explanation: null,
        applied: 'interview',
      },
    ])
  })

  it('bears columns that the platform lacks', async () => {
    const [job] = await database.query<{ payload: { title: string } }>(
      'select payload from public.ml_job_payloads(array[$1::uuid])',
      [live.job],
    )
    expect(job?.payload).toMatchObject({
      title: 'Backend Engineer',
      salary_currency: 'USD',
      skills: [{ name: 'Kafka', proficiency_level: 3, is_required: true }],
    })
    const [talent] = await database.query<{ payload: object }>(
      'select public.ml_talent_payload($1) as payload',
      [live.talent],
    )
    expect(talent?.payload).not.toHaveProperty('languages')
    expect(talent?.payload).toMatchObject({
      skills: [{ name: 'Kafka', proficiency_level: 3, is_primary: false }],
    })
    await database.query('truncate public.match_outbox')
    await database.query(`update public.talents set motto = 'Onwards'`)
    expect(await database.query('select from public.match_outbox')).toHaveLength(0)
    await database.query(`update public.companies set industry = 'Software'`)
    await database.query(`update public.talents set title = 'Data Engineer'`)
    expect(
      await database.query(
        'select entity, entity_id as id from public.match_outbox order by entity',
      ),
    ).toEqual([
      { entity: 'job', id: live.job },
      { entity: 'talent', id: live.talent },
    ])
  })

  it('is the same when each file is run again', async () => {
    const after = await snapshot(database)
    for (const name of (await readdir(MIGRATIONS.ours)).sort()) {
      await database.query(await readFile(join(MIGRATIONS.ours, name), 'utf8'))
    }
    expect(await snapshot(database)).toEqual(after)
  })

  it('builds its indexes on the tables of the platform, and again', async () => {
    await buildIndexes(database)
    await buildIndexes(database)
    const [row] = await database.query<{ count: number }>(
      `select count(*)::int from pg_indexes where indexname like 'idx\\_ml\\_%' and tablename <> all ($1)`,
      [OURS],
    )
    expect(row?.count).toBe(6)
  })

  it('goes without a trace, and comes again', async () => {
    await migrateDown(database)
    const left = await tables()
    expect(OURS.filter((name) => left.includes(name))).toEqual([])
    expect(await snapshot(database)).toEqual(before)
    await database.query(`update public.applications set status = 'rejected'`)
    await migrate(database)
    expect(await tables()).toEqual(expect.arrayContaining(OURS))
    await database.query(`update public.applications set status = 'pending'`)
    expect(await database.query('select type from public.match_events order by id')).toEqual([
      { type: 'applied' },
      { type: 'rejected' },
      { type: 'reopened' },
    ])
  })
})

describe.each(engines)('pgvector that was there before, on $name', ({ open }) => {
  let engine: OpenEngine
  beforeAll(async () => {
    engine = await open({ migrated: false })
  }, 60_000)
  afterAll(() => engine?.close())

  it('stays in its schema', async () => {
    const { database } = engine
    await database.query('create extension vector with schema public')
    await migrate(database)
    const [row] = await database.query<{ type: string }>(
      `select format_type(atttypid, atttypmod) as type from pg_attribute
       where attrelid = 'public.match_index_jobs'::regclass and attname = 'vector'`,
    )
    expect(row?.type).toBe('halfvec(642)')
  })

  it('is told apart from a database without roles', async () => {
    const { database } = engine
    await database.query('drop function auth.role()')
    const sql = await readFile(join(MIGRATIONS.ours, '20260101000100_extensions.sql'), 'utf8')
    await expect(database.query(sql)).rejects.toThrow(
      'this database lacks what Supabase brings along: function auth.role()',
    )
  })
})

describe.each(engines.filter(({ name }) => name === 'PostgreSQL'))(
  'an owner who is no superuser, as on Supabase, on $name',
  ({ open }) => {
    let engine: OpenEngine
    let database: Database
    let owner: string
    beforeEach(async () => {
      engine = await open({ migrated: false })
      database = engine.database
      owner = `owner_${randomUUID().replaceAll('-', '')}`
      await database.query(`create role ${owner}`)
      await database.query(`alter schema public owner to ${owner}`)
    }, 60_000)
    afterEach(async () => {
      await database.query(`drop owned by ${owner} cascade`)
      await database.query(`drop role ${owner}`)
      await engine.close()
    })

    const asOwner = async (work: (owned: Database) => Promise<unknown>) => {
      // Of one connection, which is theirs from here on.
      const owned = openPostgres({ connectionString: engine.connectionString, maxConnections: 1 })
      try {
        await owned.query(`set session authorization ${owner}`)
        await work(owned)
      } finally {
        await owned.close()
      }
    }

    it('is told what to have run, and by whom, where they may not create the extension', async () => {
      await makeLivePlatform(database)
      await database.query('drop table public.talentmatch_migrations')
      await database.query(`grant usage on schema auth to ${owner}`)
      await asOwner((owned) =>
        expect(migrate(owned)).rejects.toThrow(
          /permission denied .*As a role that may.*create extension vector with schema extensions/,
        ),
      )
    }, 60_000)

    it('can apply all of it', async () => {
      const [here] = await database.query<{ name: string }>('select current_database() as name')
      await database.query(`grant create on database ${here?.name} to ${owner}`)
      await database.query('create schema extensions')
      await database.query(`grant usage on schema extensions to ${owner} with grant option`)
      await database.query('create extension vector with schema extensions')
      await asOwner(async (owned) => {
        await migrate(owned)
        await buildIndexes(owned)
        await migrateDown(owned)
        await migrate(owned)
      })
    }, 60_000)
  },
)
