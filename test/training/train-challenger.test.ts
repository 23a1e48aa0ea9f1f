import { beforeAll, describe, expect, it } from 'vitest'
import { parseBundle, readModelFolder } from '../../src/matching/bundle/bundle.ts'
import { proveBundle } from '../../src/models/prove-bundle.ts'
import type { Dataset } from '../../src/training/dataset/dataset.ts'
import { decide } from '../../src/training/gate/decide.ts'
import { gatherEvidence } from '../../src/training/gate/gather-evidence.ts'
import { toSource } from '../../src/training/publish.ts'
import { ReferenceSetError, readReferenceSet } from '../../src/training/reference-set.ts'
import { type Challenger, trainChallenger } from '../../src/training/train-challenger.ts'
import { actedDataset, NOW } from './acted-dataset.ts'

const lightgbm = { library: process.env.LIGHTGBM_LIB }

async function readChampion() {
  const source = await readModelFolder(process.env.MODEL_PATH ?? 'models/initial')
  return { source, bundle: parseBundle(source) }
}

describe('a challenger', { timeout: 60_000 }, () => {
  let dataset: Dataset
  let champion: Awaited<ReturnType<typeof readChampion>>
  let challenger: Challenger
  const train = (given = dataset) =>
    trainChallenger(given, { seed: 4, champion, now: NOW, lightgbm })
  beforeAll(async () => {
    champion = await readChampion()
    dataset = await actedDataset()
    challenger = await train()
  }, 60_000)

  it('can be published: whole, for this code, with the tables of the champion', () => {
    const source = toSource(challenger.files, 'here')
    const bundle = parseBundle(source)
    proveBundle(source, bundle)
    expect(source.texts['tables.json']).toBe(champion.source.texts['tables.json'])
    expect(bundle.manifest).toMatchObject({
      version: '1.0.20260601',
      basis: 'feedback',
      embedder: champion.bundle.manifest.embedder,
      training: { seed: 4, champion: champion.bundle.manifest.version, rows: challenger.parts },
    })
  })

  it('is the same for the same rows and seed, byte for byte', async () => {
    expect(toSource((await train()).files, 'here')).toEqual(toSource(challenger.files, 'here'))
  })

  it('is measured on rows that it did not learn from, beside champion and rules', async () => {
    const { gateInput, parts } = challenger
    const { heldOut, scored, reference, rows, raw } = gateInput
    expect(heldOut.labels).toHaveLength(parts.test)
    expect(reference.challenger).toHaveLength(reference.champion.length)
    const predicted = new Float64Array(parts.test)
    parseBundle(toSource(challenger.files, 'here')).ranker.predict(rows, parts.test, predicted)
    expect(predicted).toEqual(raw)
    const rules = new Set(Array.from(dataset.rules))
    expect(scored.rules.scores.every((score) => rules.has(score))).toBe(true)
    const levels = heldOut.segmentations.find(({ name }) => name === 'level')
    expect(new Set(levels?.codes).size).toBe(6)
  })

  it('learns a taste that the champion does not know, and the gate sees it', async () => {
    const evidence = await gatherEvidence(challenger.gateInput, { resamples: 200 })
    const { reasons } = decide(evidence)
    const passed = reasons.filter((reason) => reason.passed).map(({ code }) => code)
    expect(passed).toEqual(
      expect.arrayContaining([
        'beats_champion',
        'beats_rules',
        'rmse_low',
        'order_kept',
        'no_leak',
      ]),
    )
    expect(evidence.sample.trainingPairs).toBe(challenger.parts.training)
  })

  it('takes rules for neutral where a side is gone', async () => {
    const gone = { ...dataset, rules: dataset.rules.map(() => Number.NaN) }
    const { gateInput } = await train(gone)
    expect(new Set(gateInput.scored.rules.scores)).toEqual(new Set([50]))
  })

  it('is not learnt from labels that are no numbers', async () => {
    const labels = dataset.labels.map((label, row) => (row % 7 === 0 ? Number.NaN : label))
    await expect(train({ ...dataset, labels })).rejects.toThrow('a label is not a number')
  })

  it('of one label only orders nothing, and is refused', async () => {
    const { gateInput } = await train({ ...dataset, labels: dataset.labels.map(() => 30) })
    const evidence = await gatherEvidence(gateInput, { resamples: 50 })
    const { promoted, reasons } = decide(evidence)
    expect(promoted).toBe(false)
    expect(reasons.find(({ code }) => code === 'data_enough')?.passed).toBe(false)
  })
})

describe('the reference set', () => {
  it('is kept for the features of this code', async () => {
    expect((await readReferenceSet()).length).toBeGreaterThan(0)
  })

  it('says how to make it where it is another', async () => {
    await expect(readReferenceSet('package.json')).rejects.toThrow(ReferenceSetError)
    await expect(readReferenceSet('nowhere')).rejects.toThrow('npm run make:reference')
  })
})
