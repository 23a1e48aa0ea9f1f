import { Compile } from 'typebox/compile'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { HealthChecks } from '../../src/http/routes/health.ts'
import { Health } from '../../src/http/schemas/health.ts'
import type { MatcherStatus } from '../../src/matching/matcher.ts'
import { AppError } from '../../supabase/functions/_shared/errors.ts'
import { bearer, buildTestApp, job, ListMatcher, type TestApp, talent } from '../app.ts'
import { MemoryPlatform } from '../platform.ts'

/** Says of itself what a test wants. */
class StatedMatcher extends ListMatcher {
  readonly #stated: Partial<MatcherStatus> | Error
  constructor(stated: Partial<MatcherStatus> | Error) {
    super()
    this.#stated = stated
  }
  override status(): ReturnType<ListMatcher['status']> {
    if (this.#stated instanceof Error) throw this.#stated
    return { ...super.status(), ...this.#stated } as ReturnType<ListMatcher['status']>
  }
}

let test: TestApp
let now = 1_000_000
beforeAll(async () => {
  test = await buildTestApp({ clock: () => now })
})
afterAll(() => test.app.close())

describe('GET /api/v1/health', () => {
  it('is ok with a model and embeddings', async () => {
    now += 90_000
    const response = await test.app.inject({ url: '/api/v1/health' })
    expect(response.statusCode).toBe(200)
    expect(Compile(Health).Errors(response.json())).toEqual([])
    expect(response.json()).toEqual({
      status: 'ok',
      model_version: '1.0.20260101',
      model_last_trained: '2026-01-01T00:00:00.000Z',
      uptime_seconds: 90,
      checks: { load: { status: 'ok' }, model: { status: 'ok' }, embeddings: { status: 'ok' } },
    })
  })

  it.each<[string, Partial<MatcherStatus> | Error, number, string, object]>([
    [
      'using rules',
      { source: 'fallback', model_version: 'rules-1', model_last_trained: null },
      200,
      'degraded',
      { model: { status: 'degraded', detail: 'using rules' }, embeddings: { status: 'ok' } },
    ],
    [
      'no weights are there',
      { embeddings: { state: 'unavailable', reason: 'no weights' } },
      200,
      'degraded',
      { model: { status: 'ok' }, embeddings: { status: 'unavailable', detail: 'no weights' } },
    ],
    [
      'weights are loading',
      { embeddings: { state: 'loading' } },
      200,
      'degraded',
      { model: { status: 'ok' }, embeddings: { status: 'loading' } },
    ],
    [
      'the matcher fails',
      new Error('gone'),
      503,
      'unavailable',
      { model: { status: 'unavailable' } },
    ],
  ])('says so when %s', async (_name, stated, code, status, checks) => {
    const { app } = await buildTestApp({ matcher: new StatedMatcher(stated) })
    const response = await app.inject({ url: '/api/v1/health' })
    expect(response.statusCode).toBe(code)
    expect(response.json()).toMatchObject({ status, checks })
    expect((await app.inject({ url: '/api/v1/health/ready' })).statusCode).toBe(code)
    expect((await app.inject({ url: '/api/v1/health/live' })).statusCode).toBe(200)
    await app.close()
  })
})

describe('checks of other parts', () => {
  const ask = async (checks: HealthChecks) => {
    const { app } = await buildTestApp({ checks })
    const [health, ready] = await Promise.all(
      ['health', 'health/ready'].map((path) => app.inject({ url: `/api/v1/${path}` })),
    )
    await app.close()
    return { health, ready: ready?.statusCode, body: health?.json() }
  }

  it('are told beside the model', async () => {
    const { health, ready, body } = await ask({ database: async () => ({ status: 'ok' }) })
    expect([health?.statusCode, ready, body.status]).toEqual([200, 200, 'ok'])
    expect(Compile(Health).Errors(body)).toEqual([])
    expect(body.checks.database).toEqual({ status: 'ok' })
  })

  it('degrade the service, which is ready nevertheless', async () => {
    const demo = async () => ({ status: 'degraded', detail: 'being filled' }) as const
    const { health, ready, body } = await ask({ demo })
    expect([health?.statusCode, ready, body.status]).toEqual([200, 200, 'degraded'])
    expect(body.checks.demo).toEqual({ status: 'degraded', detail: 'being filled' })
  })

  it.each<[string, HealthChecks]>([
    ['out', { database: async () => ({ status: 'unavailable' }) }],
    ['failing', { database: () => Promise.reject(new Error('at db.example')) }],
    ['silent', { database: () => new Promise(() => {}) }],
  ])('that are %s make it not ready, and health answers soon', async (_how, checks) => {
    const started = performance.now()
    const { health, ready, body } = await ask(checks)
    expect(performance.now() - started).toBeLessThan(1_000 + 700)
    expect([health?.statusCode, ready, body.status]).toEqual([200, 503, 'degraded'])
    expect(body.checks.database.status).toBe('unavailable')
    expect(health?.body).not.toContain('db.example')
  })
})

describe('GET /metrics', () => {
  it('counts matches, errors and the model that serves', async () => {
    const { app } = await buildTestApp()
    const headers = { authorization: await bearer() }
    const url = '/api/v1/match/talent-to-jobs'
    await app.inject({
      method: 'POST',
      url,
      headers,
      payload: { talent: talent(), jobs: [job(0)] },
    })
    await app.inject({ method: 'POST', url, headers, payload: {} })
    await app.inject({ method: 'POST', url, payload: {} })
    await app.inject({ url: '/nowhere' })
    const text = (await app.inject({ url: '/metrics' })).body
    expect(text).toContain('match_requests_total{type="talent-to-jobs",source="ml"} 1')
    expect(text).toContain('match_latency_seconds_count{type="talent-to-jobs"} 1')
    expect(text).toContain('active_model_version{version="1.0.20260101",source="ml"} 1')
    for (const code of ['invalid_input', 'unauthenticated', 'not_found']) {
      expect(text).toContain(`http_errors_total{code="${code}"} 1`)
    }
    expect(text).toMatch(/^nodejs_eventloop_lag_seconds /m)
    await app.close()
  })
})

describe('an overloaded matcher', () => {
  class FullMatcher extends ListMatcher {
    override async matchJobs(): Promise<never> {
      throw new AppError('overloaded', 'Too many pairs are waiting')
    }
  }

  it('is told as 503 with Retry-After', async () => {
    const { app } = await buildTestApp({ matcher: new FullMatcher() })
    const response = await app.inject({
      method: 'POST',
      url: '/api/v1/match/talent-to-jobs',
      headers: { authorization: await bearer() },
      payload: { talent: talent(), jobs: [job(0)] },
    })
    expect(response.statusCode).toBe(503)
    expect(response.headers['retry-after']).toBe('5')
    expect(response.json()).toMatchObject({
      code: 'overloaded',
      detail: 'Too many pairs are waiting',
    })
    await app.close()
  })
})

describe('problems of routing', () => {
  it('answers 404 for no such path, 405 with Allow for no such method', async () => {
    const missing = await test.app.inject({ url: '/api/v1/nothing' })
    expect(missing.statusCode).toBe(404)
    expect(missing.headers['content-type']).toMatch('application/problem+json')
    expect(missing.json()).toMatchObject({ type: 'about:blank', code: 'not_found', errors: [] })
    const wrong = await test.app.inject({ url: '/api/v1/match/talent-to-jobs?x=1' })
    expect([wrong.statusCode, wrong.headers.allow]).toEqual([405, 'POST'])
  })

  it('answers a path that cannot be decoded', async () => {
    const response = await test.app.inject({ url: '/%zz' })
    expect(response.statusCode).toBe(400)
    expect(response.headers['content-type']).toMatch('application/problem+json')
    expect(response.json().errors).toHaveLength(1)
  })
})

describe('OpenAPI', () => {
  interface Operation {
    readonly requestBody?: { readonly content: Record<string, { readonly example: object }> }
    readonly security?: object[]
  }
  it('is 3.1, and its examples work when tried', async () => {
    const document = (await test.app.inject({ url: '/openapi.json' })).json()
    expect(document.openapi).toBe('3.1.0')
    expect((await test.app.inject({ url: '/docs/json' })).json()).toEqual(document)
    const headers = { authorization: await bearer({ role: 'service', lifetime: 1e9 }) }
    const paths = Object.entries<{ post?: Operation }>(document.paths)
    const posts = paths.flatMap(([url, { post }]) => (post ? [{ url, post }] : []))
    expect(posts.map(({ url }) => url).sort()).toEqual([
      '/api/v1/match/job-to-talents',
      '/api/v1/match/talent-to-jobs',
    ])
    for (const { url, post } of posts) {
      expect(post.security).toEqual([{ bearer: [] }])
      const payload = post.requestBody?.content['application/json']?.example
      expect(payload).toBeDefined()
      const response = await test.app.inject({ method: 'POST', url, headers, payload })
      expect(response.statusCode).toBe(200)
      expect(response.json().matches).toHaveLength(1)
    }
  })

  it('can be read without a network', async () => {
    const page = await test.app.inject({ url: '/docs' })
    expect(page.statusCode).toBe(200)
    const assets = [...page.body.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, url]) => url ?? '')
    expect(assets.length).toBeGreaterThan(3)
    for (const url of assets) {
      expect(url).toMatch(/^\/docs\//)
      expect((await test.app.inject({ url })).statusCode).toBe(200)
    }
  })
})

describe('CORS', () => {
  const preflight = async (corsOrigins: string, origin: string) => {
    const { app } = await buildTestApp({ env: { CORS_ORIGINS: corsOrigins } })
    const response = await app.inject({
      method: 'OPTIONS',
      url: '/api/v1/match/talent-to-jobs',
      headers: { origin, 'access-control-request-method': 'POST' },
    })
    await app.close()
    return response.headers['access-control-allow-origin']
  }

  it('allows the origins that are listed, and by default none', async () => {
    const listed = 'https://a.example,https://b.example'
    expect(await preflight(listed, 'https://b.example')).toBe('https://b.example')
    expect(await preflight(listed, 'https://c.example')).toBeUndefined()
    expect(await preflight('*', 'https://c.example')).toBe('*')
    expect(await preflight('', 'https://a.example')).toBeUndefined()
  })
})

describe('security headers', () => {
  it('are on every answer: it is data, and no page', async () => {
    for (const url of ['/api/v1/health', '/nowhere', '/api/v1/match/talent-to-jobs', '/metrics']) {
      const { headers } = await test.app.inject({ url })
      expect(headers).toMatchObject({
        'content-security-policy': "default-src 'none';frame-ancestors 'none'",
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'SAMEORIGIN',
        'referrer-policy': 'no-referrer',
        'strict-transport-security': 'max-age=31536000',
      })
      expect(headers).not.toHaveProperty('x-powered-by')
    }
  })

  it('leave the documentation its own scripts, and nobody else’s', async () => {
    const { headers } = await test.app.inject({ url: '/docs' })
    expect(headers['content-security-policy']).toContain("script-src 'self'")
    expect(headers['content-security-policy']).not.toContain('unsafe-eval')
  })

  it('keep what is about people out of caches', async () => {
    const response = await test.app.inject({
      method: 'POST',
      url: '/api/v1/match/talent-to-jobs',
      headers: { authorization: await bearer() },
      payload: { talent: talent(), jobs: [job(0)] },
    })
    expect(response.headers['cache-control']).toBe('no-store')
  })
})

describe('what no route is asked for', () => {
  it('is counted neither as begun nor as ended: requests in flight are those that there are', async () => {
    const inFlight = async () =>
      /^http_requests_in_flight (.*)$/m.exec((await test.app.inject({ url: '/metrics' })).body)?.[1]
    expect(await inFlight()).toBe('1')
    for (let times = 0; times < 3; times += 1) {
      const refused = await test.app.inject({ method: 'POST', url: '/api/v1/match/talent-to-jobs' })
      expect(refused.statusCode).toBe(401)
    }
    expect(await inFlight()).toBe('1')
  })

  it('OPTIONS without a page that asks is 204, as a preflight is', async () => {
    const response = await test.app.inject({ method: 'OPTIONS', url: '/api/v1/health' })
    expect([response.statusCode, response.body]).toEqual([204, ''])
  })

  it.each([
    ['/api/v1/models/%00/card', 'must not contain %00'],
    ['/api/v1/health?x=%00', 'must not contain %00'],
    [
      `/api/v1/match/talents/${'a'.repeat(300)}/jobs`,
      'must have segments of at most 100 characters',
    ],
  ])('a path that can be nobody’s is invalid: %s', async (url, message) => {
    const { app } = await buildTestApp({ platform: new MemoryPlatform({ talents: [], jobs: [] }) })
    const response = await app.inject({ url })
    expect(response.statusCode).toBe(400)
    expect(response.json()).toMatchObject({
      code: 'invalid_input',
      errors: [{ path: 'path', message }],
    })
    await app.close()
  })

  it('a path that there is not names the page of those there are, which says what answers mean', async () => {
    const { detail } = (await test.app.inject({ url: '/' })).json()
    expect(detail).toBe('No such path; /docs lists the API')
    expect((await test.app.inject({ url: '/docs/' })).body).toContain(
      '<title>TalentBrains matching',
    )
    const { body } = await test.app.inject({ url: '/openapi.json' })
    expect(body).not.toContain('Default Response')
  })
})
