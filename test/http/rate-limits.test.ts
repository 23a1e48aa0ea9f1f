import { createHash } from 'node:crypto'
import { Redis } from 'ioredis'
import { pino } from 'pino'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { buildApp } from '../../src/processes/app.ts'
import { openRedis } from '../../src/runtime/redis.ts'
import {
  bearer,
  buildTestApp,
  GATEWAY_KEY,
  job,
  ListMatcher,
  TALENT_ID,
  type TestApp,
  talent,
  testConfig,
} from '../app.ts'
import { noRedis, TestRedis } from '../redis-server.ts'

const LIMIT = 3
const env = { RATE_LIMIT_PER_MINUTE: String(LIMIT) }

type App = TestApp['app']
type Answer = Awaited<ReturnType<typeof ask>>

let test: TestApp
const build = async (more: Record<string, string> = {}) => {
  test = await buildTestApp({ env: { ...env, ...more } })
  return test.app
}
afterEach(async () => {
  vi.useRealTimers()
  await test?.app.close()
})

function ask(app: App, headers: Record<string, string>, remoteAddress = '203.0.113.1') {
  return app.inject({
    method: 'POST',
    url: '/api/v1/match/talent-to-jobs',
    headers,
    remoteAddress,
    payload: { talent: talent(), jobs: [job(0)] },
  })
}

const user = async (subject = TALENT_ID) => ({
  authorization: await bearer({ role: 'user', subject }),
})

async function statusesOf(count: number, call: (at: number) => Promise<Answer>) {
  const statuses: number[] = []
  for (let at = 0; at < count; at += 1) statuses.push((await call(at)).statusCode)
  return statuses
}

describe('a user', () => {
  it('has so many calls a minute, from whatever address', async () => {
    const app = await build()
    const headers = await user()
    expect(await statusesOf(5, (at) => ask(app, headers, `203.0.113.${at}`))).toEqual([
      200, 200, 200, 429, 429,
    ])
  })

  it('is told the limit, what is left of it, and when to come back', async () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    const app = await build()
    const headers = await user()
    const first = await ask(app, headers)
    expect(first.headers['ratelimit-policy']).toBe('"address";q=3;w=60, "user";q=3;w=60')
    expect(first.headers.ratelimit).toBe('"address";r=2;t=60, "user";r=2;t=60')
    vi.setSystemTime(Date.now() + 20_000)
    await ask(app, headers)
    await ask(app, headers)
    const refused = await ask(app, headers)
    expect(refused.statusCode).toBe(429)
    expect(refused.headers['content-type']).toMatch('application/problem+json')
    expect(refused.headers['retry-after']).toBe('40')
    expect(refused.headers.ratelimit).toBe('"address";r=0;t=40')
    expect(refused.json()).toMatchObject({
      title: 'Too many requests',
      status: 429,
      code: 'rate_limited',
      detail: 'More than 3 calls per minute from this address; try again in 40 s',
      request_id: refused.headers['x-request-id'],
    })
    vi.setSystemTime(Date.now() + 40_000)
    expect((await ask(app, headers)).statusCode).toBe(200)
  })
})

describe('an address', () => {
  it('has so many calls a minute, of whatever users', async () => {
    const app = await build()
    const statuses = await statusesOf(5, async (at) =>
      ask(app, await user(TALENT_ID.replace(/.$/, String(at)))),
    )
    expect(statuses).toEqual([403, 200, 403, 429, 429])
    expect((await ask(app, await user(), '203.0.113.2')).statusCode).toBe(200)
  })

  it('has no more guesses of a token, and none of a path', async () => {
    const app = await build()
    const forged = (at: number) => ask(app, { authorization: `Bearer forged.${at}.token` })
    expect(await statusesOf(5, forged)).toEqual([401, 401, 401, 429, 429])
    const nowhere = (at: number) =>
      app.inject({ url: `/nowhere/${at}`, remoteAddress: '203.0.113.9' })
    expect(await statusesOf(4, nowhere)).toEqual([404, 404, 404, 429])
  })

  it('is a network of IPv6, and the same whether written as IPv4 or as mapped', async () => {
    const app = await build()
    const addresses = ['2001:db8::1', '2001:db8::2:3', '2001:db8:0:0:ffff::1', '2001:db8::4']
    expect(await statusesOf(4, (at) => ask(app, {}, addresses[at]))).toEqual([401, 401, 401, 429])
    expect((await ask(app, {}, '2001:db8:0:1::1')).statusCode).toBe(401)
    const mapped = ['198.51.100.7', '::ffff:198.51.100.7', '198.51.100.7', '::ffff:198.51.100.7']
    expect(await statusesOf(4, (at) => ask(app, {}, mapped[at]))).toEqual([401, 401, 401, 429])
  })

  it.each([
    // As sent: no proxy is trusted.
    ['false', 429],
    // As the one proxy adds it; what the caller wrote before it does not count.
    ['1', 429],
    ['true', 429],
    // Of a proxy that is trusted.
    ['203.0.113.1', 429],
    ['2', 401],
  ])('cannot be chosen by a header (TRUST_PROXY=%s)', async (trusted, last) => {
    const app = await build({ TRUST_PROXY: trusted })
    const claim = (at: number) => ask(app, { 'x-forwarded-for': `192.0.2.${at}, 198.51.100.1` })
    expect(await statusesOf(4, claim)).toEqual([401, 401, 401, last])
  })

  it('is that behind the proxy, each with calls of its own', async () => {
    const app = await build({ TRUST_PROXY: '1' })
    const behind = (at: number) => ask(app, { 'x-forwarded-for': `198.51.100.${at % 2}` })
    expect(await statusesOf(8, behind)).toEqual([401, 401, 401, 401, 401, 401, 429, 429])
  })
})

describe('no limit', () => {
  it('is on the service role, nor on the gateway, which has its own; false keys are limited', async () => {
    const app = await build()
    const service = { authorization: await bearer() }
    expect(await statusesOf(6, () => ask(app, service))).toEqual(Array(6).fill(200))
    expect((await ask(app, service)).headers).not.toHaveProperty('ratelimit')
    const gateway = { ...(await user()), 'x-service-key': GATEWAY_KEY }
    expect(await statusesOf(6, () => ask(app, gateway))).toEqual(Array(6).fill(200))
    const falseKey = { ...(await user()), 'x-service-key': `${GATEWAY_KEY}x` }
    expect(await statusesOf(4, () => ask(app, falseKey))).toEqual([401, 401, 401, 429])
    // And who is exempt is so from an address that others have used up.
    expect((await ask(app, service)).statusCode).toBe(200)
    expect((await ask(app, gateway)).statusCode).toBe(200)
  })

  it('is on health, metrics and documentation', async () => {
    const app = await build()
    const urls = ['/api/v1/health', '/api/v1/health/ready', '/metrics', '/docs', '/openapi.json']
    for (const url of urls) {
      const statuses = await statusesOf(5, () => app.inject({ url }))
      expect(statuses).toEqual(Array(5).fill(200))
    }
  })

  it('stands between a browser and its preflight, and the limits can be read there', async () => {
    const app = await build({ CORS_ORIGINS: 'https://a.example' })
    const origin = { origin: 'https://a.example' }
    const preflight = () =>
      app.inject({
        method: 'OPTIONS',
        url: '/api/v1/match/talent-to-jobs',
        headers: { ...origin, 'access-control-request-method': 'POST' },
      }) as Promise<Answer>
    expect(await statusesOf(5, preflight)).toEqual(Array(5).fill(204))
    await statusesOf(3, () => ask(app, origin))
    const refused = await ask(app, origin)
    expect(refused.statusCode).toBe(429)
    expect(refused.headers['access-control-allow-origin']).toBe('https://a.example')
    expect(refused.headers['access-control-expose-headers']).toContain('ratelimit')
  })
})

describe.skipIf(noRedis)('with Redis', () => {
  it('replicas count together; while it is away each for itself, and says so once', async () => {
    const server = await TestRedis.start()
    const clients: Redis[] = []
    const lines: string[] = []
    const logger = pino({ level: 'info' }, { write: (line) => void lines.push(line) })
    const replica = async () => {
      const redis = await openRedis(server.url)
      clients.push(redis)
      return buildApp({ config: testConfig(env), matcher: new ListMatcher(), redis, logger })
    }
    const apps = [await replica(), await replica()] as const
    const headers = await user()
    const callBoth = (address: string) => (at: number) =>
      ask(apps[at % 2 === 0 ? 0 : 1], headers, `${address}${at}`)
    const told = (text: string) => lines.filter((line) => line.includes(text)).length
    try {
      expect(await statusesOf(5, callBoth('203.0.113.'))).toEqual([200, 200, 200, 429, 429])
      server.freeze()
      expect(await statusesOf(8, callBoth('198.51.100.'))).toEqual([
        200, 200, 200, 200, 200, 200, 429, 429,
      ])
      expect(told('Redis is unavailable')).toBe(2)
      server.thaw()
      await expect
        .poll(
          async () => {
            await Promise.all(apps.map((app) => ask(app, {}, '192.0.2.99')))
            return told('Redis is available again')
          },
          { timeout: 10_000 },
        )
        .toBe(2)
      expect((await ask(apps[0], headers, '192.0.2.1')).statusCode).toBe(429)
      const keys = await new Redis(server.url).keys('*')
      const hash = createHash('sha256').update(TALENT_ID).digest('hex')
      expect(keys).toContain(`talentmatch:rate:user:${hash}`)
      expect(keys.join()).not.toContain(TALENT_ID)
    } finally {
      await Promise.all(apps.map((app) => app.close()))
      for (const client of clients) client.disconnect()
      await server.remove()
    }
  })
})
