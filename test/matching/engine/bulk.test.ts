import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Embedder } from '../../../src/embeddings/embedder.ts'
import { loadEmbedder } from '../../../src/embeddings/load.ts'
import { type Bundle, loadBundle } from '../../../src/matching/bundle/bundle.ts'
import { startOfDay } from '../../../src/matching/day.ts'
import { bulkByModel } from '../../../src/matching/engine/bulk.ts'
import { createEngine, type Engine } from '../../../src/matching/engine/engine.ts'
import { createWorld } from '../../../src/training/synthetic/world.ts'
import { LOAD_TIMEOUT_MS, WEIGHTS } from '../../embeddings/model.ts'

const FOLDER = process.env.MODEL_PATH ?? 'models/initial'
const TODAY = new Date('2025-02-01T12:00:00Z')
const OPTIONS = { limit: 20, minScore: 0 }

/** More than are ranked on the event loop; short texts, for they have to be embedded. */
const JOBS = 320
const world = createWorld('bulk', { talents: 3, jobs: JOBS })
const jobs = world.jobs.map(({ payload }) => ({
  ...payload,
  description: payload.description.slice(0, 100),
}))
const talents = world.talents.map(({ payload }) => payload)

let embedder: Embedder
let bundle: Bundle
let engine: Engine

beforeAll(async () => {
  bundle = await loadBundle(FOLDER)
  embedder = await loadEmbedder(WEIGHTS)
  engine = await createEngine({ modelFolder: FOLDER, workers: 2, clock: () => TODAY })
  await engine.useEmbedder(embedder)
}, LOAD_TIMEOUT_MS)
afterAll(() => engine.close())

const bulk = () => bulkByModel(bundle, embedder, startOfDay(TODAY), new AbortController().signal)

test('files, threads and the event loop rank alike', { timeout: LOAD_TIMEOUT_MS }, async () => {
  const matcher = bulk()
  await matcher.addJobs(jobs.slice(0, 100))
  await matcher.addJobs(jobs.slice(100))
  const few = bulk()
  await few.addJobs(jobs.slice(0, 50))
  for (const talent of talents) {
    for await (const { matches } of matcher.rank([talent], OPTIONS)) {
      // Twice: a thread that has kept the rows answers as one that has just prepared them.
      expect((await engine.matchJobs(talent, jobs, OPTIONS)).matches).toEqual(matches)
      expect((await engine.matchJobs(talent, jobs, OPTIONS)).matches).toEqual(matches)
    }
    for await (const { matches } of few.rank([talent], OPTIONS)) {
      expect((await engine.matchJobs(talent, jobs.slice(0, 50), OPTIONS)).matches).toEqual(matches)
    }
  }
})

test('two large requests at once meet threads that keep different rows', async () => {
  const [talent] = talents
  if (!talent) throw new Error('no talent')
  const calls = [jobs, jobs.toReversed(), jobs, jobs.toReversed()]
  const answers = await Promise.all(calls.map((each) => engine.matchJobs(talent, each, OPTIONS)))
  for (const { matches } of answers) expect(matches).toEqual(answers[0]?.matches)
})

test('talents for a job, too', async () => {
  const [job] = jobs
  if (!job) throw new Error('no job')
  const matcher = bulk()
  await matcher.addTalents(talents)
  for await (const { matches } of matcher.rankTalents([job], OPTIONS)) {
    expect(matches).toHaveLength(talents.length)
    expect((await engine.matchTalents(job, talents, OPTIONS)).matches).toEqual(matches)
  }
})

test('an interrupt ends it', async () => {
  const interrupt = new AbortController()
  const matcher = bulkByModel(bundle, embedder, startOfDay(TODAY), interrupt.signal)
  await matcher.addJobs(jobs.slice(0, 5))
  const ranked = matcher.rank(talents, OPTIONS)[Symbol.asyncIterator]()
  await ranked.next()
  interrupt.abort()
  await expect(ranked.next()).rejects.toThrow('aborted')
})
