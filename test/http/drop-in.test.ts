import { pino } from 'pino'
import { Compile } from 'typebox/compile'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { DatabaseUnavailableError } from '../../src/db/database.ts'
import { Card, Cards } from '../../src/http/schemas/drop-in.ts'
import { bearer, buildTestApp, job, TALENT_ID, type TestApp, talent } from '../app.ts'
import { MemoryPlatform } from '../platform.ts'

const TALENT_USER = 'aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa'
const COMPANY_USER = 'cccccccc-cccc-4ccc-8ccc-cccccccccccc'
const UNKNOWN_ID = '00000000-0000-4000-8000-000000000000'
const JOB = job(1, {
  status: 'active',
  location: 'Berlin, Germany',
  skills: [
    { name: 'typescript', is_required: false },
    { name: 'TypeScript', is_required: true },
    { name: 'Kafka', is_required: true },
    { name: 'Apache Kafka', is_required: false },
    { name: 'Haskell', is_required: false },
  ],
})

const platform = new MemoryPlatform({
  talents: [{ talent: talent({ location: 'Lisbon' }), ownerId: TALENT_USER }],
  jobs: [
    { job: JOB, ownerId: COMPANY_USER },
    { job: job(2), ownerId: null },
  ],
  companies: { [JOB.id]: 'Meadow Software' },
})

const E1 = `/api/matching/talent/${TALENT_ID}/jobs`
const E2 = `/api/matching/job/${JOB.id}/talents`
const E3 = '/api/matching/stats'
const E4 = `/api/matching/talent/${TALENT_ID}/job/${JOB.id}`

let open: TestApp
let closed: TestApp
beforeAll(async () => {
  open = await buildTestApp({ platform, env: { DROP_IN_AUTH: 'off' } })
  closed = await buildTestApp({ platform })
})
beforeEach(() => {
  platform.fault = undefined
  platform.shown.length = 0
})
afterAll(() => Promise.all([open.app.close(), closed.app.close()]))

const post = (url: string, headers: Record<string, string> = {}) =>
  open.app.inject({ method: 'POST', url, headers })
const get = (url: string) => open.app.inject({ url })

describe('jobs for a talent', () => {
  it('are a bare list of cards', async () => {
    const response = await post(`${E1}?limit=10`)
    const cards = response.json()
    expect(response.statusCode).toBe(200)
    expect(response.headers['content-type']).toContain('application/json')
    expect(Compile(Cards).Errors(cards)).toEqual([])
    expect(cards).toHaveLength(2)
    expect(cards[0]).toEqual({
      talent_id: null,
      job_id: JOB.id,
      match_score: 90.13,
      skill_match_score: 100,
      experience_match_score: 50,
      location_match_score: 50,
      salary_match_score: 50,
      matched_skills: ['typescript'],
      missing_skills: ['Kafka'],
      reason: '1 of 1 required skills',
      company: 'Meadow Software',
      job_title: JOB.title,
      location: 'Berlin, Germany',
      confidence: 0.1 + 0.2,
      highly_recommended: true,
      source: 'ml',
      model_version: '1.0.20260101',
    })
    expect(cards[1]).toMatchObject({ job_id: job(2).id, location: null })
    expect(cards[1]).not.toHaveProperty('company')
  })

  it('are what there is, whatever the score', async () => {
    await post(`${E1}?limit=3`)
    expect(platform.ranker.calls.at(-1)?.options).toMatchObject({
      limit: 3,
      minScore: 0,
      explain: 'brief',
    })
  })

  it.each([E1, E2, E4])('are waited for no longer than the product promises: %s', async (url) => {
    await (url === E4 ? get(url) : post(url))
    const budget = platform.ranker.calls.at(-1)?.options.budgetMs ?? Number.NaN
    expect(budget).toBeGreaterThan(1500)
    expect(budget).toBeLessThan(3000)
  })

  it('are kept as shown to the talent', async () => {
    await post(E1)
    expect(platform.shown[0]?.shownTo).toBe('talent')
  })
})

describe('talents for a job', () => {
  it('are a bare list of cards', async () => {
    const cards = (await post(`${E2}?limit=20`)).json()
    expect(Compile(Cards).Errors(cards)).toEqual([])
    expect(cards).toEqual([
      expect.objectContaining({
        talent_id: TALENT_ID,
        job_id: null,
        job_title: JOB.title,
        talent_title: 'Backend Engineer',
        location: 'Lisbon',
        matched_skills: ['typescript'],
        missing_skills: ['Kafka'],
      }),
    ])
    expect(platform.shown[0]?.shownTo).toBe('company')
  })
})

describe('one pair and the numbers', () => {
  it('is one card', async () => {
    const card = (await get(E4)).json()
    expect(Compile(Card).Errors(card)).toEqual([])
    expect(card).toMatchObject({ talent_id: null, job_id: JOB.id, company: 'Meadow Software' })
  })

  it('counts talents and active jobs', async () => {
    expect((await get(E3)).json()).toEqual({
      total_talents: 1,
      total_jobs: 2,
      status: 'operational',
    })
  })
})

describe('what was no good', () => {
  it.each([
    ['POST', `/api/matching/talent/${UNKNOWN_ID}/jobs`],
    ['POST', '/api/matching/talent/not-a-uuid/jobs'],
    ['POST', '/api/matching/talent/undefined/jobs?limit=0'],
    ['POST', `/api/matching/job/${UNKNOWN_ID}/talents`],
    ['GET', `/api/matching/talent/${TALENT_ID}/job/${UNKNOWN_ID}`],
    ['GET', `/api/matching/talent/${TALENT_ID}/job/7`],
  ] as const)('%s %s is 404 with a detail', async (method, url) => {
    const response = await open.app.inject({ method, url })
    expect(response.statusCode).toBe(404)
    expect(response.json().detail).toMatch(/^No such (talent|job)$/)
  })

  it.each([
    ['0', 'greater_than_equal'],
    ['-3', 'greater_than_equal'],
    ['101', 'less_than_equal'],
    ['999999', 'less_than_equal'],
    ['abc', 'int_parsing'],
    ['NaN', 'int_parsing'],
    ['', 'int_parsing'],
    ['1e1', 'int_parsing'],
    ['10.5', 'int_parsing'],
  ])('a limit of %j is 422', async (limit, type) => {
    for (const url of [E1, E2]) {
      const response = await post(`${url}?limit=${limit}`)
      expect(response.statusCode).toBe(422)
      expect(response.json()).toEqual({
        detail: [expect.objectContaining({ type, loc: ['query', 'limit'], input: limit })],
      })
    }
  })

  it.each([
    ['', 20],
    ['?limit=1', 1],
    ['?limit=100', 100],
    ['?limit=7.0', 7],
    ['?limit=5&limit=6', 6],
    ['?page=2', 20],
  ])('%j is a limit of %d', async (query, limit) => {
    expect((await post(`${E1}${query}`)).statusCode).toBe(200)
    expect(platform.ranker.calls.at(-1)?.options.limit).toBe(limit)
  })

  it.each([E1, E2])('POST %s is 503 while the database is out', async (url) => {
    platform.fault = new DatabaseUnavailableError('gone')
    const response = await post(url)
    expect(response.statusCode).toBe(503)
    expect(response.headers['retry-after']).toBe('5')
  })
})

describe('DROP_IN_AUTH=required', () => {
  const routes = [
    ['POST', E1],
    ['POST', E2],
    ['GET', E3],
    ['GET', E4],
  ] as const
  it.each(routes)('%s %s is 401 without a token, with a detail', async (method, url) => {
    const response = await closed.app.inject({ method, url })
    expect(response.statusCode).toBe(401)
    expect(typeof response.json().detail).toBe('string')
  })

  it('takes the tokens of those whose talent or job it is, as the other calls do', async () => {
    const statuses = async (subject: string) => {
      const authorization = await bearer({ role: 'user', subject })
      return Promise.all(
        routes.map(async ([method, url]) => {
          const response = await closed.app.inject({ method, url, headers: { authorization } })
          return response.statusCode
        }),
      )
    }
    expect(await statuses(TALENT_USER)).toEqual([200, 403, 200, 200])
    expect(await statuses(COMPANY_USER)).toEqual([403, 200, 200, 200])
    expect(await statuses(UNKNOWN_ID)).toEqual([403, 403, 200, 403])
  })
})

describe('DROP_IN_AUTH=off on loopback', () => {
  const routes = [
    ['POST', E1],
    ['POST', E2],
    ['GET', E3],
    ['GET', E4],
  ] as const
  const statuses = (headers: Record<string, string>, { app } = open) =>
    Promise.all(
      routes.map(async ([method, url]) => (await app.inject({ method, url, headers })).statusCode),
    )

  it.each([
    'localhost:8000',
    'LOCALHOST',
    '127.0.0.1:8000',
    '127.8.9.1',
    '[::1]:8000',
    'localhost',
  ])('answers whoever calls %s', async (host) =>
    expect(await statuses({ host })).toEqual([200, 200, 200, 200]),
  )

  it.each([
    'evil.example:8000',
    'localhost.evil.example',
    '127.0.0.1.evil.example',
    'evil.example@localhost',
    'localhost:8000/@evil.example',
    '192.168.0.7:8000',
  ])(
    'refuses who calls %j without a token, as a page whose name was rebound does',
    async (host) => {
      expect(await statuses({ host, 'x-forwarded-host': 'localhost' })).toEqual([
        403, 403, 403, 403,
      ])
    },
  )

  it('says what to do, and takes a token that holds', async () => {
    const host = 'evil.example'
    const response = await open.app.inject({ url: E3, headers: { host } })
    expect(response.json()).toMatchObject({
      code: 'forbidden',
      detail: expect.stringContaining('use localhost or 127.0.0.1'),
    })
    const authorization = await bearer()
    expect(await statuses({ host, authorization })).toEqual([200, 200, 200, 200])
    expect(await statuses({ host, authorization: 'Bearer none' })).toEqual([401, 401, 401, 401])
  })

  it('leaves other calls, and other machines where it listens for them, alone', async () => {
    const host = 'matching.internal'
    expect(
      (await open.app.inject({ url: '/api/v1/health/live', headers: { host } })).statusCode,
    ).toBe(200)
    const wide = await buildTestApp({ platform, env: { DROP_IN_AUTH: 'off', HOST: '0.0.0.0' } })
    expect(await statuses({ host }, wide)).toEqual([200, 200, 200, 200])
    await wide.app.close()
  })
})

it.each([
  ['off', 1],
  ['required', 0],
])('DROP_IN_AUTH=%s is named in the log at start %d times', async (setting, times) => {
  const lines: string[] = []
  const write = (line: string) => void lines.push(line)
  const logger = pino({ level: 'warn' }, { write })
  const { app } = await buildTestApp({ platform, logger, env: { DROP_IN_AUTH: setting } })
  await app.listen({ host: '127.0.0.1', port: 0 })
  await app.close()
  expect(lines.filter((line) => line.includes('DROP_IN_AUTH is off'))).toHaveLength(times)
})
