import { createHmac } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { AlertState } from '../../src/alerts/alert-state.ts'
import type { Measured, Signals } from '../../src/alerts/signals.ts'
import type { Database } from '../../src/db/database.ts'
import { ModelVersions } from '../../src/db/models/model-versions.ts'
import { Alerts } from '../../src/db/observation/alert-rows.ts'
import { ProcessSamples } from '../../src/db/observation/process-samples.ts'
import { SignalRows } from '../../src/db/observation/signal-rows.ts'
import { RolloutRows } from '../../src/db/rollout/rollout-rows.ts'
import { alertActions, type Firing } from '../../src/jobs/monitoring/alert-actions.ts'
import { type WatchAlertsParts, watchAlerts } from '../../src/jobs/monitoring/watch-alerts.ts'
import { ModelAdministration } from '../../src/models/administration.ts'
import { engines, type OpenEngine } from '../db/engines.ts'
import { act, newVersion } from '../models/new-version.ts'
import { startReceiver } from './receiver.ts'

const SECRET = 'a-secret-for-tests-of-more-than-32-bytes'
const NEVER = new AbortController().signal
const QUIET: Signals = {
  slowShare: null,
  fallbackShare: null,
  errorShare: null,
  replicas: 2,
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

  /** Of signals, a minute after the look before. */
  const look = async (
    signals: Partial<Signals>,
    more: Partial<WatchAlertsParts> = {},
    versions: Measured['versions'] = {},
  ) => {
    const troubles: unknown[] = []
    const parts = {
      alerts: new Alerts(database),
      measure: async () => ({ signals: { ...QUIET, ...signals }, versions }),
      webhook: { url: receiver.url, secret: SECRET },
      repeatHours: 6,
      actions: {},
      onTold: () => {},
      onTrouble: (_name: string, error: unknown) => troubles.push(error),
      ...more,
    }
    await pass('1 minute')
    await watchAlerts(parts, NEVER)
    return troubles
  }
  const pass = (time: string) =>
    database.query(
      `update public.ml_alerts set since = since - $1::interval, fired_at = fired_at - $1::interval,
         claimed_at = claimed_at - $1::interval, notified_at = notified_at - $1::interval,
         action_claimed_at = action_claimed_at - $1::interval, checked_at = checked_at - $1::interval`,
      [time],
    )
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
      subject: '[critical] ErasuresOverdue: An erasure is overdue',
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

  it('act, and tell the others, though a receiver takes its time', async () => {
    const { kill_switch } = alertActions(parts())
    const wasKilled: boolean[] = []
    receiver.onRequest(async () => {
      wasKilled.push(await isKilled())
      await pause(1_000)
    })
    const begun = performance.now()
    const all = { modelLoadFailures: 1, engagementRatio: 0.5, erasuresOverdue: 1 }
    await look(all, { actions: { kill_switch } })
    expect(performance.now() - begun).toBeLessThan(2_900)
    expect(wasKilled).toEqual([true, true, true])
    await new RolloutRows(database).change({ isKilled: false }, 'operator:test')
  })

  it('are told by one process, however many look at once', async () => {
    await look({})
    await Promise.all(Array.from({ length: 5 }, () => look({ modelLoadFailures: 1 })))
    expect(told()).toEqual(['ModelLoadFailure firing'])
  })

  const parts = () => {
    const registry = new ModelVersions(database)
    const loader = { deliveredFolder: '', load: async () => ({}) as never }
    const models = new ModelAdministration({
      registry,
      loader: loader as never,
      store: {} as never,
    })
    return { rollout: new RolloutRows(database), registry, models }
  }
  const isKilled = async () => (await new RolloutRows(database).find()).isKilled

  it('turn the kill switch only where they may, and say so', async () => {
    const all = alertActions(parts())
    await look({ engagementRatio: 0.5 })
    expect(await isKilled()).toBe(false)
    await look({ engagementRatio: 1 })
    await look({ engagementRatio: 0.5 }, { actions: all })
    expect(await new RolloutRows(database).find()).toMatchObject({
      isKilled: true,
      updatedBy: 'alert:QualityDegraded',
    })
    expect(await logged()).toContain('QualityDegraded acted kill_switch: everyone gets the rules')
    await new RolloutRows(database).change({ isKilled: false }, 'operator:test')
    // A person has turned it off: once a firing.
    await look({ engagementRatio: 0.5 }, { actions: all })
    expect(await isKilled()).toBe(false)
  })

  it('act with the next look where they could not, and are cut off anywhere', async () => {
    const { kill_switch } = alertActions(parts())
    let calls = 0
    const flaky = async (firing: Firing) => {
      if (++calls === 1) throw new Error('statement timeout')
      return kill_switch(firing)
    }
    const errors = { errorShare: 0.9 }
    for (let minute = 0; minute < 5; minute++) await look(errors, { actions: { kill_switch } })
    expect(await look(errors, { actions: { kill_switch: flaky } })).toHaveLength(1)
    expect(await isKilled()).toBe(false)
    // Another worker took it up, and died over it.
    const alerts = new Alerts(database)
    expect(await alerts.claimAction('ErrorRateHigh')).toBe(true)
    await look(errors, { actions: { kill_switch: flaky } })
    expect(calls).toBe(1)
    await look(errors, { actions: { kill_switch: flaky } })
    await look(errors, { actions: { kill_switch: flaky } })
    expect(await isKilled()).toBe(true)
    expect(calls).toBe(2)
    expect((await logged()).filter((line) => !line.includes('told'))).toEqual([
      'ErrorRateHigh fired value 0.9',
      'ErrorRateHigh acted kill_switch: everyone gets the rules',
    ])
    await new RolloutRows(database).change({ isKilled: false }, 'operator:test')
  })

  it('log that they fire with it, or neither', async () => {
    const alerts = new Alerts(database)
    const now = await alerts.now()
    const state: AlertState = {
      ...{ name: 'ErrorRateHigh', value: 1, since: now, firedAt: now, notice: null },
      ...{ notifiedAt: null, isActionDue: true, unknownSince: null, checkedAt: now },
    }
    await expect(
      alerts.keep(state, undefined, { what: 'exploded' as 'fired', detail: '' }),
    ).rejects.toThrow()
    expect(await alerts.states()).toEqual([])
  })

  it('go by the clock of the database, and a wrong one of before holds up nothing', async () => {
    await look({ errorShare: 0.9 })
    await pass('-1 day')
    for (let minute = 0; minute <= 5; minute++) await look({ errorShare: 0.9 })
    expect(told()).toEqual(['ErrorRateHigh firing'])
  })

  describe('that bring the model before back', () => {
    const [A, B, C] = ['1.0.20260101', '1.0.20260201', '1.0.20260301'] as const
    const registry = () => parts().registry
    const activate = (version: string) => registry().activate(version, act())
    beforeEach(async () => {
      await database.query(`begin; set constraints all deferred;
        delete from public.ml_model_versions; truncate public.ml_model_activations; commit`)
      for (const version of [A, B, C]) await registry().add(newVersion(version), act())
      await activate(A)
      await activate(B)
    })
    const active = async () => (await registry().list()).find(({ isActive }) => isActive)
    const failing = (refused: string | undefined) =>
      look({ modelLoadFailures: 3 }, { actions: alertActions(parts()) }, { refused })

    it('do so once', async () => {
      const { rollback } = alertActions(parts())
      const degraded = (wanted: string) =>
        look({ engagementRatio: 0.5 }, { actions: { rollback } }, { wanted })
      await degraded(B)
      expect(await active()).toMatchObject({
        version: A,
        activation: { actor: 'alert:QualityDegraded' },
      })
      await look({ engagementRatio: 1 })
      await degraded(A)
      expect(await active()).toMatchObject({ version: A })
    })

    it('never undo that a person went back', async () => {
      await activate(C)
      await activate(B)
      await failing(C)
      await failing(B)
      expect(await active()).toMatchObject({ version: B, activation: { actor: act().actor } })
    })

    it('wait until most processes refuse it', async () => {
      await failing(undefined)
      expect(await active()).toMatchObject({ version: B })
      await failing(B)
      expect(await active()).toMatchObject({ version: A })
      expect(await logged()).toContain(`ModelLoadFailure acted rollback: ${A} is serving again`)
    })

    it('change nothing where another was made active meanwhile', async () => {
      const { models, ...others } = parts()
      const slow = {
        rollBack: async (...given: Parameters<typeof models.rollBack>) => {
          await activate(C)
          return models.rollBack(...given)
        },
      }
      const { rollback } = alertActions({ ...others, models: slow })
      await look({ modelLoadFailures: 3 }, { actions: { rollback } }, { refused: B })
      expect(await active()).toMatchObject({ version: C })
    })

    it('do nothing under a pin, but may turn the kill switch', async () => {
      await new RolloutRows(database).change({ pinnedVersion: B }, 'operator:test')
      await look({ engagementRatio: 0.5 }, { actions: alertActions(parts()) }, { wanted: B })
      expect(await active()).toMatchObject({ version: B })
      expect(await isKilled()).toBe(true)
      await new RolloutRows(database).change({ pinnedVersion: null, isKilled: false }, 'service')
    })
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
    const { signals } = await new SignalRows(database).measure(new Date())
    expect(signals.cpuShare).toBeCloseTo(210 / 120 / 2, 2)
    expect(signals.requestsPerMinute).toBeCloseTo(50 + 20, 1)
    expect(signals.errorShare).toBeCloseTo(14 / 140, 9)
    expect(signals.fallbackShare).toBeCloseTo(30 / 100, 9)
    expect(signals.slowShare).toBeCloseTo(8 / 100, 9)
    // One of process 1, and three of process 2 before its first sample.
    expect(signals).toMatchObject({ modelLoadFailures: 4, erasuresOverdue: 0, featurePsi: null })
    const rollout = new RolloutRows(database)
    await rollout.change({ isKilled: true }, 'service')
    const killed = await new SignalRows(database).measure(new Date())
    expect(killed.signals.fallbackShare).toBe(0)
    await rollout.change({ isKilled: false }, 'service')
  })

  it('measure what can be measured', async () => {
    await opened.database.query('alter table public.ml_quality_days rename to away')
    const troubles: unknown[] = []
    try {
      const { signals } = await new SignalRows(database).measure(new Date(), (error) =>
        troubles.push(error),
      )
      expect(signals).toMatchObject({ engagementRatio: null, erasuresOverdue: 0, replicas: 0 })
      expect(troubles).toHaveLength(1)
    } finally {
      await opened.database.query('alter table public.away rename to ml_quality_days')
    }
  })

  it('know which version most processes refuse', async () => {
    const samples = new ProcessSamples(database)
    const counts = {
      ...{ cores: 1, cpuSeconds: 0, requests: 0, errors: 0, answers: 0, fallbackAnswers: 0 },
      ...{ slowAnswers: 0, modelLoadFailures: 0 },
    }
    const says = (process: number, model: object) =>
      samples.add(`00000000-0000-4000-8000-00000000000${process}`, counts, model)
    const refused = async () =>
      (await new SignalRows(database).measure(new Date())).versions.refused
    await says(1, { served: 'A', refused: 'B' })
    await says(2, { served: 'A' })
    // A worker has no model.
    await says(3, {})
    expect(await refused()).toBeUndefined()
    expect((await new SignalRows(database).measure(new Date())).signals.replicas).toBe(2)
    await says(2, { served: 'A', refused: 'B' })
    expect(await refused()).toBe('B')
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
