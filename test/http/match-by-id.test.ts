import { Compile } from 'typebox/compile'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { DatabaseUnavailableError } from '../../src/db/database.ts'
import { MatchResponse } from '../../src/http/schemas/match.ts'
import { bearer, buildTestApp, GATEWAY_KEY, job, TALENT_ID, type TestApp, talent } from '../app.ts'
import { MemoryPlatform } from '../platform.ts'

const TALENT_USER = 'aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa'
const COMPANY_USER = 'cccccccc-cccc-4ccc-8ccc-cccccccccccc'
const STRANGER = '99999999-9999-4999-8999-999999999999'
const ADMIN = 'adadadad-adad-4dad-8dad-adadadadadad'
const SELF_NAMED = '33333333-3333-4333-8333-333333333333'
const UNKNOWN_ID = '00000000-0000-4000-8000-000000000000'
const OWN_JOB = job(1).id
const OTHER_JOB = job(2).id
const DRAFT = job(3).id
const responseSchema = Compile(MatchResponse)

const platform = new MemoryPlatform({
  talents: [
    { talent: talent(), ownerId: TALENT_USER },
    { talent: talent({ id: SELF_NAMED }), ownerId: null },
  ],
  jobs: [
    { job: job(1, { status: 'active' }), ownerId: COMPANY_USER },
    { job: job(2, { status: 'active' }), ownerId: null },
    { job: job(3, { status: 'draft' }), ownerId: COMPANY_USER },
  ],
})

let test: TestApp
const callers: Record<string, string> = {}
beforeAll(async () => {
  test = await buildTestApp({ platform })
  const user = (subject: string, isAdmin = false) => bearer({ role: 'user', subject, isAdmin })
  Object.assign(callers, {
    talent: await user(TALENT_USER),
    'talent named as its user': await user(SELF_NAMED),
    company: await user(COMPANY_USER),
    stranger: await user(STRANGER),
    administrator: await user(ADMIN, true),
    service: await bearer(),
  })
})
beforeEach(() => {
  platform.fault = undefined
  platform.shown.length = 0
})
afterAll(() => test.app.close())

const jobsOf = (id: string) => ({
  method: 'POST' as const,
  url: `/api/v1/match/talents/${id}/jobs`,
})
const talentsOf = (id: string) => ({
  method: 'POST' as const,
  url: `/api/v1/match/jobs/${id}/talents`,
})
const pair = (talentId: string, jobId: string) => ({
  method: 'GET' as const,
  url: `/api/v1/match/talents/${talentId}/jobs/${jobId}`,
})
const ask = (
  caller: string,
  { method, url }: ReturnType<typeof jobsOf> | ReturnType<typeof pair>,
  options: { readonly payload?: string | object; readonly headers?: Record<string, string> } = {},
) =>
  test.app.inject({
    method,
    url,
    ...options,
    headers: { authorization: callers[caller] ?? '', ...options.headers },
  })

describe('who may ask', () => {
  it.each([
    // What is asked, and the status for each kind of caller.
    ['jobs of a talent', jobsOf(TALENT_ID), 200, 403, 403, 403, 200, 200],
    ['jobs of a talent, upper case', jobsOf(TALENT_ID.toUpperCase()), 200, 403, 403, 403, 200, 200],
    ['jobs of a talent without owner', jobsOf(SELF_NAMED), 403, 200, 403, 403, 200, 200],
    ['jobs of an unknown talent', jobsOf(UNKNOWN_ID), 403, 403, 403, 403, 404, 404],
    ["talents of a company's job", talentsOf(OWN_JOB), 403, 403, 200, 403, 200, 200],
    ["talents of a company's draft", talentsOf(DRAFT), 403, 403, 200, 403, 200, 200],
    ['talents of a job without owner', talentsOf(OTHER_JOB), 403, 403, 403, 403, 200, 200],
    ['talents of an unknown job', talentsOf(UNKNOWN_ID), 403, 403, 403, 403, 404, 404],
    ['a pair', pair(TALENT_ID, OWN_JOB), 200, 403, 200, 403, 200, 200],
    ["a pair with another's job", pair(TALENT_ID, OTHER_JOB), 200, 403, 403, 403, 200, 200],
    ['a pair with a draft', pair(TALENT_ID, DRAFT), 403, 403, 200, 403, 200, 200],
    ['a pair with an unknown job', pair(TALENT_ID, UNKNOWN_ID), 403, 403, 403, 403, 404, 404],
    ['a pair with an unknown talent', pair(UNKNOWN_ID, OWN_JOB), 403, 403, 403, 403, 404, 404],
  ])('%s', async (_what, request, ...expected) => {
    const statuses: number[] = []
    for (const caller of Object.keys(callers)) {
      statuses.push((await ask(caller, request)).statusCode)
    }
    expect(statuses).toEqual(expected)
    expect((await test.app.inject(request)).statusCode).toBe(401)
  })

  it.each([
    [jobsOf(TALENT_ID), jobsOf(UNKNOWN_ID)],
    [talentsOf(OWN_JOB), talentsOf(UNKNOWN_ID)],
    [pair(TALENT_ID, OWN_JOB), pair(TALENT_ID, UNKNOWN_ID)],
  ])('tells a stranger the same of what is foreign and of what is not there', async (a, b) => {
    const bodies = await Promise.all(
      [a, b].map(async (request) => {
        const { request_id: _id, ...body } = (await ask('stranger', request)).json()
        return body
      }),
    )
    expect(bodies[0]).toEqual(bodies[1])
  })
})

describe('POST talents/{id}/jobs', () => {
  it('answers by the schema of all matches', async () => {
    const response = await ask('talent', jobsOf(TALENT_ID), { payload: { limit: 2, min_score: 0 } })
    expect(response.statusCode).toBe(200)
    const body = response.json()
    expect(responseSchema.Errors(body)).toEqual([])
    expect(Object.keys(body).sort()).toEqual(
      ['matches', 'model_version', 'processing_time_ms', 'request_id', 'source'].sort(),
    )
    expect(body.matches.map((match: { job_id: string }) => match.job_id)).toEqual([
      OWN_JOB,
      OTHER_JOB,
    ])
  })

  it('adds everything with explain=full', async () => {
    const { url } = jobsOf(TALENT_ID)
    const response = await ask('talent', { method: 'POST', url: `${url}?explain=full` })
    const body = response.json()
    expect(body.matches[0].detail.contributions).toHaveLength(2)
    expect(body.feature_importances).toEqual({ skill_overlap_jaccard: 0.75 })
    expect(body.excluded).toEqual({ closed: 1 })
  })

  it.each<[string, { payload?: string | object; headers?: Record<string, string> }]>([
    ['no body', {}],
    ['an empty JSON body', { headers: { 'content-type': 'application/json' } }],
    [
      'an empty JSON body with a length',
      { payload: '', headers: { 'content-type': 'application/json', 'content-length': '0' } },
    ],
    [
      'an empty form',
      {
        payload: '',
        headers: { 'content-type': 'application/x-www-form-urlencoded', 'content-length': '0' },
      },
    ],
    ['an empty text', { payload: '', headers: { 'content-type': 'text/plain' } }],
    ['null', { payload: 'null', headers: { 'content-type': 'application/json' } }],
    ['an empty object', { payload: {} }],
  ])('takes %s, and the defaults then hold', async (_name, options) => {
    const response = await ask('talent', jobsOf(TALENT_ID), options)
    expect(response.statusCode).toBe(200)
    expect(platform.ranker.calls.at(-1)?.options).toEqual({
      limit: 20,
      minScore: 50,
      explain: 'brief',
      budgetMs: expect.any(Number),
      gone: expect.any(AbortSignal),
      requestId: expect.any(String),
    })
  })

  it.each([
    ['jobs', jobsOf(TALENT_ID)],
    ['talents', talentsOf(OWN_JOB)],
    ['a pair', pair(TALENT_ID, OWN_JOB)],
  ])('waits for %s no longer than the product promises', async (_name, request) => {
    await ask('service', request)
    const budget = platform.ranker.calls.at(-1)?.options.budgetMs ?? Number.NaN
    expect(budget).toBeGreaterThan(1500)
    expect(budget).toBeLessThan(3000)
  })

  it('hands on what is left of the deadline', async () => {
    await ask('talent', jobsOf(TALENT_ID), { headers: { 'x-deadline-ms': '4000' } })
    const budget = platform.ranker.calls.at(-1)?.options.budgetMs ?? Number.NaN
    expect(budget).toBeGreaterThan(0)
    expect(budget).toBeLessThan(4000)
  })

  it.each<[string, number, object, string?]>([
    ['a limit of 0', 400, { payload: { limit: 0 } }, 'limit'],
    ['a limit of 101', 400, { payload: { limit: 101 } }, 'limit'],
    ['a score over 100', 400, { payload: { min_score: 100.5 } }, 'min_score'],
    ['a list', 400, { payload: [] }, 'body'],
    ['a deadline in words', 400, { headers: { 'x-deadline-ms': 'soon' } }, 'headers.x-deadline-ms'],
    ['what is not JSON', 400, { payload: '{', headers: { 'content-type': 'application/json' } }],
    [
      'a form',
      415,
      { payload: 'a=1', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
    ],
  ])('refuses %s', async (_name, status, options, path) => {
    const response = await ask('talent', jobsOf(TALENT_ID), options)
    expect(response.statusCode).toBe(status)
    if (path) expect(response.json().errors[0].path).toBe(path)
  })

  it.each(['1', 'me', `${TALENT_ID}0`, "'; drop table talents"])(
    'refuses the id %j',
    async (id) => {
      const response = await ask('service', jobsOf(encodeURIComponent(id)))
      expect(response.statusCode).toBe(400)
      expect(response.json().errors).toEqual([
        { path: 'params.id', message: expect.stringContaining('must be a UUID') },
      ])
    },
  )
})

describe('GET a pair', () => {
  it('is in full, whatever the score', async () => {
    const body = (await ask('company', pair(TALENT_ID, OWN_JOB))).json()
    expect(responseSchema.Errors(body)).toEqual([])
    expect(body.matches).toHaveLength(1)
    expect(body.matches[0]).toMatchObject({ talent_id: TALENT_ID, job_id: OWN_JOB })
    expect(body.matches[0].detail.contributions).toHaveLength(2)
    expect(body.feature_importances).toBeDefined()
    expect(platform.ranker.calls.at(-1)?.options.explain).toBe('full')
  })

  it('leaves no impression', async () => {
    await ask('talent', pair(TALENT_ID, OWN_JOB))
    expect(platform.shown).toEqual([])
  })
})

describe('what was shown', () => {
  it.each([
    ['of the gateway', { 'x-service-key': GATEWAY_KEY }, 'treatment'],
    ['of nobody else', {}, undefined],
  ])('has the arm %s', async (_whose, headers, arm) => {
    const given = { headers: { ...headers, 'x-match-arm': 'treatment' } }
    expect((await ask('talent', jobsOf(TALENT_ID), given)).statusCode).toBe(200)
    expect(platform.shown.map((shown) => shown.arm)).toEqual([arm])
  })

  it('has no arm that there is not', async () => {
    const headers = { 'x-service-key': GATEWAY_KEY, 'x-match-arm': 'both' }
    const response = await ask('talent', jobsOf(TALENT_ID), { headers })
    expect(response.statusCode).toBe(400)
    expect(response.json().errors[0].path).toBe('headers.x-match-arm')
    expect(platform.shown).toEqual([])
  })

  it.each([
    ['talent', jobsOf(TALENT_ID), 'talent'],
    ['company', talentsOf(OWN_JOB), 'company'],
    ['service', jobsOf(TALENT_ID), 'service'],
    ['administrator', talentsOf(OWN_JOB), 'service'],
  ])('to the %s is kept, with the request that asked', async (caller, request, shownTo) => {
    const response = await ask(caller, request, { headers: { 'x-request-id': 'gateway-7' } })
    expect(platform.shown).toHaveLength(1)
    expect(platform.shown[0]).toMatchObject({ requestId: 'gateway-7', shownTo })
    expect(platform.shown[0]?.answer.served.map(({ match }) => match)).toEqual(
      response.json().matches,
    )
  })

  it('is nothing where nobody was answered', async () => {
    await ask('stranger', jobsOf(TALENT_ID))
    await ask('service', jobsOf(UNKNOWN_ID))
    expect(platform.shown).toEqual([])
  })

  it('is counted among the metrics', async () => {
    const { body } = await test.app.inject({ url: '/metrics' })
    expect(body).toContain('answer_log_matches_total{outcome="written"} 7')
    expect(body).toContain('answer_log_matches_total{outcome="dropped"} 1')
    expect(body).toContain('answer_log_waiting 2')
  })
})

describe('while the database is out', () => {
  it.each([jobsOf(TALENT_ID), talentsOf(OWN_JOB), pair(TALENT_ID, OWN_JOB)])(
    '$method $url is 503 with Retry-After, and works again after',
    async (request) => {
      platform.fault = new DatabaseUnavailableError('connection refused at db.example:5432')
      const response = await ask('service', request)
      expect(response.statusCode).toBe(503)
      expect(response.headers['retry-after']).toBe('5')
      expect(response.json()).toMatchObject({ code: 'unavailable', status: 503 })
      expect(response.body).not.toContain('db.example')
      platform.fault = undefined
      expect((await ask('service', request)).statusCode).toBe(200)
    },
  )

  it('stateless calls and health go on', async () => {
    platform.fault = new DatabaseUnavailableError('gone')
    const stateless = await test.app.inject({
      method: 'POST',
      url: '/api/v1/match/talent-to-jobs',
      headers: { authorization: callers.service },
      payload: { talent: talent(), jobs: [job(1)] },
    })
    expect(stateless.statusCode).toBe(200)
    expect((await test.app.inject({ url: '/api/v1/health' })).statusCode).toBe(200)
  })
})

it.each([jobsOf(TALENT_ID), talentsOf(OWN_JOB)])(
  '$url is only to be posted to',
  async ({ url }) => {
    const response = await test.app.inject({ url })
    expect([response.statusCode, response.headers.allow]).toEqual([405, 'POST'])
  },
)

describe('without a database', () => {
  it.each([jobsOf(TALENT_ID), talentsOf(OWN_JOB), pair(TALENT_ID, OWN_JOB)])(
    '$method $url is not there',
    async (request) => {
      const { app } = await buildTestApp()
      const response = await app.inject({
        ...request,
        headers: { authorization: callers.service },
      })
      expect(response.statusCode).toBe(404)
      await app.close()
    },
  )
})
