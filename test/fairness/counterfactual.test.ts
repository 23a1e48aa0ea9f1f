import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Embedder } from '../../src/embeddings/embedder.ts'
import { loadEmbedder } from '../../src/embeddings/load.ts'
import { measureSwaps } from '../../src/fairness/counterfactual.ts'
import { swapGender } from '../../src/fairness/gendered-words.ts'
import { loadBundle } from '../../src/matching/bundle/bundle.ts'
import { startOfDay } from '../../src/matching/day.ts'
import { bulkByModel } from '../../src/matching/engine/bulk.ts'
import { createWorld } from '../../src/training/synthetic/world.ts'
import { LOAD_TIMEOUT_MS, WEIGHTS } from '../embeddings/model.ts'

test.each([
  ['He did it himself.', 'She did it herself.'],
  ['She likes her work, and it suits her.', 'He likes his work, and it suits him.'],
  ['James and his team', 'Maria and her team'],
  ['I asked her to help; MARIA says hers is James', 'I asked him to help; James says his is Maria'],
  ['The theory of heat in the shell', 'The theory of heat in the shell'],
  ['', ''],
])('%s becomes %s', (text, swapped) => {
  expect(swapGender(text)).toBe(swapped)
})

let embedder: Embedder
beforeAll(async () => {
  embedder = await loadEmbedder(WEIGHTS)
}, LOAD_TIMEOUT_MS)
afterAll(() => embedder.close())

const world = createWorld('counterfactual', { talents: 60, jobs: 60 })
const talents = world.talents.map(({ payload }) => payload)
const jobs = world.jobs.map(({ payload }) => payload)

async function measure() {
  const bundle = await loadBundle(process.env.MODEL_PATH ?? 'models/initial')
  const day = startOfDay(new Date('2025-02-01T12:00:00Z'))
  const matcher = bulkByModel(bundle, embedder, day, new AbortController().signal)
  await matcher.addJobs(jobs)
  return measureSwaps(matcher, talents, jobs)
}

test('names and pronouns hardly move a score, and to neither side', {
  timeout: LOAD_TIMEOUT_MS,
}, async () => {
  const changes = await measure()
  console.log('score changes when names and pronouns are swapped', changes)
  expect(changes.pairs).toBeGreaterThan(2_000)
  // The bios do differ for the model: a swap that changed nothing would prove nothing.
  expect(changes.max).toBeGreaterThan(0)
  expect(Math.abs(changes.mean)).toBeLessThan(0.1)
  // Measured: 2.4, less than half of what a score errs on held-out pairs (RMSE 6).
  expect(changes.p99).toBeLessThan(3)
  expect(await measure()).toEqual(changes)
})
