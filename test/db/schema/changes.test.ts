import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Database } from '../../../src/db/database.ts'
import { engines, type OpenEngine } from '../engines.ts'
import { insertUser } from '../people.ts'
import { actingAs, insert, insertCompany, insertJob, insertTalent } from './people.ts'

describe.each(engines)('changes on $name', ({ open }) => {
  let engine: OpenEngine
  let database: Database
  let user: string
  let talent: string
  let company: string
  let job: string
  let skill: string
  beforeAll(async () => {
    engine = await open()
    database = engine.database
  }, 60_000)
  beforeEach(async () => {
    user = await insertUser(database, 'talent')
    talent = await insertTalent(database, user)
    company = await insertCompany(database, null)
    job = await insertJob(database, company)
    skill = await insert(database, 'skills', { name: `Skill of ${job}`, category: 'Tools' })
    await insert(database, 'talent_skills', { talent_id: talent, skill_id: skill })
    await insert(database, 'job_skills', { job_id: job, skill_id: skill })
    await database.query('truncate public.match_outbox')
  })
  afterAll(() => engine?.close())

  const queued = async () =>
    (
      await database.query<{ entity: string; entity_id: string }>(
        'select entity, entity_id from public.match_outbox order by id',
      )
    ).map(({ entity, entity_id }) => `${entity} ${entity_id}`)
  const change = (table: string, id: string, assignments: string) =>
    database.query(`update public.${table} set ${assignments} where id = $1`, [id])

  it('queue what is new', async () => {
    await database.query('truncate public.match_outbox')
    const one = await insertTalent(database, null)
    const other = await insertJob(database, company)
    expect(await queued()).toEqual([`talent ${one}`, `job ${other}`])
  })

  it.each([
    `title = 'Data Engineer'`,
    `description = 'Pipelines.'`,
    `requirements = 'Five years.'`,
    `status = 'paused'`,
    `salary_max = 90000`,
    `benefits = '{Bicycle}'`,
    `application_deadline = now()`,
    `company_id = null`,
  ])('queue a job with %s', async (assignment) => {
    await change('jobs', job, assignment)
    expect(await queued()).toEqual([`job ${job}`])
  })

  it.each([
    'views_count = views_count + 1',
    'applications_count = 7, updated_at = now()',
    'featured = true, urgent = true',
    'title = title',
    `slug = 'another'`,
  ])('queue no job with %s', async (assignment) => {
    await change('jobs', job, assignment)
    expect(await queued()).toEqual([])
  })

  it.each([
    `bio = 'Eight years of services.'`,
    `availability_status = 'not_looking'`,
    `languages = '{German}'`,
    'years_of_experience = 8',
    'hourly_rate_min = 60',
  ])('queue a talent with %s', async (assignment) => {
    await change('talents', talent, assignment)
    expect(await queued()).toEqual([`talent ${talent}`])
  })

  it.each([`resume_url = 'https://x.example/cv.pdf'`, 'profile_id = null'])(
    'queue no talent with %s',
    async (assignment) => {
      await change('talents', talent, assignment)
      expect(await queued()).toEqual([])
    },
  )

  it('queue the jobs of a company whose culture, field or benefits change', async () => {
    const other = await insertJob(database, company)
    await database.query('truncate public.match_outbox')
    await change('companies', company, `name = 'Hill', logo_url = 'x'`)
    expect(await queued()).toEqual([])
    await change('companies', company, `culture_values = '{Trust}'`)
    expect((await queued()).sort()).toEqual([`job ${job}`, `job ${other}`].sort())
  })

  it('queue whoever has a skill that is renamed', async () => {
    await change('skills', skill, `description = 'What it is', is_active = false`)
    expect(await queued()).toEqual([])
    await change('skills', skill, `name = 'Renamed ' || id`)
    expect(await queued()).toEqual([`job ${job}`, `talent ${talent}`])
  })

  it('queue the parent of skills that are saved as the platform does', async () => {
    await actingAs(database, 'authenticated', user, async (connection) => {
      await connection.query('delete from public.talent_skills where talent_id = $1', [talent])
      await connection.query(
        'insert into public.talent_skills (talent_id, skill_id) values ($1, $2)',
        [talent, skill],
      )
      await connection.query('update public.talent_skills set is_primary = true')
    })
    expect(await queued()).toEqual(Array(3).fill(`talent ${talent}`))
    await database.query('truncate public.match_outbox')
    await database.query('update public.job_skills set is_required = false where job_id = $1', [
      job,
    ])
    await database.query('update public.job_skills set created_at = now() where job_id = $1', [job])
    expect(await queued()).toEqual([`job ${job}`])
  })

  it('queue the talents of a profile that is switched off or on, and no visit', async () => {
    const other = await insertTalent(database, user)
    await insertTalent(database, await insertUser(database, 'talent'))
    await database.query('truncate public.match_outbox')
    await change('profiles', user, `last_login_at = now(), full_name = 'Somebody Else'`)
    expect(await queued()).toEqual([])
    await database.query('update public.profiles set is_active = (id <> $1)', [user])
    expect((await queued()).sort()).toEqual([`talent ${talent}`, `talent ${other}`].sort())
  })

  it('queue both parents of a skill that moves, and no orphan', async () => {
    const other = await insertJob(database, company)
    await database.query('truncate public.match_outbox')
    await database.query('update public.job_skills set job_id = $2 where job_id = $1', [job, other])
    expect((await queued()).sort()).toEqual([`job ${job}`, `job ${other}`].sort())
    await database.query('truncate public.match_outbox')
    await insert(database, 'job_skills', { job_id: null, skill_id: skill })
    await database.query('update public.job_skills set is_required = false where job_id is null')
    expect(await queued()).toEqual([])
  })

  it('queue nothing of what is deleted, which takes its index row along', async () => {
    await database.query('insert into public.match_index_jobs (job_id) values ($1)', [job])
    await database.query('delete from public.jobs where id = $1', [job])
    await database.query('delete from public.talents where id = $1', [talent])
    expect(await queued()).toEqual([])
    expect(
      await database.query('select from public.match_index_jobs where job_id = $1', [job]),
    ).toHaveLength(0)
  })

  it('are missed, and the platform goes on, where the queue fails', async () => {
    await database.query('alter table public.match_outbox rename to away')
    try {
      await actingAs(database, 'authenticated', user, (connection) =>
        connection.query(`update public.talents set title = 'Data Engineer' where id = $1`, [
          talent,
        ]),
      )
      await insertJob(database, company)
    } finally {
      await database.query('alter table public.away rename to match_outbox')
    }
    expect(
      await database.query('select title from public.talents where id = $1', [talent]),
    ).toEqual([{ title: 'Data Engineer' }])
    expect(await queued()).toEqual([])
  })

  it('of 10,000 jobs in one statement queue each once, those only counted none', async () => {
    const many = await insertCompany(database, null)
    await database.query(
      `insert into public.jobs (company_id, title, slug, description, status)
       select $1, 'Job ' || n, 'job-' || n, repeat('words and more words ', 50), 'active'
       from generate_series(1, 10000) as n`,
      [many],
    )
    const count = async () =>
      (
        await database.query(
          `select count(*)::int as rows, count(distinct entity_id)::int as jobs
           from public.match_outbox`,
        )
      )[0]
    expect(await count()).toEqual({ rows: 10_000, jobs: 10_000 })
    await database.query('truncate public.match_outbox')
    const all = (assignment: string) =>
      database.query(`update public.jobs set ${assignment} where company_id = $1`, [many])
    await all('views_count = views_count + 1')
    expect(await count()).toEqual({ rows: 0, jobs: 0 })
    await all(`location = 'Berlin, Germany'`)
    expect(await count()).toEqual({ rows: 10_000, jobs: 10_000 })
  }, 60_000)

  it('of many rows take no plan that a session has made for one', async () => {
    const many = await insertCompany(database, null)
    const talentId = talent
    await database.query(
      `insert into public.jobs (company_id, title, slug, description, status)
       select $1, 'Job ' || n, 'job-' || n, '', 'active' from generate_series(1, 10000) as n`,
      [many],
    )
    const seconds = await database.transaction(async (connection) => {
      const change = async (jobs: string) => {
        await connection.query(`update public.jobs set location = 'Berlin' where ${jobs}`)
        await connection.query(
          `insert into public.applications (talent_id, job_id)
           select $1, id from public.jobs where ${jobs} on conflict do nothing`,
          [talentId],
        )
        await connection.query(
          `update public.applications set status = 'reviewed'
           where talent_id = $1 and status = 'pending'`,
          [talentId],
        )
      }
      for (let times = 0; times < 3; times++) await change(`id = '${job}'`)
      const started = performance.now()
      await change(`company_id = '${many}'`)
      return (performance.now() - started) / 1_000
    })
    // Comparing each of 10,000 with each takes more than half a minute, twice.
    expect(seconds).toBeLessThan(30)
  }, 120_000)
})
