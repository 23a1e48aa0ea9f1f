import { Registry } from 'prom-client'
import { afterEach, describe, expect, it } from 'vitest'
import { startTraces, type Traces } from '../../src/observation/traces.ts'
import { buildApp } from '../../src/processes/app.ts'
import { bearer, job, ListMatcher, NEVER_LATE, talent, testConfig } from '../app.ts'
import { type Collector, startCollector } from './collector.ts'

let traces: Traces
let collector: Collector | undefined
afterEach(() => collector?.close())

/** Answers one call, and ends. */
async function call(headers: Record<string, string>): Promise<number> {
  const app = await buildApp({
    config: testConfig(),
    matcher: new ListMatcher(),
    pressure: NEVER_LATE,
    register: new Registry(),
    traces,
  })
  const { statusCode } = await app.inject({
    method: 'POST',
    url: '/api/v1/match/talent-to-jobs',
    headers: { authorization: await bearer(), ...headers },
    payload: { talent: talent(), jobs: [job(0)] },
  })
  await app.inject({ url: '/api/v1/health' })
  await app.close()
  await traces.close()
  return statusCode
}

describe('traces', () => {
  it.each([
    ['nothing', {}],
    ['no trace', { traceparent: 'select 1' }],
    ['another version', { traceparent: `01-${'a'.repeat(32)}-${'b'.repeat(16)}-01` }],
    ['noughts', { traceparent: `00-${'0'.repeat(32)}-${'0'.repeat(16)}-01` }],
  ])('begin here where the caller sends %s', async (_what, headers) => {
    collector = await startCollector()
    traces = startTraces(`${collector.url}/`)
    expect(await call(headers)).toBe(200)
    const spans = collector.spans()
    // Health is none.
    expect(spans.map(({ name }) => name)).toEqual(['POST /api/v1/match/talent-to-jobs'])
    expect(spans[0]?.parentSpanId).toBeUndefined()
    expect(spans[0]?.traceId).toMatch(/^(?!0{32}|a{32})[0-9a-f]{32}$/)
  })

  it('leave out what the caller does not record', async () => {
    collector = await startCollector()
    traces = startTraces(collector.url)
    await call({ traceparent: `00-${'a'.repeat(32)}-${'b'.repeat(16)}-00` })
    expect(collector.spans()).toEqual([])
  })

  it('cost no call, and two seconds at the end, where the collector is away', async () => {
    collector = undefined
    traces = startTraces('http://127.0.0.1:1')
    const begun = performance.now()
    expect(await call({})).toBe(200)
    expect(performance.now() - begun).toBeLessThan(2_000 + 2_000)
  })
})
