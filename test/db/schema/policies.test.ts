import { readdir, readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../../src/db/database.ts'
import { engines, type OpenEngine } from '../engines.ts'
import { insertUser } from '../people.ts'
import { actingAs, insert, insertPeople, type People } from './people.ts'

/** The engine for one user at a time does not stand for many. */
const servers = engines.filter(({ name }) => name === 'PostgreSQL')

const CALLERS = ['anon', 'talent', 'other talent', 'company', 'other company', 'admin'] as const
type Caller = (typeof CALLERS)[number]

/** How many of the rows that are there each caller sees; who is not named has no access at all. */
const SEEN: Readonly<Record<string, Partial<Record<Caller, number>>>> = {
  // Their own acts: the talent applied and dismissed, the company rejected.
  match_events: { talent: 2, 'other talent': 0, company: 1, 'other company': 0, admin: 0 },
  // Application and dismissal; rejection.
  match_feedback: { talent: 2, 'other talent': 0, company: 1, 'other company': 0, admin: 0 },
  // What was shown to them.
  match_impressions: { talent: 1, 'other talent': 0, company: 1, 'other company': 0, admin: 0 },
  match_labels: {},
  match_index_jobs: {},
  match_index_talents: {},
  match_index_skills: {},
  match_outbox: {},
  embeddings: {},
  ml_alert_log: {},
  ml_alerts: {},
  ml_breakers: {},
  ml_erased: {},
  ml_erasures: {},
  ml_feature_drift: {},
  ml_model_activations: {},
  ml_model_versions: {},
  ml_process_samples: {},
  ml_quality_days: {},
  ml_rate_limits: {},
  ml_request_log: {},
  ml_rollout: {},
  ml_rollout_changes: {},
  ml_shadow_days: {},
  ml_shared_caches: {},
  training_runs: {},
  talentmatch_migrations: {},
}

/** A column that each can be inserted with, and set to itself. */
const COLUMN: Readonly<Record<string, string>> = {
  match_events: 'type',
  match_feedback: 'feedback_type',
  match_impressions: 'request_id',
  match_labels: 'label',
  match_index_jobs: 'place',
  match_index_talents: 'place',
  match_index_skills: 'skill',
  match_outbox: 'entity',
  embeddings: 'model',
  ml_alert_log: 'name',
  ml_alerts: 'name',
  ml_breakers: 'state',
  ml_erased: 'erased_at',
  ml_erasures: 'actor',
  ml_feature_drift: 'feature',
  ml_model_activations: 'actor',
  ml_model_versions: 'version',
  ml_process_samples: 'process',
  ml_quality_days: 'arm',
  ml_rate_limits: 'count',
  ml_request_log: 'request_id',
  ml_rollout: 'percentage',
  ml_rollout_changes: 'actor',
  ml_shadow_days: 'shadow_version',
  ml_shared_caches: 'place',
  training_runs: 'reason',
  talentmatch_migrations: 'name',
}

/** Without what we add, as its own migrations make it. */
async function findPlatformTables(): Promise<string[]> {
  const folder = 'migrations/platform'
  const files = await readdir(folder)
  const texts = await Promise.all(files.map((file) => readFile(`${folder}/${file}`, 'utf8')))
  const created = texts
    .join()
    .matchAll(/^create (?:table|view) (?:if not exists )?public\.(\w+)/gim)
  return [...created].map(([, name]) => name ?? '')
}

describe.each(servers)('our tables on $name', ({ open }) => {
  let engine: OpenEngine
  let database: Database
  let people: People
  // Of the platform, by a role that users can give themselves: nothing of ours goes by it.
  let admin: string
  beforeAll(async () => {
    engine = await open()
    database = engine.database
    people = await insertPeople(database)
    admin = await insertUser(database, 'admin')
    const pair = { talent_id: people.talent, job_id: people.job }
    const application = await actingAs(database, 'authenticated', people.talentUser, (connection) =>
      insert(connection, 'applications', pair),
    )
    await actingAs(database, 'service_role', people.companyUser, (connection) =>
      connection.query(`update public.applications set status = 'rejected' where id = $1`, [
        application,
      ]),
    )
    const users = { talent: people.talentUser, company: people.companyUser }
    const event = { ...pair, type: 'dismissed', actor: 'talent', source: 'api' }
    await insert(database, 'match_events', { ...event, actor_id: users.talent })
    for (const shown_to of ['talent', 'company', 'service']) {
      await database.query(
        `insert into public.match_impressions
           (request_id, talent_id, job_id, shown_to, rank, candidates, score, source, model_version)
         values ($1, $2, $3, $1, 1, 10, 80, 'ml', '1.0.20260301')`,
        [shown_to, people.talent, people.job],
      )
    }
    await insert(database, 'matches', { ...pair, match_score: 0.8, ml_score: 80, source: 'ml' })
    await database.query('insert into public.match_index_jobs (job_id) values ($1)', [people.job])
    await database.query('insert into public.match_index_talents (talent_id) values ($1)', [
      people.talent,
    ])
    await database.query('insert into public.match_index_skills (skill) values (7)')
    await database.query(`insert into public.embeddings values ('\\x00', 'model', '\\x00')`)
    await database.query(
      `insert into public.ml_model_versions (version, model_path) values ('1', 'x')`,
    )
    await database.query(`select from public.ml_activate_model('1', 'service', null)`)
    await database.query(`insert into public.ml_request_log (request_id, type) values ('1', 'x')`)
    await database.query('update public.ml_rollout set percentage = 50')
    await database.query('insert into public.training_runs default values')
    await database.query(`insert into public.ml_erased values ('\\x00')`)
    await database.query(
      `insert into public.ml_erasures (pseudonym, key_id, actor, settles_at)
       values ('p', 'k', 'self', now())`,
    )
    await database.query(`insert into public.ml_shared_caches (place) values ('redis')`)
    await database.query(`select public.ml_report_breaker('matching-service', 'open', now())`)
    await database.query(`select public.ml_take_requests('{user:a}', 100)`)
    await database.query(`insert into public.ml_alerts (name, checked_at) values ('a', now())`)
    await database.query(`insert into public.ml_alert_log (name, what) values ('a', 'fired')`)
    await database.query(
      `insert into public.ml_feature_drift values ('2026-01-01', '1', 'f', 0.1, 9)`,
    )
    await database.query(
      `insert into public.ml_process_samples values (gen_random_uuid(), now(), 2, 0, 0, 0, 0, 0, 0, 0)`,
    )
    await database.query(
      `insert into public.ml_shadow_days
       values ('2026-01-01', '2', '1', 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)`,
    )
    await database.query(
      `insert into public.ml_quality_days
       values ('2026-01-01', 'none', '1', 1, 0, 1, 0, 0, 0, 0, 0, 0, 0, '{}')`,
    )
  })
  afterAll(() => engine?.close())

  const acting = (caller: Caller, statement: string) => {
    const user = {
      anon: null,
      talent: people.talentUser,
      'other talent': people.otherTalentUser,
      company: people.companyUser,
      'other company': people.otherCompanyUser,
      admin,
    }[caller]
    const role = user === null ? 'anon' : 'authenticated'
    return actingAs(database, role, user, (connection) => connection.query(statement))
  }

  it('are all told of here, whatever they are called', async () => {
    // Tables, views, materialised ones, foreign ones; those that the platform has are no concern of ours.
    const rows = await database.query<{ name: string }>(
      `select relname as name from pg_class
       where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm', 'f')`,
    )
    const platform = await findPlatformTables()
    expect(platform).toContain('matches')
    const ours = rows.map(({ name }) => name).filter((name) => !platform.includes(name))
    expect(ours.sort(), 'say in SEEN and COLUMN who sees what').toEqual(Object.keys(SEEN).sort())
  })

  it('have sequences that users can neither read nor set', async () => {
    const sequences = await database.query<{ name: string; allowed: boolean }>(
      `select s.relname as name,
         has_sequence_privilege('anon', s.oid, 'usage, select, update')
           or has_sequence_privilege('authenticated', s.oid, 'usage, select, update') as allowed
       from pg_depend d
       join pg_class s on s.oid = d.objid and s.relkind = 'S'
       join pg_class t on t.oid = d.refobjid
       where d.deptype in ('a', 'i') and t.relnamespace = 'public'::regnamespace
         and t.relname = any ($1)`,
      [Object.keys(SEEN)],
    )
    expect(sequences.length).toBeGreaterThanOrEqual(6)
    expect(sequences.filter(({ allowed }) => allowed)).toEqual([])
  })

  it('are in no schema that users reach but public', async () => {
    const rows = await database.query<{ name: string }>(
      `select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where n.nspname not in ('public', 'auth', 'pg_catalog', 'information_schema')
         and c.relkind in ('r', 'p', 'v', 'm', 'f')
         and (has_schema_privilege('anon', n.oid, 'usage')
           or has_schema_privilege('authenticated', n.oid, 'usage'))`,
    )
    expect(rows).toEqual([])
  })

  it('have rows, and row-level security', async () => {
    for (const table of Object.keys(SEEN)) {
      expect(await database.query(`select from public.${table}`), table).not.toHaveLength(0)
    }
    expect(
      await database.query(
        `select relname from pg_class where relnamespace = 'public'::regnamespace
         and relkind = 'r' and not relrowsecurity`,
      ),
    ).toEqual([])
  })

  const cases = Object.entries(SEEN).flatMap(([table, seen]) =>
    CALLERS.map((caller) => ({ table, caller, count: seen[caller] })),
  )

  it.each(cases)('$table: $caller reads $count rows, and writes none', async (each) => {
    const { table, caller, count } = each
    const column = COLUMN[table] ?? ''
    const read = acting(caller, `select * from public.${table}`)
    if (count === undefined) await expect(read).rejects.toThrow('permission denied')
    else expect(await read).toHaveLength(count)
    for (const statement of [
      `insert into public.${table} (${column}) values (null)`,
      `update public.${table} set ${column} = ${column}`,
      `delete from public.${table}`,
      `truncate public.${table}`,
    ]) {
      await expect(acting(caller, statement), statement).rejects.toThrow(
        // A view is refused before rights are looked at.
        table === 'match_labels'
          ? /permission denied|cannot (insert into|update|delete from) view|is not a table/
          : 'permission denied',
      )
    }
  })

  it.each<[Caller, number]>([
    ['anon', 0],
    ['talent', 1],
    ['other talent', 0],
    ['company', 1],
    ['other company', 0],
    ['admin', 0],
  ])('matches, with what is ours in them: %s reads %i, and writes none', async (caller, count) => {
    const score = `update public.matches set ml_score = 99, explanation = '{}' returning id`
    expect(await acting(caller, 'select ml_score, explanation from public.matches')).toHaveLength(
      count,
    )
    expect(await acting(caller, score)).toEqual([])
    expect(await acting(caller, 'delete from public.matches returning id')).toEqual([])
    await expect(
      acting(caller, `insert into public.matches (source) values ('ml')`),
    ).rejects.toThrow('row-level security')
  })

  it.each(Object.keys(SEEN).filter((table) => table !== 'talentmatch_migrations'))(
    '%s: the service role reads all',
    async (table) => {
      const all = await database.query(`select from public.${table}`)
      expect(
        await actingAs(database, 'service_role', null, (connection) =>
          connection.query(`select from public.${table}`),
        ),
      ).toHaveLength(all.length)
    },
  )

  it('are read by no function that a user could call', async () => {
    const rows = await database.query<{ name: string }>(
      `select p.oid::regprocedure::text as name from pg_proc p
       where p.pronamespace = 'public'::regnamespace
         and (proname like 'ml\\_%' or prosecdef and proname like 'match\\_%')
         and (has_function_privilege('anon', p.oid, 'execute')
           or has_function_privilege('authenticated', p.oid, 'execute'))`,
    )
    // These answer only with one's own.
    expect(rows.map(({ name }) => name).sort()).toEqual(['ml_own_jobs()', 'ml_own_talents()'])
    const own = (caller: Caller, of: string) => acting(caller, `select * from public.${of}`)
    expect(await own('talent', 'ml_own_talents()')).toEqual([{ ml_own_talents: people.talent }])
    expect(await own('company', 'ml_own_jobs()')).toEqual([{ ml_own_jobs: people.job }])
    await expect(own('anon', 'ml_own_jobs()')).rejects.toThrow('permission denied')
  })

  it('have definer functions with a search path of their own', async () => {
    const rows = await database.query<{ name: string }>(
      `select p.oid::regprocedure::text as name from pg_proc p
       where p.pronamespace = 'public'::regnamespace and p.prosecdef
         and not exists (
           select from unnest(p.proconfig) as setting where setting like 'search_path=%')`,
    )
    expect(rows).toEqual([])
  })
})
