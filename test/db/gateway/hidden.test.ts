import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../../src/db/database.ts'
import { engines, type OpenEngine } from '../engines.ts'
import { insertUser } from '../people.ts'
import { insert, insertCompany, insertJob, insertTalent } from '../schema/people.ts'
import { findContext, type MatchType } from './context.ts'

/** Every job in a state of its own, in the eyes of one talent. */
async function insertJobs(database: Database, talent: string, company: string) {
  const ids = new Map<string, string>()
  const add = async (name: string, fields = {}) => {
    const id = await insertJob(database, company, fields)
    ids.set(name, id)
    return id
  }
  const day = 86_400_000
  const inDays = (days: number) => new Date(Date.now() + days * day)
  await add('plain')
  await add('open for long', { application_deadline: inDays(30) })
  await add('past its deadline', { application_deadline: inDays(-1) })
  for (const status of ['draft', 'paused', 'closed', 'expired']) await add(status, { status })
  for (const status of ['pending', 'withdrawn', 'rejected']) {
    const job = await add(`applied: ${status}`)
    await insert(database, 'applications', { talent_id: talent, job_id: job, status })
  }
  for (const status of ['pending', 'interested', 'not_interested']) {
    const job = await add(`match: ${status}`)
    await insert(database, 'matches', { talent_id: talent, job_id: job, match_score: 0.8, status })
  }
  ids.set('gone', randomUUID())
  return ids
}

/** Every talent in a state of their own, in the eyes of one job. */
async function insertTalents(database: Database, job: string) {
  const ids = new Map<string, string>()
  const add = async (name: string, fields = {}) => {
    const id = await insertTalent(database, await insertUser(database, 'talent'), fields)
    ids.set(name, id)
    return id
  }
  await add('plain')
  await add('says nothing', { availability_status: null })
  await add('busy', { availability_status: 'not_looking' })
  ids.set('without a profile', await insertTalent(database, null))
  const inactive = await add('inactive')
  await database.query(
    `update public.profiles set is_active = false
     where id = (select profile_id from public.talents where id = $1)`,
    [inactive],
  )
  for (const status of ['pending', 'interview', 'withdrawn', 'rejected']) {
    const talent = await add(`applied: ${status}`)
    await insert(database, 'applications', { talent_id: talent, job_id: job, status })
  }
  for (const status of ['contacted', 'not_interested']) {
    const talent = await add(`match: ${status}`)
    await insert(database, 'matches', { talent_id: talent, job_id: job, match_score: 0.8, status })
  }
  for (const [name, type] of [
    ['passed over', 'dismissed'],
    ['passed over, and back', 'cleared'],
  ] as const) {
    const event = { talent_id: await add(name), job_id: job, actor: 'company', source: 'api' }
    await insert(database, 'match_events', { ...event, type: 'dismissed' })
    if (type === 'cleared') await insert(database, 'match_events', { ...event, type })
  }
  ids.set('gone', randomUUID())
  return ids
}

describe.each(engines)('what has gone out of a cached answer on $name', ({ open }) => {
  let engine: OpenEngine
  let database: Database
  let talent: string
  let job: string
  let jobs: ReadonlyMap<string, string>
  let talents: ReadonlyMap<string, string>
  beforeAll(async () => {
    engine = await open()
    database = engine.database
    const company = await insertCompany(database, await insertUser(database, 'company'))
    talent = await insertTalent(database, await insertUser(database, 'talent'))
    job = await insertJob(database, company)
    jobs = await insertJobs(database, talent, company)
    talents = await insertTalents(database, job)
  }, 60_000)
  afterAll(() => engine?.close())

  const hidden = async (type: MatchType, subject: string, all: ReadonlyMap<string, string>) => {
    const context = await findContext(database, type, subject, { cached: [...all.values()] })
    return [...all].flatMap(([name, id]) => (context.hidden.includes(id) ? name : []))
  }

  it('is jobs that are closed, applied to, dismissed or gone', async () => {
    expect(await hidden('talent-to-jobs', talent, jobs)).toEqual([
      'past its deadline',
      'draft',
      'paused',
      'closed',
      'expired',
      'applied: pending',
      'applied: withdrawn',
      'applied: rejected',
      'match: not_interested',
      'gone',
    ])
  })

  it('is talents who do not look, said no, were passed over, or are gone', async () => {
    expect(await hidden('job-to-talents', job, talents)).toEqual([
      'busy',
      'inactive',
      'applied: withdrawn',
      'applied: rejected',
      'match: not_interested',
      'passed over',
      'gone',
    ])
  })

  it('is what retrieval would not find', async () => {
    const found = async (statement: string, subject: string) =>
      (await database.query<{ id: string }>(statement, [subject])).map(({ id }) => id)
    const left = async (type: MatchType, subject: string, all: ReadonlyMap<string, string>) => {
      const out = await hidden(type, subject, all)
      return [...all].flatMap(([name, id]) => (out.includes(name) ? [] : id)).sort()
    }
    const foundJobs = await found('select public.match_retrieve_jobs($1) as id', talent)
    expect(foundJobs.filter((id) => id !== job).sort()).toEqual(
      await left('talent-to-jobs', talent, jobs),
    )
    const foundTalents = await found('select public.match_retrieve_talents($1) as id', job)
    expect(foundTalents.filter((id) => id !== talent).sort()).toEqual(
      await left('job-to-talents', job, talents),
    )
  })

  it('is nothing where nothing is cached', async () => {
    const { hidden: none } = await findContext(database, 'talent-to-jobs', talent)
    expect(none).toEqual([])
  })

  describe('candidates', () => {
    interface Row {
      readonly kind: string
      readonly payload: { readonly id: string }
    }
    const candidates = async (type: MatchType, subject: string, limit = 1000) => {
      const rows = await database.query<Row>(
        'select kind, payload from public.ml_gateway_candidates($1, $2, $3)',
        [type, subject, limit],
      )
      const of = (kind: string) =>
        rows.flatMap((row) => (row.kind === kind ? [row.payload] : [])).sort(byId)
      return { subject: of('subject'), candidate: of('candidate') }
    }
    const byId = (a: { readonly id: string }, b: { readonly id: string }) => (a.id < b.id ? -1 : 1)
    const payloads = async (statement: string, subject: string) =>
      (await database.query<Row>(statement, [subject])).map(({ payload }) => payload).sort(byId)

    it('are the payloads of whom retrieval finds', async () => {
      expect(await candidates('talent-to-jobs', talent)).toEqual({
        subject: await payloads('select public.ml_talent_payload($1) as payload', talent),
        candidate: await payloads(
          `select payload from public.ml_job_payloads(array(select public.match_retrieve_jobs($1)))`,
          talent,
        ),
      })
      expect(await candidates('job-to-talents', job)).toEqual({
        subject: await payloads('select public.ml_job_payload($1) as payload', job),
        candidate: await payloads(
          `select payload
           from public.ml_talent_payloads(array(select public.match_retrieve_talents($1)))`,
          job,
        ),
      })
    })

    it('are the newest where there are more than are wanted', async () => {
      const newest = await insertJob(database, null, { created_at: new Date(Date.now() + 1000) })
      const { candidate } = await candidates('talent-to-jobs', talent, 2)
      expect(candidate).toHaveLength(2)
      expect(candidate.map(({ id }) => id)).toContain(newest)
    })

    it.each<MatchType>(['talent-to-jobs', 'job-to-talents'])(
      'are none for what does not exist: %s',
      async (type) => {
        expect(await candidates(type, randomUUID())).toEqual({ subject: [], candidate: [] })
      },
    )
  })
})
