import { createHmac } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Signals } from '../../src/alerts/signals.ts'
import type { Database } from '../../src/db/database.ts'
import { ModelVersions } from '../../src/db/models/model-versions.ts'
import { Alerts } from '../../src/db/observation/alert-rows.ts'
import { SignalRows } from '../../src/db/observation/signal-rows.ts'
import { RolloutRows } from '../../src/db/rollout/rollout-rows.ts'
import { alertActions } from '../../src/jobs/monitoring/alert-actions.ts'
import { type WatchAlertsParts, watchAlerts } from '../../src/jobs/monitoring/watch-alerts.ts'
import { engines, type OpenEngine } from '../db/engines.ts'
import { act, newVersion } from '../models/new-version.ts'
import { startReceiver } from './receiver.ts'

const SECRET = 'a-secret-for-tests-of-more-than-32-bytes'
const NEVER = new AbortController().signal
const QUIET: Signals = {
  slowShare: null,
  fallbackShare: null,
  errorShare: null,
  requestsPerMinute: 0,
  cpuShare: 0.1,
  modelLoadFailures: 0,
  modelAgeSeconds: 60,
  backlogAgeSeconds: 0,
  erasuresOverdue: 0,
  engagementRatio: null,
  calibrationShift: null,
  featurePsi: null,
}

describe.each(engines)('alerts on $name', (engine) => {
  let opened: OpenEngine
  let database: Database
  let receiver: Awaited<ReturnType<typeof startReceiver>>
  beforeAll(async () => {
    opened = await engine.open()
    database = opened.database
  })
  afterAll(() => opened?.close())
  beforeEach(async () => {
    receiver = await startReceiver()
    await database.query(
      'truncate public.ml_alerts, public.ml_alert_log, public.ml_process_samples',
    )
  })
  afterEach(() => receiver.close())

  let minute = 0
  const look = async (signals: Partial<Signals>, more: Partial<WatchAlertsParts> = {}) => {
    const troubles: unknown[] = []
    const parts = {
      alerts: new Alerts(database),
      measure: async () => ({ ...QUIET, ...signals }),
      webhook: { url: receiver.url, secret: SECRET },
      repeatHours: 6,
      actions: {},
      onTold: () => {},
      onTrouble: (_name: string, error: unknown) => troubles.push(error),
      ...more,
    }
    await watchAlerts(parts, new Date(Date.now() + 60_000 * minute++), NEVER)
    return troubles
  }
  const told = () =>
    receiver.received.map(({ body }) => {
      const { status, name } = JSON.parse(body)
      return `${name} ${status}`
    })
  const logged = async () =>
    (
      await database.query<{ name: string; what: string; detail: string }>(
        'select name, what, detail from public.ml_alert_log order by id',
      )
    ).map(({ name, what, detail }) => `${name} ${what} ${detail}`)

  it('tell a receiver once when one fires, and once when it is over, signed', async () => {
    await look({ erasuresOverdue: 2 })
    await look({ erasuresOverdue: 2 })
    await look({})
    await look({})
    expect(told()).toEqual(['ErasuresOverdue firing', 'ErasuresOverdue resolved'])
    for (const { body, signature } of receiver.received) {
      const expected = createHmac('sha256', SECRET).update(body).digest('hex')
      expect(signature).toBe(`sha256=${expected}`)
    }
    expect(JSON.parse(receiver.received[0]?.body ?? '')).toMatchObject({
      version: 1,
      severity: 'critical',
      value: 2,
      limit: 0,
      subject: '[critical] ErasuresOverdue: An erasure has not come to its end',
      text: expect.stringContaining('docs/runbook.md#erasures-overdue'),
    })
    expect(await logged()).toEqual([
      'ErasuresOverdue fired value 2',
      'ErasuresOverdue told firing',
      'ErasuresOverdue resolved value 0',
      'ErasuresOverdue told resolved',
    ])
  })

  it('try a receiver that stumbles again, and one that is out with the next look', async () => {
    receiver.failNext(1)
    expect(await look({ erasuresOverdue: 1 })).toEqual([])
    expect(told()).toEqual(['ErasuresOverdue firing'])
    await look({})
    receiver.failNext(3)
    expect(await look({ erasuresOverdue: 1 })).toHaveLength(1)
    expect(told()).toHaveLength(2)
    await look({ erasuresOverdue: 1 })
    expect(told()).toHaveLength(3)
  })

  it('are told by one process, however many look at once', async () => {
    await look({})
    await Promise.all(Array.from({ length: 5 }, () => look({ modelLoadFailures: 1 })))
    expect(told()).toEqual(['ModelLoadFailure firing'])
  })

  it('turn the kill switch only where they may, and say so', async () => {
    const rollout = new RolloutRows(database)
    const registry = new ModelVersions(database)
    const models = { rollBack: async () => ({ kind: 'unknown' as const }) }
    const all = alertActions({ rollout, registry, models })
    await look({ engagementRatio: 0.5 })
    expect(await rollout.find()).toMatchObject({ isKilled: false })
    await look({})
    await look({ engagementRatio: 0.5 }, { actions: all })
    expect(await rollout.find()).toMatchObject({
      isKilled: true,
      updatedBy: 'alert:QualityDegraded',
    })
    expect(await logged()).toContain('QualityDegraded acted kill_switch: everybody has rules')
    await rollout.change({ isKilled: false }, 'operator:test')
  })

  it('bring the model before back, once', async () => {
    const registry = new ModelVersions(database)
    for (const version of ['1.0.20260101', '1.0.20260201']) {
      await registry.add(newVersion(version), act())
      await registry.activate(version, act())
    }
    const rollBack = async (by: Parameters<typeof registry.activate>[1]) => {
      const previous = (await registry.findPrevious()) ?? ''
      const activated = await registry.activate(previous, by)
      const model = await registry.find(previous)
      if (!activated || !model) return { kind: 'unknown' as const }
      return { kind: 'activated' as const, model, previous: activated.previous }
    }
    const { rollback } = alertActions({
      rollout: new RolloutRows(database),
      registry,
      models: { rollBack },
    })
    await look({ engagementRatio: 0.5 }, { actions: { rollback } })
    expect(await registry.findWanted()).toMatchObject({ version: '1.0.20260101' })
    expect(await registry.find('1.0.20260101')).toMatchObject({
      activation: { actor: 'alert:QualityDegraded' },
    })
    await look({})
    await look({ engagementRatio: 0.5 }, { actions: { rollback } })
    expect(await registry.findWanted()).toMatchObject({ version: '1.0.20260101' })
  })

  it('go by what processes and gateway counted in the last minutes', async () => {
    const sample = (process: number, ago: string, counts: string) =>
      database.query(
        `insert into public.ml_process_samples values
           ('00000000-0000-4000-8000-00000000000${process}', now() - $1::interval, ${counts})`,
        [ago],
      )
    // cores, CPU, requests, errors, answers, by rules, slow, refused models
    await sample(1, '4 minutes', '2, 100, 1000, 0, 900, 10, 5, 0')
    await sample(1, '2 minutes', '2, 310, 1100, 10, 980, 40, 13, 1')
    await sample(2, '3 minutes', '4, 5, 0, 0, 0, 0, 0, 3')
    await sample(2, '1 minute', '4, 17, 40, 4, 20, 0, 0, 3')
    await sample(3, '2 hours', '1, 0, 0, 0, 0, 0, 0, 0')
    const signals = await new SignalRows(database).measure(new Date())
    expect(signals.cpuShare).toBeCloseTo(210 / 120 / 2, 3)
    expect(signals.requestsPerMinute).toBeCloseTo(50 + 20, 1)
    expect(signals.errorShare).toBeCloseTo(14 / 140, 9)
    expect(signals.fallbackShare).toBeCloseTo(30 / 100, 9)
    expect(signals.slowShare).toBeCloseTo(8 / 100, 9)
    expect(signals).toMatchObject({ modelLoadFailures: 1, erasuresOverdue: 0, featurePsi: null })
  })

  it('leave the control arm out of what is given by rules', async () => {
    await database.query('truncate public.ml_request_log')
    const insert = (
      count: number,
      source: string | null,
      arm: string,
      status: number,
      ms: number,
    ) =>
      database.query(
        `insert into public.ml_request_log (request_id, type, source, arm, status, latency_ms)
         select gen_random_uuid()::text, 'talent-to-jobs', $2, $3, $4, $5 from generate_series(1, $1)`,
        [count, source, arm, status, ms],
      )
    await insert(50, 'fallback', 'control', 200, 40)
    await insert(30, 'ml', 'treatment', 200, 40)
    await insert(10, 'fallback', 'treatment', 200, 4_000)
    await insert(10, null, 'treatment', 503, 5_400)
    const gateway = await new SignalRows(database).gateway()
    expect(gateway).toEqual({
      slowShare: 10 / 90,
      fallbackShare: 10 / 40,
      errorShare: 10 / 100,
      requestsPerMinute: 20,
    })
  })
})
