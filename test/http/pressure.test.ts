import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import { buildApp } from '../../src/app.ts'
import { type PressureLimits, pressureLimits } from '../../src/http/limits.ts'
import { bearer, job, ListMatcher, type TestApp, talent, testConfig } from '../app.ts'

/** Holds the event loop, as work would that belongs into a thread. */
class HoldingMatcher extends ListMatcher {
  holdMs = 0
  override async matchJobs(...call: Parameters<ListMatcher['matchJobs']>) {
    const end = performance.now() + this.holdMs
    while (performance.now() < end);
    return super.matchJobs(...call)
  }
}

let app: TestApp['app']
const matcher = new HoldingMatcher()
const build = async (limits: Partial<PressureLimits> = {}) => {
  const pressure = { ...pressureLimits(), sampleMs: 50, ...limits }
  app = await buildApp({ config: testConfig(), matcher, pressure })
  return app
}
afterEach(async () => {
  matcher.holdMs = 0
  await app.close()
})

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
  it('refuses calls at once with 503 and Retry-After, and takes them again when it is in time', async () => {
    // Of the 30 ticks that a sample may have, one comes so late: 48 ms in the mean.
    await build({ eventLoopDelayMs: 30, sampleMs: 300 })
    const calls = matcher.calls.length
    matcher.holdMs = 1_500
    // Once its histogram has begun.
    await delay(60)
    expect((await ask()).statusCode).toBe(200)
    // The sample that sees the delay comes with the next turn of the loop.
    await expect.poll(() => app.isUnderPressure(), { interval: 1 }).toBe(true)
    const refused = await ask()
    expect(refused.statusCode).toBe(503)
    expect(refused.headers['retry-after']).toBe('5')
    expect(refused.json()).toMatchObject({ code: 'overloaded', detail: 'Too much to do now' })
    expect(matcher.calls).toHaveLength(calls + 1)
    await expect.poll(() => app.isUnderPressure()).toBe(false)
    matcher.holdMs = 0
    expect((await ask()).statusCode).toBe(200)
  })
})

describe('memory that runs out', () => {
  it.each(['heapBytes', 'rssBytes'] as const)(
    'of %s: calls are refused; health, probes and metrics answer, and say so',
    async (limit) => {
      await build({ [limit]: 1 })
      await expect.poll(() => app.isUnderPressure()).toBe(true)
      expect((await ask()).statusCode).toBe(503)
      expect((await app.inject({ url: '/nowhere' })).statusCode).toBe(503)
      expect(await health()).toEqual({
        statusCode: 200,
        load: {
          status: 'degraded',
          detail: expect.stringMatching(
            /^requests are refused: event loop \d+ ms late, heap \d+ MiB, process \d+ MiB$/,
          ),
        },
      })
      for (const url of ['/api/v1/health/live', '/api/v1/health/ready', '/metrics']) {
        expect((await app.inject({ url })).statusCode).toBe(200)
      }
    },
  )

  it('is far from the limits of this machine', async () => {
    await build()
    await delay(100)
    expect((await ask()).statusCode).toBe(200)
    expect(await health()).toEqual({ statusCode: 200, load: { status: 'ok' } })
  })
})
