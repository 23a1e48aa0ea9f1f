import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { TrainingRuns } from '../../../src/db/models/training-runs.ts'
import { engines, type OpenEngine } from '../../db/engines.ts'

const request = { actor: 'service', forced: false, seed: 7 }
const USER = '99999999-9999-4999-8999-999999999999'

describe.each(engines)('the training runs on $name', (engine) => {
  let open: OpenEngine
  let runs: TrainingRuns
  beforeAll(async () => {
    open = await engine.open()
    runs = new TrainingRuns(open.database)
  })
  beforeEach(() => open.database.query('truncate public.training_runs'))
  afterAll(() => open?.close())

  const passTime = (interval: string) =>
    open.database.query(
      `update public.training_runs
       set heartbeat_at = heartbeat_at - $1::interval, finished_at = finished_at - $1::interval`,
      [interval],
    )

  it('are one at a time, however many are asked for at once', async () => {
    const asked = await Promise.all(
      Array.from({ length: 8 }, () => runs.open({ ...request, actor: USER }, 'queued')),
    )
    expect(asked.filter(({ isNew }) => isNew)).toHaveLength(1)
    expect(new Set(asked.map(({ run }) => run.id)).size).toBe(1)
    expect(await runs.list(10)).toMatchObject([
      { status: 'queued', actor: USER, seed: 7, startedAt: null },
    ])
    const claimed = await Promise.all([runs.claim(), runs.claim(), runs.claim()])
    expect(claimed.filter((run) => run !== undefined)).toHaveLength(1)
    expect((await runs.open(request, 'running')).isNew).toBe(false)
  })

  it('tell how far one is, and what it rests on', async () => {
    const { run } = await runs.open(request, 'running')
    const progress = { step: 'Training the ranker', done: 3, total: 100 }
    expect(await runs.note(run.id, { progress })).toBe(true)
    expect(await runs.note(run.id, { dataset: { rows: 5 }, versions: { champion: '1' } })).toBe(
      true,
    )
    expect(await runs.find(run.id)).toMatchObject({
      progress,
      dataset: { rows: 5 },
      versions: { champion: '1' },
    })
  })

  it('count one as failed that says nothing for a minute, and let the next begin', async () => {
    const { run } = await runs.open(request, 'running')
    await passTime('50 seconds')
    expect((await runs.open(request, 'running')).isNew).toBe(false)
    await passTime('20 seconds')
    const next = await runs.open(request, 'queued')
    expect(next.isNew).toBe(true)
    expect(await runs.find(run.id)).toMatchObject({
      status: 'failed',
      reason: expect.stringContaining('without a word'),
      finishedAt: expect.any(Date),
    })
    // Should it come back to life, nothing it says counts.
    expect(await runs.note(run.id, {})).toBe(false)
    expect(await runs.finish(run.id, { status: 'rejected', reason: 'late' })).toBe(false)
    expect((await runs.find(run.id))?.status).toBe('failed')
  })

  it('find a silent one when a worker looks for work too', async () => {
    const { run } = await runs.open(request, 'running')
    await passTime('2 minutes')
    expect(await runs.claim()).toBeUndefined()
    expect((await runs.find(run.id))?.status).toBe('failed')
  })

  it('go back to the queue, and end once', async () => {
    const { run } = await runs.open(request, 'running')
    await runs.release(run.id)
    expect(await runs.claim()).toMatchObject({ id: run.id, status: 'running' })
    const ended = { status: 'skipped', reason: 'too little' } as const
    expect(await runs.finish(run.id, ended)).toBe(true)
    expect(await runs.finish(run.id, ended)).toBe(false)
    expect(await runs.lastDecided()).toBeUndefined()
  })
})
