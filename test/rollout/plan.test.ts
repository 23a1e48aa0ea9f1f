import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { RolloutRows } from '../../src/db/rollout/rollout-rows.ts'
import { moveRollout } from '../../src/rollout/move-rollout.ts'
import type { Move } from '../../src/rollout/plan.ts'
import type { RolloutChange } from '../../src/rollout/rollout.ts'
import { engines, type OpenEngine } from '../db/engines.ts'

describe.each(engines)('a rollout by its plan on $name', (engine) => {
  let open: OpenEngine
  let rollout: RolloutRows
  beforeAll(async () => {
    open = await engine.open()
    rollout = new RolloutRows(open.database)
  })
  beforeEach(() =>
    rollout.change({ percentage: 0, isKilled: false, isHeld: false, holdHours: 72 }, 'service'),
  )
  afterAll(() => open?.close())
  const move = (move: Move, isForced = false) =>
    moveRollout(rollout, { move, by: 'operator:ada', reason: 'as planned', isForced })
  const share = async () => (await rollout.find()).percentage

  it('goes up stage by stage, each as long as planned, and down again', async () => {
    await move('start')
    expect(await share()).toBe(10)
    expect(await move('start')).toEqual({
      refusal: 'the rollout is already at 10 %: advance it, or set it to 0 % first',
    })
    expect(await move('advance')).toEqual({
      refusal: expect.stringContaining('the stage of 10 % lasts until'),
    })
    await rollout.change({ holdHours: 0 }, 'service')
    await move('advance')
    expect(await share()).toBe(50)
    await move('advance')
    expect(await move('advance')).toEqual({ refusal: '100 % is the last stage' })
    const shares: number[] = []
    for (let i = 0; i < 3; i++) {
      await move('revert')
      shares.push(await share())
    }
    expect(shares).toEqual([50, 10, 0])
    expect((await rollout.history(1))[0]).toMatchObject({
      actor: 'operator:ada',
      reason: 'as planned',
      from: { percentage: 10 },
      to: { percentage: 0 },
    })
  })

  it('does not rise while it is held, or killed, whoever wishes it', async () => {
    await move('start')
    await move('hold')
    expect(await move('advance', true)).toEqual({ refusal: expect.stringContaining('on hold') })
    await move('resume')
    await rollout.change({ isKilled: true }, 'service')
    for (const up of ['start', 'advance'] as const) {
      expect(await move(up, true)).toEqual({ refusal: expect.stringContaining('kill switch') })
    }
    expect(await rollout.find()).toMatchObject({ percentage: 10, isKilled: true })
  })

  it('lasts by the clock of the database, whatever that of whoever moves it', async () => {
    await move('start')
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 4 * 24 * 3_600_000 })
    try {
      expect(await move('advance')).toEqual({ refusal: expect.stringContaining('lasts until') })
    } finally {
      vi.useRealTimers()
    }
  })

  it('begins a stage with every change of share or kill switch, and with no other', async () => {
    const begins = async (change: RolloutChange) => {
      const { since } = await rollout.find()
      await rollout.change(change, 'operator:ada')
      return (await rollout.find()).since > since
    }
    expect(await begins({ percentage: 10 })).toBe(true)
    expect(await begins({ isHeld: true, holdHours: 1 })).toBe(false)
    expect(await begins({ isKilled: true })).toBe(true)
    expect(await begins({ isKilled: false })).toBe(true)
    expect(await begins({ stages: [5, 100] })).toBe(false)
    await rollout.change({ stages: [10, 50, 100] }, 'operator:ada')
  })

  it.each(['{NULL}', '{10,NULL}', '{{10,20},{50,100}}', '{}', '{0}', '{101}'])(
    'has stages that can be gone through, and not %s',
    async (stages) => {
      await expect(
        open.database.query('update public.ml_rollout set stages = $1', [stages]),
      ).rejects.toThrow('ml_rollout_stages')
    },
  )

  it('moves once where several move it from the same state', async () => {
    await move('start')
    const present = await rollout.find()
    const outcomes = await Promise.all(
      Array.from({ length: 5 }, () => rollout.change({ percentage: 50 }, 'service', null, present)),
    )
    expect(outcomes.filter((outcome) => outcome !== undefined)).toHaveLength(1)
    expect(await share()).toBe(50)
  })

  it('stays where a guard is broken, unless somebody insists', async () => {
    await move('start')
    await rollout.change({ holdHours: 0 }, 'service')
    await open.database.query(
      `insert into public.ml_request_log (request_id, type, source, status, latency_ms, arm)
       select gen_random_uuid()::text, 'talent-to-jobs', null, 500, 10, 'treatment'
       from generate_series(1, 100)`,
    )
    expect(await move('advance')).toEqual({
      refusal: '100 of 100 calls in the model arm failed',
    })
    expect(await share()).toBe(10)
    await move('advance', true)
    expect(await share()).toBe(50)
    await open.database.query('delete from public.ml_request_log')
  })
})
