import type { FastifyInstance } from 'fastify'
import { pino } from 'pino'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { TrainingRuns } from '../../src/db/models/training-runs.ts'
import { PendingDatabase } from '../../src/db/pending.ts'
import { buildApp } from '../../src/processes/app.ts'
import { bearer, GATEWAY_KEY, ListMatcher, TALENT_ID, testConfig } from '../app.ts'
import { engines, type OpenEngine } from '../db/engines.ts'

const ADMIN_ID = '99999999-9999-4999-8999-999999999999'
const TRIGGER = '/api/v1/train/trigger'
const RUNS = '/api/v1/train/runs'
const config = testConfig({ ADMIN_USER_IDS: ADMIN_ID })

describe.each(engines)('the calls about training on $name', (engine) => {
  let open: OpenEngine
  let runs: TrainingRuns
  let app: FastifyInstance
  let authorization = ''
  const lines: string[] = []
  beforeAll(async () => {
    open = await engine.open()
    runs = new TrainingRuns(open.database)
    const logger = pino({ level: 'info' }, { write: (line) => void lines.push(line) })
    app = await buildApp({ config, matcher: new ListMatcher(), training: runs, logger })
    authorization = await bearer({ role: 'user', subject: ADMIN_ID })
  })
  beforeEach(() => open.database.query('truncate public.training_runs'))
  afterAll(async () => {
    await app?.close()
    await open?.close()
  })

  const get = (url: string, headers: Record<string, string> = { authorization }) =>
    app.inject({ url, headers })
  const cancel = (id: string, headers: Record<string, string> = { authorization }) =>
    app.inject({ method: 'POST', url: `${RUNS}/${id}/cancel`, headers })
  const trigger = (payload?: object, headers: Record<string, string> = { authorization }) =>
    app.inject({ method: 'POST', url: TRIGGER, headers, ...(payload && { payload }) })

  it.each<[string, number, () => Promise<Record<string, string>>]>([
    ['nobody', 401, async () => ({})],
    ['the gateway for nobody', 401, async () => ({ 'x-service-key': GATEWAY_KEY })],
    [
      'a user',
      403,
      async () => ({ authorization: await bearer({ role: 'user', subject: TALENT_ID }) }),
    ],
    ['the service role', 202, async () => ({ authorization: await bearer() })],
    ['an administrator', 202, async () => ({ authorization })],
  ])('%s: %i', async (_, status, headersOf) => {
    const headers = await headersOf()
    expect((await trigger({}, headers)).statusCode).toBe(status)
    const seen = status === 202 ? 200 : status
    expect((await get(RUNS, headers)).statusCode).toBe(seen)
    expect((await get(`${RUNS}/${TALENT_ID}`, headers)).statusCode).toBe(
      status === 202 ? 404 : status,
    )
    expect((await cancel(TALENT_ID, headers)).statusCode).toBe(status === 202 ? 404 : status)
  })

  it('logs what is asked for, and nobody who asks', async () => {
    const { run_id } = (await trigger()).json()
    await cancel(run_id)
    const told = lines.join()
    expect(told).toContain('training requested')
    expect(told).toContain('training cancelled')
    expect(told).not.toContain(ADMIN_ID)
  })

  it('cancels a run, once, and leaves one that has ended as it is', async () => {
    const { run_id } = (await trigger()).json()
    const first = await cancel(run_id)
    expect(first.statusCode).toBe(200)
    expect(first.json().run).toMatchObject({
      id: run_id,
      status: 'cancelled',
      reason: `cancelled by ${ADMIN_ID}`,
      finished_at: expect.any(String),
    })
    expect((await cancel(run_id, { authorization: await bearer() })).json().run).toEqual(
      first.json().run,
    )
    expect(await runs.claim()).toBeUndefined()
    const next = (await trigger()).json().run_id
    await runs.claim()
    expect((await cancel(next)).json().run.status).toBe('cancelled')
    // Whoever ran it is told so, and can neither end nor promote it.
    expect(await runs.note(next, {})).toBe(false)
    const end = { status: 'rejected', reason: 'late' } as const
    expect(await runs.finish(next, end)).toBe(false)
    expect((await cancel('no-id')).statusCode).toBe(400)
  })

  it('asks for a run, keeps who did, and refuses a second with the id of the first', async () => {
    const first = await trigger({ force: true })
    const { run_id, status } = first.json()
    expect(status).toBe('queued')
    expect(first.headers.location).toBe(`${RUNS}/${run_id}`)
    const second = await trigger()
    expect(second.statusCode).toBe(409)
    expect(second.headers.location).toBe(`${RUNS}/${run_id}`)
    expect(second.json()).toMatchObject({
      code: 'conflict',
      detail: `Training run ${run_id} is already queued`,
    })
    expect((await get(`${RUNS}/${run_id}`)).json()).toMatchObject({
      run: { id: run_id, status: 'queued', requested_by: ADMIN_ID, forced: true, metrics: null },
    })
  })

  it('of two at once lets one in', async () => {
    const answers = await Promise.all([trigger(), trigger(), trigger()])
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([202, 409, 409])
  })

  it('tells how far a run is and how it ended, those asked for last first', async () => {
    const { run_id } = (await trigger(undefined, { authorization: await bearer() })).json()
    await runs.claim()
    const progress = { step: 'Training the ranker', done: 4, total: 100 }
    await runs.note(run_id, { progress, dataset: { rows: 3 } })
    expect((await get(`${RUNS}/${run_id}`)).json().run).toMatchObject({
      status: 'running',
      progress,
      dataset: { rows: 3 },
      requested_by: 'service',
      forced: false,
    })
    const checks = [{ code: 'rmse_low', passed: false, sentence: 'RMSE 30' }]
    await runs.finish(run_id, {
      status: 'rejected',
      reason: 'RMSE 30',
      metrics: { checks },
      modelVersion: '1.0.20260601',
    })
    await trigger()
    const response = await get(RUNS)
    expect(response.headers['cache-control']).toBe('no-store')
    expect(response.json().runs).toMatchObject([
      { status: 'queued', finished_at: null },
      {
        id: run_id,
        status: 'rejected',
        reason: 'RMSE 30',
        metrics: { checks },
        model_version: '1.0.20260601',
        progress: null,
        finished_at: expect.any(String),
      },
    ])
  })

  it('refuses what makes no sense', async () => {
    expect((await trigger({ force: 'yes' })).statusCode).toBe(400)
    expect((await get(`${RUNS}/7`)).statusCode).toBe(400)
  })

  it('is 503 while there is no database', async () => {
    const waiting = await buildApp({
      config,
      matcher: new ListMatcher(),
      training: new TrainingRuns(new PendingDatabase()),
    })
    try {
      const call = { headers: { authorization } }
      const answers = await Promise.all([
        waiting.inject({ method: 'POST', url: TRIGGER, ...call }),
        waiting.inject({ url: RUNS, ...call }),
      ])
      for (const { statusCode, headers } of answers) {
        expect(statusCode).toBe(503)
        expect(headers['retry-after']).toBeDefined()
      }
    } finally {
      await waiting.close()
    }
  })
})
