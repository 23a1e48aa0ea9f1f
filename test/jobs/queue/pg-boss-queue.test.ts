import { EventEmitter, once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openPgBossQueue } from '../../../src/jobs/queue/pg-boss-queue.ts'
import { engines } from '../../db/engines.ts'

describe.each(engines)('openPgBossQueue on $name', (engine) => {
  let opened: Awaited<ReturnType<typeof engine.open>>
  beforeAll(async () => {
    opened = await engine.open()
  })
  afterAll(() => opened?.close())

  const open = () =>
    openPgBossQueue({ connectionString: opened.connectionString, pollingSeconds: 0.5 })

  it('runs a job that is asked for, once however often that is', async () => {
    const queue = await open()
    let runs = 0
    try {
      await queue.handle('once', async () => void runs++)
      await Promise.all([queue.enqueue('once'), queue.enqueue('once')])
      await expect.poll(() => runs, { timeout: 5_000 }).toBeGreaterThan(0)
      expect(runs).toBe(1)
    } finally {
      await queue.close()
    }
  })

  it('keeps a schedule, until it is handled without', async () => {
    const queue = await open()
    await queue.handle('nightly', async () => {}, { cron: '17 3 * * *' })
    await queue.close()
    expect(await opened.database.query('select name, cron from pgboss.schedule')).toEqual([
      { name: 'nightly', cron: '17 3 * * *' },
    ])
    const next = await open()
    await next.handle('nightly', async () => {})
    await next.close()
    expect(await opened.database.query('select from pgboss.schedule')).toEqual([])
  })

  it('takes a job for dead when it says, also of a queue that was there before', async () => {
    const queue = await open()
    const expiry = async () => {
      await queue.enqueue('slow')
      const [job] = await opened.database.query<{ minutes: number }>(
        `select extract(epoch from expire_in)::float8 / 60 as minutes
         from pgboss.job where name = 'slow' order by created_on desc limit 1`,
      )
      await opened.database.query(`delete from pgboss.job where name = 'slow'`)
      return job?.minutes
    }
    const hold = async () => {}
    try {
      await queue.handle('slow', hold)
      expect(await expiry()).toBe(6 * 60)
      await queue.handle('slow', hold, { minutes: 30 })
      expect(await expiry()).toBe(30)
    } finally {
      await queue.close()
    }
  })

  it('forgets the schedule of alerts, which every worker looks at by itself', async () => {
    const queue = await open()
    await queue.handle('alerts', async () => {}, { cron: '* * * * *' })
    await queue.close()
    const sql = 'supabase/migrations/20260101002800_alert_actions.sql'
    await opened.database.query(await readFile(sql, 'utf8'))
    expect(await opened.database.query('select from pgboss.schedule')).toEqual([])
  })

  it('tells a job to stop when it closes, and gives it to the next', async () => {
    const first = await open()
    const events = new EventEmitter()
    const started = once(events, 'started')
    await first.handle('long', async (signal) => {
      events.emit('started')
      await new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason))
      })
    })
    await first.enqueue('long')
    await started
    const closing = performance.now()
    await first.close()
    expect(performance.now() - closing).toBeLessThan(5_000)
    const [job] = await opened.database.query(`select state from pgboss.job where name = 'long'`)
    expect(job).toEqual({ state: 'retry' })
  })

  it('cannot be opened without a database', async () => {
    await expect(
      openPgBossQueue({ connectionString: 'postgres://nobody@127.0.0.1:1/none' }),
    ).rejects.toThrow()
  })
})
