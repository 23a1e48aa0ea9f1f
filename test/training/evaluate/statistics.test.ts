import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { aucStatistic } from '../../../src/training/evaluate/auc.ts'
import {
  biasStatistic,
  coverageStatistic,
  rmseStatistic,
} from '../../../src/training/evaluate/errors.ts'
import { mapStatistic, ndcgStatistic } from '../../../src/training/evaluate/ranking-quality.ts'
import { eceStatistic, reliabilityTable } from '../../../src/training/evaluate/reliability.ts'
import { anyPairs, columnsOf, type HeldOutPair, measure } from './held-out-pairs.ts'

const pair = (
  talent: number,
  label: number,
  score: number,
  more: Partial<HeldOutPair> = {},
): HeldOutPair => ({ talent, label, score, ...more })

describe('by hand', () => {
  // Talent 0: labels 100, 10, 55 at ranks 2, 1, 3. Talent 1: in the best order.
  const PAIRS = [
    pair(0, 100, 60),
    pair(0, 10, 90),
    pair(0, 55, 30),
    pair(1, 85, 70),
    pair(1, 20, 40),
  ]

  it('nDCG@10: the mean over talents', () => {
    const found = 10 + 100 / Math.log2(3) + 55 / 2
    const best = 100 + 55 / Math.log2(3) + 10 / 2
    expect(measure(ndcgStatistic, PAIRS)).toBeCloseTo((found / best + 1) / 2, 12)
  })

  it('nDCG@10 counts ten places, and a talent whose labels are equal not at all', () => {
    const eleven = Array.from({ length: 11 }, (_, at) => pair(0, at === 10 ? 100 : 0, 90 - at))
    expect(measure(ndcgStatistic, eleven)).toBe(0)
    expect(measure(ndcgStatistic, [...PAIRS, pair(2, 30, 1), pair(2, 30, 2)])).toBe(
      measure(ndcgStatistic, PAIRS),
    )
    expect(measure(ndcgStatistic, [pair(0, 30, 1), pair(0, 30, 2)])).toBeNaN()
  })

  it('MAP: relevant from 50', () => {
    // Talent 0: relevant at ranks 2 and 3: (1/2 + 2/3) / 2. Talent 1: at rank 1.
    expect(measure(mapStatistic, PAIRS)).toBeCloseTo(((1 / 2 + 2 / 3) / 2 + 1) / 2, 12)
  })

  it('equal scores stand for the mean over their orders', () => {
    const tied = [pair(0, 100, 50), pair(0, 10, 50), pair(0, 10, 50), pair(0, 55, 20)]
    const orders = [0, 1, 2].map((place) =>
      tied.map((each, at) => ({
        ...each,
        score: each.score + (at === 0 ? -place : -at) + 0.5 * Number(at > 0),
      })),
    )
    for (const statistic of [ndcgStatistic, mapStatistic]) {
      const mean = orders.reduce((sum, order) => sum + measure(statistic, order), 0) / 3
      expect(measure(statistic, tied)).toBeCloseTo(mean, 12)
    }
  })

  it('RMSE and bias, by weight', () => {
    const pairs = [pair(0, 100, 90, { weight: 3 }), pair(1, 20, 40)]
    expect(measure(rmseStatistic, pairs)).toBeCloseTo(Math.sqrt((3 * 100 + 400) / 4), 12)
    expect(measure(biasStatistic, pairs)).toBeCloseTo((3 * -10 + 20) / 4, 12)
  })

  it('AUC: pairs of pairs in order, a tie counts half, by weight', () => {
    // Relevant: 100 at 60, 55 at 30, 85 at 70; others: 10 at 90, 20 at 40: 2 of 6 in order.
    expect(measure(aucStatistic, PAIRS)).toBeCloseTo(2 / 6, 12)
    const tied = [pair(0, 100, 50, { weight: 3 }), pair(0, 10, 50), pair(1, 85, 10), pair(1, 30, 5)]
    // Weight 3: half against 10, whole against 30; weight 1: lost, won. Of 4 × 2.
    expect(measure(aucStatistic, tied)).toBeCloseTo((3 * 1.5 + 1) / 8, 12)
    expect(measure(aucStatistic, [pair(0, 100, 50)])).toBeNaN()
  })

  it('ECE: distances of bins, by their weight', () => {
    const pairs = [pair(0, 20, 12), pair(0, 30, 18), pair(1, 90, 95, { weight: 2 })]
    // Bin 10-20: mean score 15, mean label 25; bin 90-100: 95 and 90.
    expect(measure(eceStatistic, pairs)).toBeCloseTo((2 * 10 + 2 * 5) / 4, 12)
    expect(reliabilityTable(...columnsOf(pairs))[1]).toEqual({
      from: 10,
      to: 20,
      pairs: 2,
      share: 0.5,
      meanScore: 15,
      meanLabel: 25,
    })
    expect(reliabilityTable(...columnsOf(pairs))[5]).toMatchObject({ pairs: 0, meanScore: null })
  })

  it('coverage: the edge is inside', () => {
    const pairs = [pair(0, 50, 60, { halfWidth: 10 }), pair(0, 50, 61, { halfWidth: 10 })]
    expect(measure(coverageStatistic, pairs)).toBe(0.5)
  })

  it('a resample counts talents as often as they were drawn', () => {
    const statistics = [ndcgStatistic, mapStatistic, rmseStatistic, aucStatistic, eceStatistic]
    const again = [...PAIRS, ...PAIRS.filter(({ talent }) => talent === 1)]
    for (const statistic of statistics) {
      const drawn = statistic(...columnsOf(PAIRS))(Uint16Array.of(1, 2))
      // As another talent with the same pairs.
      const copied = again.map((each, at) => (at >= PAIRS.length ? { ...each, talent: 2 } : each))
      expect(drawn).toBeCloseTo(measure(statistic, copied), 12)
    }
  })
})

describe('always', () => {
  const ranking = { ndcgStatistic, mapStatistic, aucStatistic }
  const all = { ...ranking, rmseStatistic, biasStatistic, eceStatistic, coverageStatistic }

  it.each(Object.entries({ ...ranking, coverageStatistic }))('%s lies in 0-1', (_, statistic) => {
    fc.assert(
      fc.property(anyPairs, (pairs) => {
        const value = measure(statistic, pairs)
        expect(Number.isNaN(value) || (value >= 0 && value <= 1 + 1e-12)).toBe(true)
      }),
    )
  })

  it('bias ≤ ECE ≤ RMSE ≤ 100', () => {
    fc.assert(
      fc.property(anyPairs, (pairs) => {
        const [bias, ece, rmse] = [biasStatistic, eceStatistic, rmseStatistic].map((statistic) =>
          Math.abs(measure(statistic, pairs)),
        ) as [number, number, number]
        expect(bias).toBeLessThanOrEqual(ece + 1e-9)
        expect(ece).toBeLessThanOrEqual(rmse + 1e-9)
        expect(rmse).toBeLessThanOrEqual(100)
      }),
    )
  })

  it.each(Object.entries(ranking))('%s only knows the order of scores', (_, statistic) => {
    fc.assert(
      fc.property(anyPairs, (pairs) => {
        const bent = pairs.map((each) => ({ ...each, score: 100 * Math.sqrt(each.score / 100) }))
        expect(measure(statistic, bent)).toBe(measure(statistic, pairs))
      }),
    )
  })

  it.each(Object.entries(all))('%s does not hang on the order of pairs', (_, statistic) => {
    const shuffled = anyPairs.chain((pairs) =>
      fc.tuple(fc.constant(pairs), fc.shuffledSubarray(pairs, { minLength: pairs.length })),
    )
    fc.assert(
      fc.property(shuffled, ([pairs, other]) => {
        const [value, again] = [measure(statistic, pairs), measure(statistic, other)]
        expect(Object.is(value, again) || Math.abs(value - again) < 1e-9).toBe(true)
      }),
    )
  })

  it('scores that are the labels are perfect; the other way round, AUC is what is left of 1', () => {
    fc.assert(
      fc.property(anyPairs, (pairs) => {
        const perfect = pairs.map((each) => ({ ...each, score: each.label }))
        for (const statistic of Object.values(ranking)) {
          const value = measure(statistic, perfect)
          if (!Number.isNaN(value)) expect(value).toBeCloseTo(1, 12)
        }
        expect(measure(rmseStatistic, perfect)).toBe(0)
        expect(measure(eceStatistic, perfect)).toBe(0)
        const turned = pairs.map((each) => ({ ...each, score: 100 - each.score }))
        const [auc, other] = [measure(aucStatistic, pairs), measure(aucStatistic, turned)]
        if (!Number.isNaN(auc)) expect(auc + other).toBeCloseTo(1, 9)
      }),
    )
  })
})
