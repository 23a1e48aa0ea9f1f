import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Registry } from 'prom-client'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Database } from '../../src/db/database.ts'
import { EmbeddingTable } from '../../src/db/match-index/embedding-table.ts'
import { openPostgres } from '../../src/db/postgres.ts'
import { StoredEmbedder } from '../../src/embeddings/stores/stored.ts'
import { trainApart } from '../../src/processes/train-apart.ts'
import { startWorker, type WorkerDependencies } from '../../src/processes/worker.ts'
import { engines } from '../db/engines.ts'
import { countingEmbedder } from '../embeddings/counting-embedder.ts'
import { addJob, addJobs, addTalent } from '../jobs/platform-rows.ts'
import { erasingParts } from '../privacy/erasing-parts.ts'

/** Keeps what is logged. */
function listLogger() {
  const lines: string[] = []
  const log = (_fields: object, message: string) => void lines.push(message)
  return { lines, logger: { info: log, warn: log, error: log } }
}

describe.each(engines)('startWorker on $name', (engine) => {
  let opened: Awaited<ReturnType<typeof engine.open>>
  let database: Database
  const folder = mkdtempSync(join(tmpdir(), 'worker-'))
  beforeAll(async () => {
    opened = await engine.open()
    database = opened.database
  })
  afterAll(async () => {
    await opened?.close()
    rmSync(folder, { recursive: true })
  })
  beforeEach(() =>
    database.query('truncate public.jobs, public.talents, public.match_outbox cascade'),
  )

  function start(
    connectionString = opened.connectionString,
    over = database,
    more: Partial<WorkerDependencies> = {},
  ) {
    const counting = countingEmbedder()
    const registry = new Registry()
    const { lines, logger } = listLogger()
    const worker = startWorker({
      database: over,
      connectionString,
      embedder: new StoredEmbedder({ embedder: counting, stores: [new EmbeddingTable(database)] }),
      registry,
      logger,
      train: (run, signal) => trainApart(run, connectionString, signal),
      erasing: erasingParts(over),
      runsFolder: join(folder, 'training'),
      retentionDays: 365,
      ...more,
    })
    return { worker, registry, lines, asked: counting.asked }
  }

  const indexed = async (table: string) => {
    const [row] = await database.query<{ count: number }>(
      `select count(*)::int as count from public.${table} where is_active`,
    )
    return row?.count
  }

  it('looks at alerts at once, whoever else does', async () => {
    const alerting = { repeatHours: 6, actions: {} }
    const [first, second] = [1, 2].map(() => start(undefined, database, { alerting }))
    try {
      const looks = () => database.query('select name from public.ml_alerts')
      await expect.poll(looks, { timeout: 10_000 }).not.toEqual([])
    } finally {
      await Promise.all([first?.worker.close(), second?.worker.close()])
    }
    expect(first?.lines).not.toContain('alert check failed, retrying')
  })

  it('indexes what changes within three seconds', async () => {
    const { worker, registry, asked } = start()
    try {
      // What it takes to start is not what is measured.
      await addJob(database, { skills: ['Welding'] })
      await expect.poll(() => indexed('match_index_jobs'), { timeout: 10_000 }).toBe(1)
      await addTalent(database, { title: 'Teacher', bio: 'Mathematics.' })
      await expect
        .poll(() => indexed('match_index_talents'), { timeout: 3_000, interval: 50 })
        .toBe(1)
      const [talent] = await database.query(
        `update public.talents set bio = 'Mathematics and physics.', updated_at = now() returning id`,
      )
      await expect
        .poll(
          () =>
            database.query(
              `select from public.match_index_talents as i join public.talents as t on t.id = talent_id
               where t.id = $1 and indexed_at >= t.updated_at`,
              [talent?.id],
            ),
          { timeout: 3_000, interval: 50 },
        )
        .toHaveLength(1)
      expect(asked.filter((text) => text === 'teacher')).toHaveLength(1)
      expect(await registry.metrics()).toMatch(/^index_rows_total\{entity="talent"\} 2$/m)
    } finally {
      await worker.close()
    }
  })

  it('looks for what is lacking when it starts', async () => {
    await addJobs(database, 3)
    await database.query('truncate public.match_outbox')
    const { worker } = start()
    try {
      await expect.poll(() => indexed('match_index_jobs'), { timeout: 15_000 }).toBe(3)
    } finally {
      await worker.close()
    }
  }, 30_000)

  it('closes at once, though there is much to do, and loses nothing', async () => {
    await addJobs(database, 200)
    await database.query(`update public.match_outbox set queued_at = queued_at - interval '1 min'`)
    const { worker } = start()
    await expect.poll(() => indexed('match_index_jobs'), { timeout: 10_000 }).toBeGreaterThan(0)
    const closing = performance.now()
    await worker.close()
    expect(performance.now() - closing).toBeLessThan(5_000)
    const next = start()
    try {
      await expect.poll(() => indexed('match_index_jobs'), { timeout: 60_000 }).toBe(200)
    } finally {
      await next.worker.close()
    }
  }, 90_000)

  it('waits for a database that is away, and says so once', async () => {
    const nowhere = 'postgres://nobody@127.0.0.1:1/none'
    const away = openPostgres({ connectionString: nowhere })
    const { worker, lines } = start(nowhere, away)
    await expect
      .poll(() => lines.toSorted(), { timeout: 10_000 })
      .toEqual([
        'erasing failed, retrying',
        'indexing failed, retrying',
        'job queue failed, retrying',
        'training failed, retrying',
      ])
    await worker.close()
    await away.close()
  })
})
