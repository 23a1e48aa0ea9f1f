import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../../src/db/database.ts'
import { MIGRATIONS, migrate } from '../../../src/db/migrate.ts'
import { TrainingPairs } from '../../../src/db/models/training-pairs.ts'
import { PlatformCorpus } from '../../../src/db/platform/corpus.ts'
import { nullEmbedder } from '../../../src/embeddings/null.ts'
import { contextOf, EMPTY_TABLES } from '../../../src/matching/bundle/tables.ts'
import { collectDataset } from '../../../src/training/dataset/collect.ts'
import { pseudonymsBy } from '../../../src/training/dataset/pseudonyms.ts'
import { plainRows } from '../../training/dataset/rows.ts'
import { engines, type OpenEngine } from '../engines.ts'
import { insertUser } from '../people.ts'
import { insert, insertCompany, insertJob, insertTalent } from './people.ts'

const NAME = '20260101001600_earlier_acts.sql'

/** The `n`th of a month that is long over. */
const day = (n: number) => `2024-05-0${n}T10:00:00.000Z`

/** What stands in the platform's tables, without our columns. */
const PLATFORM_ROWS = `
  select 'applications' as name, md5(string_agg(to_jsonb(a)::text, ',' order by a.id)) as hash
  from public.applications a
  union all
  select 'matches', md5(string_agg((to_jsonb(m)
    - array['ml_score', 'ml_version', 'explanation', 'source'])::text, ',' order by m.id))
  from public.matches m
  union all
  select 'talents', md5(string_agg(to_jsonb(t)::text, ',' order by t.id)) from public.talents t
  union all
  select 'jobs', md5(string_agg(to_jsonb(j)::text, ',' order by j.id)) from public.jobs j`

describe.each(engines)('what was done before ours came, on $name', ({ open }) => {
  let engine: OpenEngine
  let database: Database
  let user: string
  let talent: string
  let company: string
  let before: unknown
  const jobs = new Map<string, string>()

  /** A job that is named for what is done about it. */
  const about = async (name: string, application: object | null, match: object | null) => {
    const job = await insertJob(database, company)
    jobs.set(name, job)
    const pair = { talent_id: talent, job_id: job }
    if (application) await insert(database, 'applications', { ...pair, ...application })
    if (match) await insert(database, 'matches', { ...pair, ...match })
  }

  beforeAll(async () => {
    engine = await open({ migrated: false })
    database = engine.database
    const none = await mkdtemp(join(tmpdir(), 'no-migrations-'))
    await migrate(database, { folders: { ...MIGRATIONS, ours: none } })
    await rm(none, { recursive: true })
    user = await insertUser(database, 'talent')
    talent = await insertTalent(database, user)
    company = await insertCompany(database, await insertUser(database, 'company'))
    const moved = { applied_at: day(2), updated_at: day(5) }
    await about('pending', { ...moved, status: 'pending' }, null)
    await about('no status', { ...moved, status: null }, null)
    await about('interview', { ...moved, status: 'interview' }, { status: 'pending' })
    await about('rejected', { ...moved, status: 'rejected' }, null)
    await about('withdrawn', { ...moved, status: 'withdrawn' }, null)
    await about(
      'undated',
      { status: 'reviewed', applied_at: null, created_at: day(3), updated_at: null },
      null,
    )
    await about('to come', { applied_at: '2999-01-01', status: 'reviewed' }, null)
    await about('viewed', null, { status: 'viewed', viewed_at: day(2) })
    await about('interested', null, { status: 'interested', interested_at: day(2) })
    await about('dismissed', null, { status: 'not_interested', updated_at: day(4) })
    await about('contacted', null, { status: 'contacted', contacted_at: day(2) })
    const dismissed = { status: 'not_interested' }
    await about('dismissed, applied', moved, { ...dismissed, updated_at: day(1) })
    await about('applied, dismissed', moved, { ...dismissed, updated_at: day(3) })
    await about('at once', moved, { ...dismissed, updated_at: day(2) })
    await insert(database, 'applications', { talent_id: null, job_id: jobs.get('pending') })
    await insert(database, 'applications', { talent_id: talent, job_id: null })
    await insert(database, 'matches', { talent_id: talent, job_id: null, status: 'viewed' })
    before = await database.query(PLATFORM_ROWS)
    await migrate(database)
  }, 60_000)
  afterAll(() => engine?.close())

  const eventsOf = (name: string) =>
    database.query(
      `select type, actor, actor_id, source, previous, occurred_at as at
       from public.match_events where job_id = $1 order by id`,
      [jobs.get(name)],
    )
  const allEvents = () => database.query('select * from public.match_events order by id')
  const labels = async () => {
    const rows = await database.query<{ job_id: string; label: number | null }>(
      'select job_id, label from public.match_labels',
    )
    const labelOf = new Map(rows.map(({ job_id, label }) => [job_id, label]))
    return Object.fromEntries([...jobs].map(([name, job]) => [name, labelOf.get(job)]))
  }
  const runAgain = async () => database.query(await readFile(join(MIGRATIONS.ours, NAME), 'utf8'))

  it('changes none of the rows of the platform', async () => {
    expect(await database.query(PLATFORM_ROWS)).toEqual(before)
  })

  const applied = { type: 'applied', actor: 'talent', source: 'applications', previous: null }
  const moved = { actor: 'unknown', actor_id: null, previous: 'pending' }
  it.each<[string, ...{ readonly [field: string]: unknown }[]]>([
    ['pending', { ...applied, at: day(2) }],
    ['no status', { ...applied, at: day(2) }],
    ['interview', { ...applied, at: day(2) }, { ...moved, type: 'interview', at: day(5) }],
    ['rejected', { ...applied, at: day(2) }, { ...moved, type: 'rejected', at: day(5) }],
    ['undated', { ...applied, at: day(3) }, { ...moved, type: 'reviewed', at: day(3) }],
    ['viewed', { ...moved, type: 'viewed', source: 'matches', at: day(2) }],
    ['dismissed', { ...moved, type: 'dismissed', source: 'matches', at: day(4) }],
    ['applied, dismissed', { ...applied, at: day(2) }, { ...moved, type: 'dismissed', at: day(3) }],
    ['at once', { ...moved, type: 'dismissed', at: day(2) }, { ...applied, at: day(2) }],
  ])('is told in order of time, and by whom as far as is known: %s', async (name, ...expected) => {
    expect(await eventsOf(name)).toMatchObject(
      expected.map(({ at, ...event }) => ({
        ...event,
        at: new Date(String(at)),
        actor_id: event.actor === 'talent' ? user : null,
      })),
    )
  })

  it('is dated now at the latest, and no event where a side is gone', async () => {
    const rows = await database.query(
      `select count(*)::int as count, max(occurred_at) <= now() as past, max(id) < 0 as early
       from public.match_events`,
    )
    expect(rows).toEqual([{ count: 22, past: true, early: true }])
  })

  it('has the labels of acts that were recorded', async () => {
    expect(await labels()).toEqual({
      pending: 100,
      'no status': 100,
      interview: 100,
      rejected: 10,
      withdrawn: null,
      undated: 100,
      'to come': 100,
      // How long they looked is not known.
      viewed: null,
      interested: 85,
      dismissed: 20,
      contacted: 90,
      'dismissed, applied': 100,
      'applied, dismissed': 20,
      'at once': 100,
    })
    const wrong = await database.query(
      `select from public.match_feedback f join public.match_labels l using (talent_id, job_id)
       where f.implicit_score is not null and l.label <> f.implicit_score
         and f.feedback_type not in ('application', 'dismissed')`,
    )
    expect(wrong).toEqual([])
    expect(
      await database.query(
        `select feedback_type, implicit_score from public.match_feedback where job_id = $1`,
        [jobs.get('rejected')],
      ),
    ).toEqual([{ feedback_type: 'rejected', implicit_score: 10 }])
  })

  it('is learnt from, each at the weight of an act that no showing led to', async () => {
    const { dataset } = await collectDataset({
      source: new TrainingPairs(database),
      corpus: new PlatformCorpus(database, 0),
      embedder: nullEmbedder,
      context: contextOf(EMPTY_TABLES, 0),
      pseudonyms: pseudonymsBy('a key for tests, of more than thirty-two bytes'),
      asOf: new Date(day(9)),
      seed: 1,
    })
    const rows = plainRows(dataset)
    expect(rows.map(({ label }) => label).sort()).toEqual(
      [10, 20, 20, 85, 90, 100, 100, 100, 100, 100, 100].sort(),
    )
    for (const row of rows) {
      expect(row).toMatchObject({
        weight: 1,
        propensity: Number.NaN,
        origin: 'act',
        source: 'recomputed',
      })
    }
  })

  it('is told once, whatever is done since', async () => {
    const told = await allEvents()
    await runAgain()
    expect(await allEvents()).toEqual(told)
    const set = (status: string, name: string) =>
      database.query('update public.applications set status = $1 where job_id = $2', [
        status,
        jobs.get(name),
      ])
    await set('withdrawn', 'pending')
    await set('interview', 'rejected')
    await database.query(`update public.matches set status = 'interested' where job_id = $1`, [
      jobs.get('viewed'),
    ])
    const since = await allEvents()
    expect(since.length).toBe(told.length + 3)
    await runAgain()
    expect(await allEvents()).toEqual(since)
    expect(await labels()).toMatchObject({ pending: null, rejected: 100, viewed: 85 })
  })

  it('comes before what was recorded meanwhile', async () => {
    const job = await insertJob(database, company)
    const pair = { talent_id: talent, job_id: job }
    // As where the triggers were there first, and somebody withdrew before this.
    await database.query('alter table public.applications disable trigger ml_record_inserted')
    await insert(database, 'applications', { ...pair, applied_at: day(1) })
    await database.query('alter table public.applications enable trigger ml_record_inserted')
    await database.query(`update public.applications set status = 'withdrawn' where job_id = $1`, [
      job,
    ])
    await runAgain()
    const rows = await database.query(
      `select array_agg(e.type order by e.id) as types,
         (select label from public.match_labels l where l.job_id = $1) as label
       from public.match_events e where e.job_id = $1`,
      [job],
    )
    expect(rows).toEqual([{ types: ['applied', 'withdrawn'], label: null }])
  })
})
