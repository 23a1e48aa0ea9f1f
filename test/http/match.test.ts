import { Compile } from 'typebox/compile'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { MatchResponse } from '../../src/http/schemas/match.ts'
import { bearer, buildTestApp, job, TALENT_ID, type TestApp, talent } from '../app.ts'

const JOBS_OF_TALENT = '/api/v1/match/talent-to-jobs'
const TALENTS_OF_JOB = '/api/v1/match/job-to-talents'
const responseSchema = Compile(MatchResponse)

let test: TestApp
let authorization: string
beforeAll(async () => {
  test = await buildTestApp()
  authorization = await bearer()
})
afterAll(() => test.app.close())

const post = (url: string, payload: object, headers: Record<string, string> = {}) =>
  test.app.inject({ method: 'POST', url, payload, headers: { authorization, ...headers } })

const lastCall = () => test.matcher.calls.at(-1)

const DEFAULTS = { budgetMs: 120_000, gone: expect.any(AbortSignal) }

describe('POST talent-to-jobs', () => {
  it('answers what the matcher ranked, by the schema', async () => {
    const response = await post(JOBS_OF_TALENT, { talent: talent(), jobs: [job(1), job(2)] })
    const body = response.json()
    expect(response.statusCode).toBe(200)
    expect(responseSchema.Errors(body)).toEqual([])
    expect(Object.keys(body).sort()).toEqual(
      ['matches', 'model_version', 'processing_time_ms', 'request_id', 'source'].sort(),
    )
    expect(body.matches.map((match: { job_id: string }) => match.job_id)).toEqual([
      job(1).id,
      job(2).id,
    ])
    expect(body).toMatchObject({ source: 'ml', model_version: '1.0.20260101' })
  })

  it('keeps numbers exact', async () => {
    const response = await post(JOBS_OF_TALENT, { talent: talent(), jobs: [job(1), job(2)] })
    const [first, second] = response.json().matches
    expect([first.match_score, second.match_score]).toEqual([90.125, 90.125 - 1 / 3])
    expect(first.confidence).toBe(0.1 + 0.2)
  })

  it('hands the matcher the known fields, clean, and the defaults', async () => {
    await post(JOBS_OF_TALENT, {
      talent: { ...talent({ bio: '<p>Go &amp; Rust</p>' }), unknown: 1 },
      jobs: [{ ...job(1), skills: [{ name: ' Go ', hot: true }], alt_titles: ['x'] }],
      extra: true,
    })
    expect(lastCall()).toEqual({
      entity: talent({ bio: 'Go & Rust' }),
      list: [job(1, { skills: [{ name: 'Go' }] })],
      options: { ...DEFAULTS, limit: 20, minScore: 50, explain: 'brief' },
    })
  })

  it('hands on limit, min_score and explain', async () => {
    const payload = { talent: talent(), jobs: [job(1), job(2)], limit: 1, min_score: 12.5 }
    const response = await post(`${JOBS_OF_TALENT}?explain=full`, payload)
    expect(lastCall()?.options).toEqual({
      limit: 1,
      minScore: 12.5,
      explain: 'full',
      ...DEFAULTS,
    })
    const body = response.json()
    expect(responseSchema.Errors(body)).toEqual([])
    expect(body.matches[0].detail.contributions).toHaveLength(2)
    expect(body.matches[0].detail.contributions[1].value).toBeNull()
    expect(body.feature_importances).toEqual({ skill_overlap_jaccard: 0.75 })
    expect(body.excluded).toEqual({ closed: 1 })
  })

  it('takes an empty list, which has no matches', async () => {
    const response = await post(JOBS_OF_TALENT, { talent: talent(), jobs: [] })
    expect(response.statusCode).toBe(200)
    expect(response.json().matches).toEqual([])
  })

  it('hands on what is left of the deadline', async () => {
    await post(JOBS_OF_TALENT, { talent: talent(), jobs: [] }, { 'x-deadline-ms': '4000' })
    const budget = lastCall()?.options.budgetMs ?? Number.NaN
    expect(budget).toBeGreaterThan(0)
    expect(budget).toBeLessThan(4000)
    await post(JOBS_OF_TALENT, { talent: talent(), jobs: [] }, { 'x-deadline-ms': '0' })
    expect(lastCall()?.options.budgetMs).toBe(0)
  })

  it.each(['soon', '-1', '1.5', 'NaN', '99999999'])('refuses the deadline %j', async (deadline) => {
    const payload = { talent: talent(), jobs: [] }
    const response = await post(JOBS_OF_TALENT, payload, { 'x-deadline-ms': deadline })
    expect(response.statusCode).toBe(400)
    expect(response.json().errors[0].path).toBe('headers.x-deadline-ms')
  })

  it('refuses an unknown explain', async () => {
    const response = await post(`${JOBS_OF_TALENT}?explain=all`, { talent: talent(), jobs: [] })
    expect(response.json().errors).toEqual([
      { path: 'querystring.explain', message: 'must be one of brief, full' },
    ])
  })
})

describe('POST job-to-talents', () => {
  it('ranks talents for a job, by the schema', async () => {
    const other = talent({ id: '33333333-3333-4333-8333-333333333333' })
    const response = await post(TALENTS_OF_JOB, { job: job(1), talents: [talent(), other] })
    const body = response.json()
    expect(response.statusCode).toBe(200)
    expect(responseSchema.Errors(body)).toEqual([])
    expect(body.matches.map((match: { talent_id: string }) => match.talent_id)).toEqual([
      TALENT_ID,
      other.id,
    ])
    expect(lastCall()).toEqual({
      entity: job(1),
      list: [talent(), other],
      options: { ...DEFAULTS, limit: 20, minScore: 50, explain: 'brief' },
    })
  })
})

describe('request id', () => {
  const ask = (id?: string) =>
    post(
      JOBS_OF_TALENT,
      { talent: talent(), jobs: [] },
      id === undefined ? {} : { 'x-request-id': id },
    )

  it('is the sane one that the caller gave', async () => {
    const response = await ask('gateway-1:42')
    expect(response.json().request_id).toBe('gateway-1:42')
    expect(response.headers['x-request-id']).toBe('gateway-1:42')
  })

  it.each([undefined, '', 'a b', '{"forged":1}', 'x'.repeat(129)])('is new for %j', async (id) => {
    const response = await ask(id)
    expect(response.json().request_id).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
    expect(response.headers['x-request-id']).toBe(response.json().request_id)
  })
})
