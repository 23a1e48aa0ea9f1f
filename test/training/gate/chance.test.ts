import { afterAll, describe, expect, test } from 'vitest'
import { evaluateModels } from '../../../src/training/evaluate/evaluate-models.ts'
import { gatherEvidence } from '../../../src/training/gate/gather-evidence.ts'
import { Random } from '../../../src/training/synthetic/random.ts'
import { calibrated, handMade, type PlantedModel, sumsOf } from './planted/model.ts'
import { drawPairs, fitOf } from './planted/pairs.ts'
import { countOf, outcomeOf, TABLE_HEAD, tableRow } from './planted/refusal-table.ts'
import { createPlantedWorld, inputOf } from './planted/world.ts'

const FIT = [45, 25, 20, 10]
const TRIALS = 100
/** Of the order alone, which costs less. */
const ORDER_TRIALS = 1000
/** Fewer than in use: ends of intervals are a little rougher, and the suite is quick. */
const RESAMPLES = 400
const TIMEOUT_MS = 300_000

const sizes = (talents: number) => ({
  training: { talents: 30, pairsEach: 10 },
  heldOut: { talents, pairsEach: 10 },
})

/** The sum of features with noise of so many points on it: the same rows always have the same. */
function blurred(weights: readonly number[], noise: number, random: Random) {
  const known = new WeakMap<Float64Array, Float64Array>()
  return (rows: Float64Array): Float64Array => {
    const raw = known.get(rows) ?? sumsOf(rows, weights).map((each) => each + noise * random.bell())
    known.set(rows, raw)
    return raw
  }
}

describe('chance, with planted scores', { timeout: TIMEOUT_MS }, () => {
  const table = [...TABLE_HEAD]
  afterAll(() => console.info(table.join('\n')))

  test.each([
    ['the champion with noise of 3 points', 3, false],
    ['as good as the champion, and not better', 8, true],
  ])('%s is promoted in 5 % of the cases at most', async (name, noise, isChampionBlurred) => {
    const outcomes = []
    for (let seed = 0; seed < TRIALS; seed++) {
      const world = createPlantedWorld(seed, sizes(120))
      const model = (purpose: string, points: number): PlantedModel =>
        calibrated(blurred(FIT, points, new Random(seed, purpose)), world.calibration)
      const champion = model('champion', isChampionBlurred ? noise : 0)
      const input = inputOf({ ...world, champion }, model('challenger', noise))
      outcomes.push(outcomeOf(await gatherEvidence(input, { resamples: RESAMPLES, seed })))
    }
    table.push(tableRow(name, outcomes))
    expect(outcomes.filter(({ promoted }) => promoted).length).toBeLessThanOrEqual(0.05 * TRIALS)
    const accused = countOf(outcomes, 'segments_unharmed')
    expect(accused, 'segments accused by chance').toBeLessThanOrEqual(0.05 * TRIALS)
  })

  test.each([
    [50, 0],
    [100, 0],
    [200, 0.8],
    [400, 0.8],
  ])(
    'what knows place passes with %i talents in %d of the cases at least',
    async (talents, least) => {
      const outcomes = []
      for (let seed = 0; seed < 20; seed++) {
        const world = createPlantedWorld(seed, sizes(talents))
        const input = inputOf(world, handMade(FIT, world.calibration))
        outcomes.push(outcomeOf(await gatherEvidence(input, { resamples: RESAMPLES, seed })))
      }
      table.push(tableRow(`knows place; ${talents} talents, ${10 * talents} pairs`, outcomes))
      const promoted = outcomes.filter((each) => each.promoted).length
      expect(promoted).toBeGreaterThanOrEqual(least * outcomes.length)
    },
  )

  test('of two equal orders one is held for better about as often as its interval allows', async () => {
    let better = 0
    for (let seed = 0; seed < ORDER_TRIALS; seed++) {
      const random = new Random(seed, 'order')
      const { rows, labels, talents } = drawPairs(random, { talents: 60, pairsEach: 10 })
      const view = () => {
        const seen = labels.map((_, row) => fitOf(rows, row) + 12 * random.bell())
        return { scores: seen.map((score) => Math.min(100, Math.max(0, score))) }
      }
      const { differences } = await evaluateModels(
        { labels, talents, segmentations: [] },
        { challenger: view(), champion: view(), rules: view() },
        { resamples: RESAMPLES, seed },
      )
      if (differences.champion.ndcg10.low > 0) better++
    }
    const share = better / ORDER_TRIALS
    table.push(
      '',
      `Equal orders of 60 talents: ${(100 * share).toFixed(1)} % of ${ORDER_TRIALS} better`,
    )
    expect(share).toBeGreaterThan(0.015)
    expect(share).toBeLessThanOrEqual(0.05)
  })
})
