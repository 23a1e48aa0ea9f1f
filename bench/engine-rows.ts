import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { embedByText } from '../src/embeddings/embed-by-text.ts'
import type { Embedder } from '../src/embeddings/embedder.ts'
import { prepareJob } from '../src/features/prepare-job.ts'
import { prepareTalent } from '../src/features/prepare-talent.ts'
import { extractRanked, RANKED_FEATURES } from '../src/features/registry.ts'
import { textsOfJob, textsOfTalent } from '../src/features/texts.ts'
import { type Bundle, loadBundle } from '../src/matching/bundle/bundle.ts'
import { startOfDay } from '../src/matching/day.ts'
import { pairsOf } from '../src/matching/pairs/comparison.ts'
import { loadConfig } from '../src/settings/environment.ts'
import { modelFolder, openEmbedder } from '../src/setup/open-engine.ts'
import { type Booster, LightgbmLibrary, PREDICT } from '../src/training/lightgbm-library.ts'
import { locateLightgbm } from '../src/training/lightgbm-location.ts'
import { createRows } from './payloads.ts'
import { storedRows } from './stored-rows.ts'
import { type Row, row } from './table.ts'

const WIDTH = RANKED_FEATURES.length
const TALENTS = 50
const JOBS = 100
const ROWS = TALENTS * JOBS

/** What is measured inside this process: embedding, features, prediction, explanation. */
export async function* engineRows(seed: string): AsyncGenerator<Row> {
  const config = loadConfig()
  const bundle = await loadBundle(modelFolder(config.modelPath))
  const embedder = await openEmbedder(config)
  try {
    yield* embeddingRows(embedder, seed)
    const matrix = await realRows(bundle, embedder, seed)
    yield row('Features of a pair, skills compared before', matrix.microseconds, 'µs')
    const out = new Float64Array(ROWS)
    const predict = () => bundle.ranker.predict(matrix.values, ROWS, out)
    yield row('Prediction of a row', perRow(predict), 'µs')
    const explained = new Float64Array(WIDTH + 1)
    const explain = () => {
      for (let start = 0; start < matrix.values.length; start += WIDTH) {
        bundle.ranker.contributions(matrix.values.subarray(start, start + WIDTH), explained)
      }
    }
    yield row('SHAP of a row', perRow(explain), 'µs')
    yield* storedRows(bundle, seed)
    yield* lightgbmRows(matrix.values, modelFolder(config.modelPath), config.lightgbmLibrary)
  } finally {
    await embedder.close()
  }
}

async function* embeddingRows(embedder: Embedder, seed: string): AsyncGenerator<Row> {
  const { jobs } = createRows(`${seed} texts`, { talents: 0, jobs: 256 })
  const short = Array.from(
    { length: 1000 },
    (_, i) => `senior engineer for payments ${seed.length} ${i}`,
  )
  const long = jobs.map(({ description }) => description)
  // The first run loads pages and warms caches.
  await embedder.embed([`${seed} warm`, ...long.slice(0, 8).map((text) => `warm ${text}`)])
  yield row('Short texts embedded', await textsASecond(embedder, short), '/s')
  yield row('Descriptions embedded', await textsASecond(embedder, long), '/s')
}

async function textsASecond(embedder: Embedder, texts: readonly string[]): Promise<number> {
  const started = performance.now()
  await embedder.embed(texts)
  return texts.length / ((performance.now() - started) / 1000)
}

/** The ranker's rows of made-up pairs, and how long a pair took. */
async function realRows(bundle: Bundle, embedder: Embedder, seed: string) {
  const rows = createRows(`${seed} pairs`, { talents: TALENTS, jobs: JOBS })
  const texts = [...rows.talents.flatMap(textsOfTalent), ...rows.jobs.flatMap(textsOfJob)]
  const byText = await embedByText(embedder, texts)
  const context = bundle.contextOn(startOfDay(new Date()))
  const lookup = (text: string) => byText.get(text)
  const jobs = rows.jobs.map((job) => prepareJob(job, context, lookup))
  const talents = rows.talents.map((talent) => prepareTalent(talent, context, lookup))
  const values = new Float64Array(ROWS * WIDTH)
  const extract = () => {
    let offset = 0
    for (const talent of talents) {
      const pairs = pairsOf({ talent, jobs }, context)
      for (let i = 0; i < JOBS; i++, offset += WIDTH) extractRanked(pairs.at(i), values, offset)
    }
  }
  return { microseconds: perRow(extract), values }
}

/** The library itself, on one thread, where it is at hand. */
async function* lightgbmRows(
  values: Float64Array,
  folder: string,
  library: string | undefined,
): AsyncGenerator<Row> {
  let booster: Booster
  try {
    const lightgbm = new LightgbmLibrary(await locateLightgbm({ library }))
    booster = lightgbm.loadBooster(await readFile(join(folder, 'ranker.txt'), 'utf8'))
  } catch (error) {
    process.stderr.write(`LightGBM is not measured: ${(error as Error).message}\n`)
    return
  }
  const matrix = { values, rows: ROWS, columns: WIDTH }
  const oneThread = { num_threads: 1 }
  const predict = () => void booster.predict(matrix, PREDICT.raw, oneThread)
  yield row('Prediction of a row, LightGBM', perRow(predict), 'µs')
  const explain = () => void booster.predict(matrix, PREDICT.contributions, oneThread)
  yield row('SHAP of a row, LightGBM', perRow(explain, 1), 'µs')
}

/** Microseconds a row of the fastest of some runs, the first of which warms up. */
function perRow(run: () => void, runs = 5): number {
  run()
  let best = Number.POSITIVE_INFINITY
  for (let i = 0; i < runs; i++) {
    const started = performance.now()
    run()
    best = Math.min(best, performance.now() - started)
  }
  return (1000 * best) / ROWS
}
