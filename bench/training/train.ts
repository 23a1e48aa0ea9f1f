/**
 * A training run from what people did to the published model, on PostgreSQL, in its process of its own:
 * seconds until each step begins, and the most memory that run and LightGBM took together. The argument is
 * the number of talents, 12 pairs each; default 8,400, which comes to the 100,000 rows that a run takes at most.
 * With `--serving` a service on the same database answers by id meanwhile, and as long before it, without texts:
 * how much slower it becomes is told.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { migrate } from '../../src/db/migrate.ts'
import { TrainingRuns } from '../../src/db/models/training-runs.ts'
import { openPostgres } from '../../src/db/postgres.ts'
import { DEFAULT_SEED } from '../../src/models/training-runs.ts'
import { trainApart } from '../../src/processes/train-apart.ts'
import { startPostgres } from '../postgres-server.ts'
import { actOnPlatform } from './acted-platform.ts'
import { Caller, inWords } from './caller.ts'

const LOOK_MS = 100
const QUIET_MS = 30_000
const { values, positionals } = parseArgs({
  options: { serving: { type: 'boolean' } },
  allowPositionals: true,
})
const talents = Number(positionals[0] ?? 8_400)

const folder = await mkdtemp(join(tmpdir(), 'bench-train-'))
process.env.DATA_DIR = folder
process.env.EMBEDDING_PROVIDER = 'none'
const server = await startPostgres()
const database = openPostgres(server)
try {
  await migrate(database)
  await actOnPlatform(database, { talents })
  const runs = new TrainingRuns(database)
  const caller = values.serving ? await Caller.start(server.connectionString) : undefined
  const before = await caller?.during(sleep(QUIET_MS))
  const asked = { actor: 'operator', forced: true, seed: DEFAULT_SEED }
  const { run } = await runs.open(asked, 'running')
  const begun = performance.now()
  const seconds = () => ((performance.now() - begun) / 1000).toFixed(1)
  let [peakMb, last] = [0, '']
  const timer = setInterval(async () => {
    peakMb = Math.max(peakMb, memoryMb())
    const { progress } = (await runs.find(run.id).catch(() => undefined)) ?? {}
    if (!progress || progress.step === last) return
    last = progress.step
    console.log(`${seconds()} s  ${last}`)
  }, LOOK_MS)
  const training = trainApart(run, server.connectionString, new AbortController().signal)
  const during = await caller?.during(training)
  const { status, reason } = await training
  clearInterval(timer)
  const rows = (await runs.find(run.id))?.dataset?.rows
  console.log(
    `${seconds()} s  ${status}: ${reason}\n${rows} rows, ${Math.round(peakMb)} MB at most`,
  )
  if (before && during) {
    console.log(`before  ${inWords(before)}\nduring  ${inWords(during)}`)
    console.log(`p95 ${(during.p95 / before.p95).toFixed(2)} times as long`)
  }
  await caller?.stop()
} finally {
  await database.close()
  await server.stop()
  await rm(folder, { recursive: true })
}

/** Of the processes below this one that train. */
function memoryMb(): number {
  const statusOf = (pid: string) => {
    try {
      const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8')
      return /(train|fit)-process/.test(command) ? readFileSync(`/proc/${pid}/status`, 'utf8') : ''
    } catch {
      return '' // it ended meanwhile
    }
  }
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .reduce((sum, pid) => sum + Number(/VmRSS:\s+(\d+)/.exec(statusOf(pid))?.[1] ?? 0) / 1024, 0)
}
