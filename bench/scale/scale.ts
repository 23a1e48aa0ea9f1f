import { cpus, totalmem } from 'node:os'
import { parseArgs } from 'node:util'
import type { Embedder } from '../../src/embeddings/embedder.ts'
import { createEngine } from '../../src/matching/engine/engine.ts'
import { parseConfig } from '../../src/settings/config.ts'
import { modelFolder, openCachedEmbedder } from '../../src/setup/open-engine.ts'
import { packageVersion } from '../../src/terminal/package-version.ts'
import { startProgress } from '../../src/terminal/progress.ts'
import type { Talent } from '../../supabase/functions/_shared/payload.ts'
import { positive } from '../positive.ts'
import { type PostgresServer, startPostgres } from '../postgres-server.ts'
import { quantileOf } from '../quantile.ts'
import { Service } from '../service.ts'
import { costsOf, inWords } from './costs.ts'
import { compareBest, rankEverything } from './oracle.ts'
import {
  createPlatform,
  findTalents,
  indexBytes,
  indexPlatform,
  openPlatform,
  type ScalePlatform,
  sampleTexts,
  saveVectors,
  skillTexts,
  textsOfAll,
} from './platform.ts'
import { likeness, SyntheticEmbedder } from './synthetic-embedder.ts'

const HELP = `Usage: npm run bench:scale [-- --sizes 1000,10000,100000] [--assert]

Creates a platform of each size on a real PostgreSQL (BENCH_DATABASE_URL, or one started here), and requests
the 20 best jobs for talents from the service, by id, with explanations.

  --sizes     numbers of active jobs, separated by commas; default 1000,10000,100000
  --calls     number of timed calls; default 300
  --compared  number of talents for whom all jobs are ranked for comparison; default 40
  --reuse     uses the platforms that an earlier run left in BENCH_DATABASE_URL
  --assert    exits with 1 if recall is below 0.98
`

const HEAD = `${[
  'active jobs',
  'p50 ms',
  'p95 ms',
  'p99 ms',
  'recall@20',
  'worst',
  'regret',
  'rows s',
  'vector index s',
  'index MiB',
  'service MiB',
].join('  ')}\n`

const WARM_CALLS = 60
const RECALL_BOUND = 0.98
/** Settings of a server that has memory for the largest corpus. */
const SERVER_SETTINGS = {
  shared_buffers: '4GB',
  maintenance_work_mem: '3GB',
  max_parallel_maintenance_workers: '1',
  effective_cache_size: '12GB',
  random_page_cost: '1.1',
  max_wal_size: '8GB',
  jit: 'off',
}

interface Measured {
  readonly jobs: number
  readonly p50: number
  readonly p95: number
  readonly p99: number
  readonly recall: number
  readonly worst: number
  readonly regret: number
  readonly rowsSeconds: number
  readonly buildSeconds: number
  readonly indexMib: number
  readonly serviceMib: number
}

const { values: flags } = parseArgs({
  options: {
    sizes: { type: 'string', default: '1000,10000,100000' },
    calls: { type: 'string', default: '300' },
    compared: { type: 'string', default: '40' },
    reuse: { type: 'boolean', default: false },
    assert: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})

async function benchScale(): Promise<void> {
  const sizes = flags.sizes.split(',').map((size) => positive(size, '--sizes'))
  const url = process.env.BENCH_DATABASE_URL
  const server: Pick<PostgresServer, 'connectionString' | 'stop'> = url
    ? { connectionString: url, stop: async () => {} }
    : await startPostgres(SERVER_SETTINGS)
  const { model = 'unknown processor' } = cpus()[0] ?? {}
  process.stdout.write(
    `${model}, ${cpus().length} processors, ${Math.round(totalmem() / 2 ** 30)} GiB; ` +
      `Node ${process.versions.node}; talentmatch ${packageVersion()}\n\n`,
  )
  try {
    const rows: Measured[] = []
    for (const size of sizes) {
      const measured = await measure(server.connectionString, size)
      rows.push(measured)
      process.stdout.write(`${rows.length === 1 ? HEAD : ''}${toLine(measured)}\n`)
    }
    check(rows)
  } finally {
    await server.stop()
  }
}

async function measure(server: string, active: number): Promise<Measured> {
  const config = parseConfig({ ...process.env, DATA_DIR: process.env.DATA_DIR ?? '.data' })
  const platform = flags.reuse
    ? await openPlatform(server, active)
    : await createPlatform(server, active, startProgress(`${active} jobs written`))
  const model = await openCachedEmbedder(config)
  const embedder = await SyntheticEmbedder.create(
    model,
    await skillTexts(platform.database),
    await sampleTexts(platform.database, 2_000),
  )
  await tellLikeness(model, embedder, platform)
  const built = flags.reuse
    ? { rowsMs: Number.NaN, buildMs: Number.NaN, bytes: await indexBytes(platform) }
    : await indexPlatform(platform, embedder, startProgress(`${platform.activeJobs} jobs indexed`))
  const talents = await findTalents(platform, 200)
  await saveVectors(platform, embedder, [
    ...textsOfAll(talents),
    ...(await skillTexts(platform.database)),
  ])
  await model.close()

  const served = await callService(platform, talents)
  process.stderr.write(`${inWords(served.costs)}\n`)
  const { recall, worst, regret } = await compare(platform, embedder, talents, served.scores)
  await platform.database.close()
  return {
    jobs: platform.activeJobs,
    ...served.times,
    recall,
    worst,
    regret,
    rowsSeconds: built.rowsMs / 1000,
    buildSeconds: built.buildMs / 1000,
    indexMib: built.bytes / 2 ** 20,
    serviceMib: served.residentMib,
  }
}

async function tellLikeness(model: Embedder, embedder: Embedder, { database }: ScalePlatform) {
  const texts = await sampleTexts(database, 40)
  const pairs = texts.flatMap((a, i) => texts.slice(i + 1, i + 9).map((b) => [a, b] as const))
  const correlation = await likeness(model, embedder, pairs)
  process.stderr.write(
    `Cosines of texts, synthetic against the model's: correlation ${correlation.toFixed(2)}\n`,
  )
}

async function callService(
  { connectionString, database }: ScalePlatform,
  talents: readonly Talent[],
) {
  const service = await Service.start({ DATABASE_URL: connectionString })
  try {
    await service.whole()
    const call = (i: number, query = '') =>
      service.post(
        `/api/v1/match/talents/${talents[i % talents.length]?.id}/jobs${query}`,
        JSON.stringify({ limit: 20, min_score: 0 }),
      )
    for (let i = 0; i < WARM_CALLS; i++) await call(i)
    const times: number[] = []
    const count = positive(flags.calls, '--calls')
    const costs = await costsOf(service, database, count, async () => {
      for (let i = 0; i < count; i++) {
        const begun = performance.now()
        await call(WARM_CALLS + i)
        times.push(performance.now() - begun)
      }
    })
    times.sort((a, b) => a - b)
    const at = (share: number) => quantileOf(times, share)
    const scores = new Map<string, number[]>()
    for (let i = 0; i < positive(flags.compared, '--compared'); i++) {
      const { matches } = JSON.parse(await call(i, '?explain=full')) as {
        matches: { detail: { raw_score: number } }[]
      }
      scores.set(
        talents[i]?.id ?? '',
        matches.map(({ detail }) => detail.raw_score),
      )
    }
    return {
      times: { p50: at(0.5), p95: at(0.95), p99: at(0.99) },
      costs,
      scores,
      residentMib: await service.residentMib(),
    }
  } finally {
    await service.stop()
  }
}

async function compare(
  { database, activeJobs }: ScalePlatform,
  embedder: Embedder,
  talents: readonly Talent[],
  answered: ReadonlyMap<string, readonly number[]>,
) {
  const engine = await createEngine({
    modelFolder: modelFolder(process.env.MODEL_PATH),
    workers: 1,
  })
  await engine.useEmbedder(embedder)
  const compared = talents.filter(({ id }) => answered.has(id))
  const progress = startProgress('Jobs ranked to compare with', activeJobs)
  const best = await rankEverything(engine, database, compared, progress.update)
  progress.done()
  await engine.close()
  const all = compared.flatMap(({ id }) => {
    const oracle = best.get(id) ?? []
    return oracle.length > 0 ? compareBest(oracle, answered.get(id) ?? []) : []
  })
  const mean = (of: (one: (typeof all)[number]) => number) =>
    all.reduce((sum, one) => sum + of(one), 0) / all.length
  return {
    recall: mean(({ recall }) => recall),
    worst: Math.min(...all.map(({ recall }) => recall)),
    regret: mean(({ regret }) => regret),
  }
}

const toLine = (one: Measured) =>
  [
    one.jobs.toLocaleString('en').padStart(11),
    one.p50.toFixed(1).padStart(6),
    one.p95.toFixed(1).padStart(6),
    one.p99.toFixed(1).padStart(6),
    one.recall.toFixed(4).padStart(9),
    one.worst.toFixed(2).padStart(5),
    one.regret.toFixed(3).padStart(6),
    one.rowsSeconds.toFixed(0).padStart(6),
    one.buildSeconds.toFixed(0).padStart(14),
    Math.round(one.indexMib).toLocaleString('en').padStart(9),
    Math.round(one.serviceMib).toLocaleString('en').padStart(11),
  ].join('  ')

function check(rows: readonly Measured[]): void {
  if (!flags.assert) return
  const low = rows.filter(({ recall }) => !(recall >= RECALL_BOUND))
  for (const { jobs, recall } of low) {
    process.stderr.write(`out of bounds: recall@20 ${recall.toFixed(4)} among ${jobs} jobs\n`)
  }
  if (low.length > 0) process.exitCode = 1
  else process.stdout.write('\nAll bounds hold.\n')
}

if (flags.help) process.stdout.write(HELP)
else await benchScale()
