import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import { type PressureLimits, pressureLimits } from '../../src/http/limits.ts'
import { buildApp } from '../../src/processes/app.ts'
import { bearer, job, ListMatcher, type TestApp, talent, testConfig } from '../app.ts'

let app: TestApp['app']
const matcher = new ListMatcher()
const build = async (limits: Partial<PressureLimits> = {}) => {
  const pressure = { ...pressureLimits(), sampleMs: 100, ...limits }
  app = await buildApp({ config: testConfig(), matcher, pressure })
}
afterEach(() => app.close())

/** Holds the event loop, as work would that belongs into a thread. */
async function hold(ms: number): Promise<void> {
  const end = performance.now() + ms
  while (performance.now() < end);
  // The sample that saw it is taken with the next turn of the loop.
  await delay(1)
}

const ask = async () =>
  app.inject({
    method: 'POST',
    url: '/api/v1/match/talent-to-jobs',
    headers: { authorization: await bearer() },
    payload: { talent: talent(), jobs: [job(0)] },
  })
const health = async () => {
  const { statusCode, ...response } = await app.inject({ url: '/api/v1/health' })
  return { statusCode, load: response.json().checks.load }
}

describe('an event loop that comes late', () => {
  const limits = { eventLoopDelayMs: 250 }

  it('again and again refuses calls at once, until it is in time', async () => {
    await build(limits)
    for (let times = 0; times < 4; times += 1) await hold(500)
    const calls = matcher.calls.length
    const refused = await ask()
    expect(refused.statusCode).toBe(503)
    expect(refused.headers['retry-after']).toBe('5')
    expect(refused.json()).toMatchObject({
      code: 'overloaded',
      detail: 'The service is overloaded',
    })
    expect(matcher.calls).toHaveLength(calls)
    expect(await health()).toEqual({
      statusCode: 200,
      load: {
        status: 'degraded',
        detail: expect.stringMatching(
          /^overloaded, rejecting requests: the event loop is \d+ ms late$/,
        ),
      },
    })
    await expect.poll(async () => (await ask()).statusCode).toBe(200)
  })

  it('now and then refuses nothing: those were large bodies', async () => {
    await build(limits)
    for (let times = 0; times < 3; times += 1) await hold(500)
    expect((await ask()).statusCode).toBe(200)
    await delay(250)
    for (let times = 0; times < 3; times += 1) await hold(500)
    expect((await ask()).statusCode).toBe(200)
  })
})

describe('memory that runs out', () => {
  it.each([
    ['heapBytes', /^overloaded, rejecting requests: the heap uses \d+ MiB$/],
    ['rssBytes', /^overloaded, rejecting requests: the process uses \d+ MiB$/],
  ])(
    'of %s: calls are refused; health, probes and metrics answer, and say so',
    async (limit, detail) => {
      await build({ [limit]: 1 })
      await expect.poll(async () => (await ask()).statusCode).toBe(503)
      expect((await app.inject({ url: '/nowhere' })).statusCode).toBe(503)
      expect(await health()).toEqual({
        statusCode: 200,
        load: { status: 'degraded', detail: expect.stringMatching(detail) },
      })
      for (const url of ['/api/v1/health/live', '/api/v1/health/ready', '/metrics']) {
        expect((await app.inject({ url })).statusCode).toBe(200)
      }
    },
  )

  it('is far from the limits of this machine', async () => {
    await build()
    await delay(200)
    expect((await ask()).statusCode).toBe(200)
    expect(await health()).toEqual({ statusCode: 200, load: { status: 'ok' } })
  })
})
