import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { CONDITIONS } from '../../src/alerts/conditions.ts'
import { EmbeddingTable } from '../../src/db/match-index/embedding-table.ts'
import { MatchIndex } from '../../src/db/match-index/match-index.ts'
import { Outbox } from '../../src/db/match-index/outbox.ts'
import { loadEmbedder } from '../../src/embeddings/load.ts'
import { StoredEmbedder } from '../../src/embeddings/stores/stored.ts'
import { indexChanges } from '../../src/jobs/indexing/index-changes.ts'
import { engines, type OpenEngine, postgres } from '../db/engines.ts'
import { LOAD_TIMEOUT_MS, WEIGHTS } from '../embeddings/model.ts'
import { addJobs } from '../jobs/platform-rows.ts'
import { exitCode, makeFolder, runCli, startCli } from './run-cli.ts'

const NEVER = new AbortController().signal
const JOBS = 200
/** One of each job's own, and the title of all. */
const TEXTS = JOBS + 1

describe.runIf(engines.includes(postgres))('background work as a process', () => {
  let opened: OpenEngine
  let environment: Record<string, string>
  const folder = makeFolder()
  beforeEach(async () => {
    opened = await postgres.open()
    environment = {
      DATABASE_URL: opened.connectionString,
      EMBEDDING_PROVIDER: 'onnx',
      MODEL_DIR: WEIGHTS.modelDir ?? WEIGHTS.cacheDir,
    }
    // Fetches the weights where they are not there yet.
    await (await loadEmbedder(WEIGHTS)).close()
    await addJobs(opened.database, JOBS)
  }, LOAD_TIMEOUT_MS)
  afterEach(() => opened?.close())

  const count = async (of: string) => {
    const [row] = await opened.database.query<{ count: number }>(
      `select count(*)::int as count from ${of}`,
    )
    return row?.count ?? 0
  }
  const indexed = () => count('public.match_index_jobs where is_active and vector is not null')
  const untilHalf = () => expect.poll(indexed, { timeout: 30_000, interval: 10 }).toBeGreaterThan(0)

  it('is killed while it looks at alerts, and the next worker looks at once', async () => {
    const withoutTexts = { ...environment, EMBEDDING_PROVIDER: 'none' }
    const looks = () => count('public.ml_alerts')
    const { database } = opened
    const killed = startCli(['worker'], folder, withoutTexts)
    await expect.poll(looks, { timeout: 30_000, interval: 10 }).toBeGreaterThan(0)
    killed.kill('SIGKILL')
    await exitCode(killed)
    await database.query('delete from public.ml_alerts')
    const next = startCli(['worker'], folder, withoutTexts)
    await expect.poll(looks, { timeout: 30_000 }).toBe(CONDITIONS.length)
    next.kill('SIGTERM')
    expect(await exitCode(next)).toBe(0)
  }, 120_000)

  it('is killed in the middle of 200 jobs, and the next worker does the rest, once', async () => {
    const killed = startCli(['worker'], folder, environment)
    await untilHalf()
    killed.kill('SIGKILL')
    await exitCode(killed)
    const [indexedBefore, savedBefore] = [await indexed(), await count('public.embeddings')]
    expect(indexedBefore).toBeLessThan(JOBS)

    // As after the half minute for which the killed one holds what it had claimed.
    await opened.database.query(
      `update public.match_outbox set claimed_until = claimed_until - interval '30 seconds'`,
    )
    let embedded = 0
    const embedder = new StoredEmbedder({
      embedder: await loadEmbedder(WEIGHTS),
      stores: [new EmbeddingTable(opened.database)],
      onEmbedded: (level, texts) => {
        if (level === 'model') embedded += texts
      },
    })
    const options = {
      outbox: new Outbox(opened.database),
      index: new MatchIndex(opened.database),
      embedder,
    }
    try {
      let jobs = 0
      for (let done = 1; done > 0; jobs += done) done = await indexChanges(options, NEVER)
      // One more batch where it died between writing the rows and leaving the queue.
      expect([JOBS - indexedBefore, JOBS]).toContain(jobs)
      expect(embedded).toBe(TEXTS - savedBefore)
    } finally {
      await embedder.close()
    }
    expect(await indexed()).toBe(JOBS)
    expect(await count('public.match_outbox')).toBe(0)
  }, 90_000)

  it('embeds by hand, goes on after Ctrl-C, and has nothing to do then', async () => {
    const stopped = startCli(['embed'], folder, environment)
    await untilHalf()
    stopped.kill('SIGINT')
    expect(await exitCode(stopped)).toBe(130)
    expect(await indexed()).toBeLessThan(JOBS)
    expect(await count('public.match_outbox where claimed_until is not null')).toBe(0)

    const next = await runCli(['embed'], folder, { env: environment })
    expect(next).toMatchObject({ code: 0, stdout: '' })
    expect(next.stderr).toContain('Updated ')
    expect(await indexed()).toBe(JOBS)
    const last = await runCli(['embed'], folder, { env: environment })
    expect(last.stderr).toContain('Everything is up to date.')
  }, 90_000)

  it('ends on a signal, with what it held given back', async () => {
    const worker = startCli(['worker', '--metrics-port', '0'], folder, environment)
    let log = ''
    worker.stdout.setEncoding('utf8').on('data', (text: string) => {
      log += text
    })
    await untilHalf()
    const url = /"url":"(http[^"]+)"/.exec(log)?.[1] ?? ''
    const metrics = await (await fetch(url)).text()
    expect(metrics).toMatch(/^embedded_texts_total\{level="model"\} \d+$/m)
    expect(metrics).toMatch(/^embedding_backlog \d+$/m)
    worker.kill('SIGTERM')
    expect(await exitCode(worker)).toBe(0)
    expect(await count('public.match_outbox where claimed_until is not null')).toBe(0)
  }, 60_000)

  it('indexes without vectors where there are to be none', async () => {
    const worker = startCli(['worker'], folder, { ...environment, EMBEDDING_PROVIDER: 'none' })
    let log = ''
    worker.stdout.setEncoding('utf8').on('data', (text: string) => {
      log += text
    })
    await expect.poll(() => log, { timeout: 30_000 }).toContain('worker started')
    expect(log).toContain('"embedder":"none"')
    worker.kill('SIGTERM')
    expect(await exitCode(worker)).toBe(0)
  }, 60_000)
})

it('is inside the service where the database is embedded', async () => {
  const { code, stderr } = await runCli(['worker'], makeFolder())
  expect(code).toBe(2)
  expect(stderr).toContain('DATABASE_URL')
})
