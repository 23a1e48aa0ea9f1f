import { Compile } from 'typebox/compile'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Database } from '../../src/db/database.ts'
import { DatabaseAnswerLog } from '../../src/db/interactions/database-answer-log.ts'
import { PlatformCorpus } from '../../src/db/platform/corpus.ts'
import { PlatformDirectory } from '../../src/db/platform/directory.ts'
import { FeedbackEvents } from '../../src/db/platform/feedback.ts'
import { openPostgres } from '../../src/db/postgres.ts'
import { RolloutRows } from '../../src/db/rollout/rollout-rows.ts'
import { READING_FORMAT } from '../../src/features/codec/format.ts'
import type { Platform } from '../../src/http/platform.ts'
import { FeedbackResponse } from '../../src/http/schemas/feedback.ts'
import { CorpusMatcher } from '../../src/matching/by-id/corpus-matcher.ts'
import { createEngine, type Engine } from '../../src/matching/engine/engine.ts'
import type { Job } from '../../supabase/functions/_shared/payload.ts'
import { bearer, buildTestApp, job, type TestApp, talent } from '../app.ts'
import { type CuttableWay, openCuttableWay } from '../db/cuttable.ts'
import { engines, type OpenEngine } from '../db/engines.ts'
import { insertPeople, type People } from '../db/people.ts'

/** The platform's own, which can be held up between the reading of candidates and their ranking. */
class HeldCorpus extends PlatformCorpus {
  afterReading: () => Promise<unknown> = async () => {}

  override async jobsOf(ids: readonly string[]): Promise<Job[]> {
    const jobs = await super.jobsOf(ids)
    await this.afterReading()
    return jobs
  }
}

/** What serves, with rules in the model's place. */
function openPlatform(database: Database, engine: Engine) {
  const corpus = new HeldCorpus(database, READING_FORMAT)
  return {
    corpus,
    matcher: new CorpusMatcher(engine, corpus),
    answers: new DatabaseAnswerLog({ database, featureShare: 1 }),
    feedback: new FeedbackEvents(database),
    directory: new PlatformDirectory(database),
    rollout: new RolloutRows(database),
  } satisfies Platform
}

describe.each(engines)('the service on $name', (engine) => {
  let open: OpenEngine
  let way: CuttableWay
  let database: Database
  let rules: Engine
  let platform: ReturnType<typeof openPlatform>
  let test: TestApp
  let people: People
  const tokens = { talent: '', company: '', service: '' }
  beforeAll(async () => {
    open = await engine.open()
    way = await openCuttableWay(open.connectionString)
    database = openPostgres({ connectionString: way.connectionString })
    rules = await createEngine({ workers: 1 })
    platform = openPlatform(database, rules)
    test = await buildTestApp({ platform })
    tokens.service = await bearer()
  })
  beforeEach(async () => {
    await open.database.query('delete from public.jobs')
    await open.database.query('delete from public.talents')
    people = await insertPeople(open.database)
    tokens.talent = await bearer({ role: 'user', subject: people.talentUser })
    tokens.company = await bearer({ role: 'user', subject: people.companyUser })
    platform.corpus.afterReading = async () => {}
  })
  afterAll(async () => {
    await test.app.close()
    await platform.answers.close()
    await database.close()
    await rules.close()
    await way.close()
    await open.close()
  })

  const ask = (url: string, authorization: string, payload: object = {}) =>
    test.app.inject({ method: 'POST', url, headers: { authorization }, payload })
  const askForJobs = (token = tokens.talent) =>
    ask(`/api/v1/match/talents/${people.talentId}/jobs`, token, { min_score: 0 })
  const kept = async () => {
    await platform.answers.flush()
    const count = (table: string) =>
      `(select count(*)::int from public.${table} where talent_id = $1) as ${table}`
    const [row] = await open.database.query(
      `select ${count('matches')}, ${count('match_impressions')}`,
      [people.talentId],
    )
    return row
  }

  it('keeps what it answers', async () => {
    const response = await askForJobs()
    expect(response.json().matches).toHaveLength(1)
    expect(await kept()).toEqual({ matches: 1, match_impressions: 1 })
  })

  it('answers while a job is deleted, and keeps nothing of it', async () => {
    platform.corpus.afterReading = () =>
      open.database.query('delete from public.jobs where id = $1', [people.jobId])
    expect((await askForJobs()).statusCode).toBe(200)
    expect(await kept()).toEqual({ matches: 0, match_impressions: 0 })
    expect(platform.answers.counts().dropped).toBe(0)
  })

  it('answers while the talent is deleted, and not again', async () => {
    platform.corpus.afterReading = () =>
      open.database.query('delete from public.talents where id = $1', [people.talentId])
    expect((await askForJobs(tokens.service)).statusCode).toBe(200)
    expect(await kept()).toEqual({ matches: 0, match_impressions: 0 })
    platform.corpus.afterReading = async () => {}
    expect((await askForJobs(tokens.service)).statusCode).toBe(404)
    expect((await askForJobs()).statusCode).toBe(403)
  })

  it('is 202 with the feedback that it recorded', async () => {
    const said = { talent_id: people.talentId, job_id: people.jobId, type: 'viewed' }
    const response = await ask('/api/v1/feedback', tokens.talent, {
      ...said,
      duration_seconds: 42.5,
    })
    expect(response.statusCode).toBe(202)
    expect(Compile(FeedbackResponse).Errors(response.json())).toEqual([])
    const { id, occurred_at, ...told } = response.json()
    expect(told).toEqual({
      ...said,
      duration_seconds: 42.5,
      actor: 'talent',
      request_id: response.headers['x-request-id'],
    })
    const events = 'select id::text, occurred_at from public.match_events where talent_id = $1'
    expect(await open.database.query(events, [people.talentId])).toEqual([
      { id, occurred_at: new Date(occurred_at) },
    ])
  })

  it('records feedback, each key once', async () => {
    const said = { talent_id: people.talentId, job_id: people.jobId, type: 'interested', id: 'k' }
    const first = await ask('/api/v1/feedback', tokens.talent, said)
    const second = await ask('/api/v1/feedback', tokens.talent, said)
    const other = await ask('/api/v1/feedback', tokens.talent, { ...said, type: 'dismissed' })
    // A key is its sender's: that of the company is another.
    const company = await ask('/api/v1/feedback', tokens.company, { ...said, type: 'contacted' })
    const statuses = [first, second, other, company].map(({ statusCode }) => statusCode)
    expect(statuses).toEqual([202, 200, 409, 202])
    expect(second.json().id).toBe(first.json().id)
  })

  it('shows no more what was dismissed or applied to, which become feedback', async () => {
    const shown = async () => {
      const { matches } = (await askForJobs()).json()
      return matches.map((match: { job_id: string }) => match.job_id)
    }
    const said = { talent_id: people.talentId, job_id: people.jobId }
    expect(await shown()).toEqual([people.jobId])
    await ask('/api/v1/feedback', tokens.talent, { ...said, type: 'dismissed' })
    expect(await shown()).toEqual([])
    await ask('/api/v1/feedback', tokens.talent, { ...said, type: 'cleared' })
    expect(await shown()).toEqual([people.jobId])
    await open.database.query(
      'insert into public.applications (talent_id, job_id) values ($1, $2)',
      [people.talentId, people.jobId],
    )
    expect(await shown()).toEqual([])
    const feedback = await open.database.query(
      `select feedback_type, implicit_score from public.match_feedback
       where talent_id = $1 and implicit_score is not null`,
      [people.talentId],
    )
    expect(feedback).toEqual([{ feedback_type: 'application', implicit_score: 100 }])
  })

  it('answers a company, and the pages, from the same rows', async () => {
    const talents = await ask(`/api/v1/match/jobs/${people.jobId}/talents`, tokens.company)
    expect(talents.json().matches).toMatchObject([{ talent_id: people.talentId }])
    const cards = await ask(`/api/matching/talent/${people.talentId}/jobs?limit=10`, tokens.talent)
    expect(cards.json()).toMatchObject([{ job_id: people.jobId, company: 'Meadow' }])
    const pair = await test.app.inject({
      url: `/api/v1/match/talents/${people.talentId}/jobs/${people.jobId}`,
      headers: { authorization: tokens.company },
    })
    expect(pair.json().matches).toHaveLength(1)
  })

  it('is 503 while the database is out, and works again when it is back', async () => {
    expect((await askForJobs()).statusCode).toBe(200)
    await platform.answers.flush()
    await way.cut()
    const out = await askForJobs()
    expect(out.statusCode).toBe(503)
    expect(out.headers['retry-after']).toBe('5')
    const stateless = await ask('/api/v1/match/talent-to-jobs', tokens.service, {
      talent: talent(),
      jobs: [job(1)],
    })
    expect(stateless.statusCode).toBe(200)
    await way.restore()
    expect((await askForJobs()).statusCode).toBe(200)
    expect(await kept()).toEqual({ matches: 1, match_impressions: 2 })
  })

  it('is 503 where the database goes in the middle, and keeps for later what it had answered', async () => {
    const before = platform.answers.counts()
    platform.corpus.afterReading = () => way.cut()
    expect((await askForJobs()).statusCode).toBe(200)
    await expect.poll(() => platform.answers.counts().waiting).toBe(1)
    await way.restore()
    expect(await kept()).toEqual({ matches: 1, match_impressions: 1 })
    expect(platform.answers.counts()).toEqual({ ...before, written: before.written + 1 })
  })
})
