import { describe, expect, it } from 'vitest'
import { RANKED_FEATURES } from '../../src/features/registry.ts'
import type { Examples } from '../../src/training/examples.ts'
import { fitModel } from '../../src/training/fit-model.ts'
import { conformalFactor } from '../../src/training/interval.ts'
import { scoresOf } from '../../src/training/scorer.ts'
import { countParts, dealtSplit, PARTS, rowsOf } from '../../src/training/split.ts'
import { Random } from '../../src/training/synthetic/random.ts'

const OPTIONS = { seed: 3, lightgbm: { library: process.env.LIGHTGBM_LIB } }
const WIDTH = RANKED_FEATURES.length
const UP = RANKED_FEATURES.findIndex(({ ranked }) => ranked === 1)

/** Rows of which the first upward feature tells the label; every third says the opposite. */
function examples(count: number): Examples & { readonly isOdd: (row: number) => boolean } {
  const random = new Random('weights')
  const rows = new Float64Array(count * WIDTH).fill(Number.NaN)
  const labels = new Float64Array(count)
  const isOdd = (row: number) => row % 3 === 0
  for (let row = 0; row < count; row++) {
    const value = random.next()
    rows[row * WIDTH + UP] = value
    labels[row] = isOdd(row) ? 20 : 20 + 70 * value
  }
  return { count, rows, labels, talents: Int32Array.from(labels.keys()), isOdd }
}

describe('fitting a model', { timeout: 60_000 }, () => {
  it('deals whole talents where no split is given', async () => {
    const given = examples(1_200)
    const split = dealtSplit(given.talents)
    const [dealt, explicit] = await Promise.all([
      fitModel(given, OPTIONS),
      fitModel(given, { ...OPTIONS, split }),
    ])
    expect(explicit.rankerText).toBe(dealt.rankerText)
    expect(explicit.residualText).toBe(dealt.residualText)
    expect(countParts(split)).toEqual({
      training: 840,
      validation: 120,
      calibration: 120,
      test: 120,
      left_out: 0,
    })
  })

  it('learns from what weighs, and not from what a split leaves out', async () => {
    const given = examples(3_000)
    const weights = given.labels.map((_, row) => (given.isOdd(row) ? 0.01 : 1))
    const ofTest = rowsOf(dealtSplit(given.talents), 'test').filter((row) => !given.isOdd(row))
    const test = new Float64Array(ofTest.length * WIDTH)
    ofTest.forEach((row, to) => {
      test.set(given.rows.subarray(row * WIDTH, (row + 1) * WIDTH), to * WIDTH)
    })
    const errorOf = (scores: Float64Array) =>
      scores.reduce((sum, score, at) => {
        const label = given.labels[ofTest[at] as number] as number
        return sum + Math.abs(score - label)
      }, 0) / scores.length
    const split = dealtSplit(given.talents).map((code, row) =>
      given.isOdd(row) ? PARTS.indexOf('left_out') : code,
    )
    const [plain, weighed, without] = await Promise.all([
      fitModel(given, OPTIONS),
      fitModel({ ...given, weights }, OPTIONS),
      fitModel(given, { ...OPTIONS, split }),
    ])
    expect(errorOf(scoresOf(plain, test))).toBeGreaterThan(8)
    expect(errorOf(scoresOf(weighed, test))).toBeLessThan(4)
    expect(errorOf(scoresOf(without, test))).toBeLessThan(4)
  })
})

describe('the factor of intervals', () => {
  it('is the same for equal weights, and follows what weighs', () => {
    const labels = Float64Array.from({ length: 99 }, (_, n) => n + 1)
    const scores = new Float64Array(99)
    const ones = new Float64Array(99).fill(1)
    expect(conformalFactor(scores, labels, ones)).toBe(80)
    expect(
      conformalFactor(
        scores,
        labels,
        ones,
        ones.map(() => 0.25),
      ),
    ).toBe(80)
    const small = labels.map((label) => (label <= 10 ? 1_000 : 1))
    expect(conformalFactor(scores, labels, ones, small)).toBeLessThanOrEqual(10)
  })
})
