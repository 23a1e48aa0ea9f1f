import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { DatabaseAnswerLog } from '../../src/db/answer-log.ts'
import type { Database } from '../../src/db/database.ts'
import { openPostgres } from '../../src/db/postgres.ts'
import { PlatformCorpus } from '../../src/db/repositories/corpus.ts'
import { PlatformDirectory } from '../../src/db/repositories/directory.ts'
import { FeedbackEvents } from '../../src/db/repositories/feedback.ts'
import { RolloutRows } from '../../src/db/repositories/rollout.ts'
import { SEARCH_DIMENSIONS } from '../../src/features/retrieval/search-vector.ts'
import type { Platform } from '../../src/http/platform.ts'
import type { ServedMatches } from '../../src/matching/by-id-matcher.ts'
import type { RankedMatches } from '../../src/matching/matcher.ts'
import type { Job, Talent } from '../../supabase/functions/_shared/payload.ts'
import { bearer, buildTestApp, job, ListMatcher, type TestApp, talent } from '../app.ts'
import { type CuttableWay, openCuttableWay } from '../db/cuttable.ts'
import { engines, type OpenEngine } from '../db/engines.ts'
import { insertPeople, type People } from '../db/people.ts'

/** All but the ranking over the real tables. */
class StoredPlatform implements Platform {
  readonly #ranker = new ListMatcher()
  readonly corpus: PlatformCorpus
  readonly answers: DatabaseAnswerLog
  readonly feedback: FeedbackEvents
  readonly directory: PlatformDirectory
  readonly rollout: RolloutRows
  /** Called once an answer is ranked, before it is given. */
  afterRanking: () => Promise<unknown> = async () => {}

  constructor(database: Database) {
    this.corpus = new PlatformCorpus(database, 0)
    this.answers = new DatabaseAnswerLog({ database, featureShare: 1 })
    this.feedback = new FeedbackEvents(database)
    this.directory = new PlatformDirectory(database)
    this.rollout = new RolloutRows(database)
  }

  readonly matcher: Platform['matcher'] = {
    matchPair: async (talent, job) => {
      const { matches, ...answer } = await this.#ranker.matchJobs(talent, [job], {
        limit: 1,
        minScore: 0,
        explain: 'full',
      })
      const [match] = matches
      if (!match) throw new Error('a list ranker ranks every pair')
      return { ...answer, match, excluded: undefined }
    },
    matchJobs: async (talent, options) => {
      const candidates = await this.corpus.candidateJobs(talent.id, NO_HINT, 1_000)
      const jobs = await this.corpus.jobsOf(candidates.map(({ id }) => id))
      const ranked = await this.#ranker.matchJobs(talent, jobs, options)
      await this.afterRanking()
      return { ...toServed(ranked, jobs), jobs: byId<Job>(jobs) }
    },
    matchTalents: async (job, options) => {
      const candidates = await this.corpus.candidateTalents(job.id, NO_HINT, 1_000)
      const talents = await this.corpus.talentsOf(candidates.map(({ id }) => id))
      const ranked = await this.#ranker.matchTalents(job, talents, options)
      await this.afterRanking()
      return { ...toServed(ranked, talents), talents: byId<Talent>(talents) }
    },
  }
}

const NO_HINT = {
  embedder: 'none',
  vector: new Float32Array(SEARCH_DIMENSIONS),
  skills: [],
  place: null,
}

const byId = <T extends { readonly id: string }>(list: readonly T[]) =>
  new Map(list.map((each) => [each.id, each]))

function toServed({ matches, ...answer }: RankedMatches, all: readonly unknown[]): ServedMatches {
  return {
    ...answer,
    served: matches.map((match) => ({
      match,
      rawScore: match.match_score,
      features: Float64Array.of(match.match_score, Number.NaN),
      explored: false,
    })),
    candidates: all.length,
    featureContract: 'test',
  }
}

describe.each(engines)('the service on $name', (engine) => {
  let open: OpenEngine
  let way: CuttableWay
  let database: Database
  let platform: StoredPlatform
  let test: TestApp
  let people: People
  const tokens = { talent: '', company: '', service: '' }
  beforeAll(async () => {
    open = await engine.open()
    way = await openCuttableWay(open.connectionString)
    database = openPostgres({ connectionString: way.connectionString })
    platform = new StoredPlatform(database)
    test = await buildTestApp({ platform })
    tokens.service = await bearer()
  })
  beforeEach(async () => {
    await open.database.query('delete from public.jobs')
    await open.database.query('delete from public.talents')
    people = await insertPeople(open.database)
    tokens.talent = await bearer({ role: 'user', subject: people.talentUser })
    tokens.company = await bearer({ role: 'user', subject: people.companyUser })
    platform.afterRanking = async () => {}
  })
  afterAll(async () => {
    await test.app.close()
    await platform.answers.close()
    await database.close()
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
    platform.afterRanking = () =>
      open.database.query('delete from public.jobs where id = $1', [people.jobId])
    expect((await askForJobs()).statusCode).toBe(200)
    expect(await kept()).toEqual({ matches: 0, match_impressions: 0 })
    expect(platform.answers.counts().dropped).toBe(0)
  })

  it('answers while the talent is deleted, and not again', async () => {
    platform.afterRanking = () =>
      open.database.query('delete from public.talents where id = $1', [people.talentId])
    expect((await askForJobs(tokens.service)).statusCode).toBe(200)
    expect(await kept()).toEqual({ matches: 0, match_impressions: 0 })
    platform.afterRanking = async () => {}
    expect((await askForJobs(tokens.service)).statusCode).toBe(404)
    expect((await askForJobs()).statusCode).toBe(403)
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
    platform.afterRanking = () => way.cut()
    expect((await askForJobs()).statusCode).toBe(200)
    await expect.poll(() => platform.answers.counts().waiting).toBe(1)
    await way.restore()
    expect(await kept()).toEqual({ matches: 1, match_impressions: 1 })
    expect(platform.answers.counts()).toEqual({ ...before, written: before.written + 1 })
  })
})
