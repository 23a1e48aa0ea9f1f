import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fitDecay } from '../../../src/training/dataset/examination/decay.ts'
import { estimatePropensity } from '../../../src/training/dataset/examination/estimate-propensity.ts'
import type { ExaminationCount } from '../../../src/training/dataset/examination/examination-count.ts'
import {
  inversePropensity,
  propensityAt,
  propensityOf,
} from '../../../src/training/dataset/examination/propensity-curve.ts'
import { Random } from '../../../src/training/synthetic/random.ts'

interface Simulation {
  readonly seed: number
  readonly answers: number
  /** Share of the answers with two neighbours exchanged. */
  readonly share: number
  readonly lookedAt: (rank: number) => number
  /** Probability of an act once it is looked at. */
  readonly liked: (score: number, ownRank: number) => number
}

const RANKS = 20

/** Answers whose scores fall with the rank, from a height that differs from talent to talent. */
function simulate({ seed, answers, share, lookedAt, liked }: Simulation): ExaminationCount[] {
  const random = new Random(seed, 'clicks')
  const counts = new Map<string, { impressions: number; acts: number }>()
  for (let answer = 0; answer < answers; answer++) {
    const height = random.between(50, 95)
    const upper = random.chance(share) ? random.int(1, 9) : -1
    for (let ownRank = 1; ownRank <= RANKS; ownRank++) {
      const rank = ownRank === upper ? upper + 1 : ownRank === upper + 1 ? upper : ownRank
      const score = height - 2 * ownRank
      const key = `${rank} ${ownRank} ${Math.floor(score / 5)}`
      const count = counts.get(key) ?? { impressions: 0, acts: 0 }
      count.impressions++
      if (random.chance(lookedAt(rank) * liked(score, ownRank))) count.acts++
      counts.set(key, count)
    }
  }
  return [...counts].map(([key, count]) => {
    const [rank = 0, ownRank = 0, scoreBand = 0] = key.split(' ').map(Number)
    return { rank, ownRank, scoreBand, ...count }
  })
}

const liked = (score: number) => 0.02 + 0.4 * (score / 100) ** 3
const RAGGED = [1, 0.85, 0.55, 0.5, 0.34, 0.3, 0.22, 0.2, 0.15, 0.12]
const ragged = (rank: number) => RAGGED[rank - 1] ?? 1.2 / rank

/** The greatest error of the first ten ranks, as a share of the true propensity. */
function worstOf(counts: readonly ExaminationCount[], truth: (rank: number) => number): number {
  const { curve } = estimatePropensity(counts)
  return Math.max(
    ...RAGGED.map((_, at) => Math.abs(propensityAt(curve, at + 1) / truth(at + 1) - 1)),
  )
}

describe('propensities from exchanges of neighbours', () => {
  it('are recovered, whatever their shape', () => {
    const counts = simulate({ seed: 1, answers: 400_000, share: 0.05, lookedAt: ragged, liked })
    expect(estimatePropensity(counts).basis).toBe('swaps')
    expect(worstOf(counts, ragged)).toBeLessThan(0.2)
  })

  it('come closer with more answers', { timeout: 60_000 }, () => {
    const errors = [20_000, 200_000].map((answers) => {
      const seeds = [1, 2, 3, 4]
      const each = seeds.map((seed) =>
        worstOf(simulate({ seed, answers, share: 0.05, lookedAt: ragged, liked }), ragged),
      )
      return each.reduce((sum, error) => sum + error, 0) / seeds.length
    })
    expect(errors[1]).toBeLessThan(errors[0] as number)
    expect(errors[1]).toBeLessThan(0.2)
  })

  it('put right what scores say wrongly', () => {
    // Of equal scores the deeper one is liked less: scores alone make attention fall too steeply.
    const wrongly = (score: number, ownRank: number) => liked(score) * ownRank ** -0.5
    const flat = (rank: number) => rank ** -0.3
    const given = { seed: 7, answers: 100_000, lookedAt: flat, liked: wrongly }
    const without = worstOf(simulate({ ...given, share: 0 }), flat)
    const withSwaps = worstOf(simulate({ ...given, share: 0.05 }), flat)
    expect(without).toBeGreaterThan(0.6)
    expect(withSwaps).toBeLessThan(0.35)
  })

  it('tell places apart that people like all the same', () => {
    const flat = () => 0.9
    const counts = simulate({ seed: 3, answers: 100_000, share: 0.05, lookedAt: flat, liked })
    const naive = rateAt(counts, 10) / rateAt(counts, 1)
    expect(naive).toBeLessThan(0.75)
    const { curve } = estimatePropensity(counts)
    expect(propensityAt(curve, 10)).toBeGreaterThan(0.9)
  })
})

function rateAt(counts: readonly ExaminationCount[], at: number): number {
  const here = counts.filter(({ rank }) => rank === at)
  const sum = (of: 'acts' | 'impressions') => here.reduce((total, each) => total + each[of], 0)
  return sum('acts') / sum('impressions')
}

describe('propensities without exchanges', () => {
  it.each([0.4, 0.8, 1.3])(
    'follow a decay of %s from scores that meet at several ranks',
    (decay) => {
      const lookedAt = (rank: number) => rank ** -decay
      const counts = simulate({ seed: 5, answers: 50_000, share: 0, lookedAt, liked })
      const estimate = estimatePropensity(counts)
      expect(estimate.basis).toBe('scores')
      expect(Math.abs(estimate.curve.decay - decay)).toBeLessThan(0.06)
      expect(worstOf(counts, lookedAt)).toBeLessThan(0.15)
    },
  )

  it('are 1/rank before anything is known', () => {
    const { curve, basis } = estimatePropensity([])
    expect(basis).toBe('prior')
    for (const rank of [1, 2, 7, 10, 11, 50, 100]) {
      expect(propensityAt(curve, rank)).toBeCloseTo(1 / rank, 9)
    }
  })

  it('hardly leave the prior for a handful of acts', () => {
    const counts = [{ rank: 1, ownRank: 1, scoreBand: 15, impressions: 40, acts: 2 }]
    expect(estimatePropensity(counts).curve.decay).toBeCloseTo(1, 9)
  })
})

const count = fc.record({
  rank: fc.integer({ min: 1, max: 100 }),
  ownRank: fc.integer({ min: 1, max: 100 }),
  scoreBand: fc.integer({ min: 0, max: 20 }),
  impressions: fc.integer({ min: 1, max: 10_000 }),
  acts: fc.nat(10_000),
})
const counts = fc.array(
  count.map((each) => ({ ...each, acts: Math.min(each.acts, each.impressions) })),
)

describe('any curve', () => {
  it('begins at 1, never rises and stays above 0, whatever was counted', () => {
    fc.assert(
      fc.property(counts, (given) => {
        const { curve } = estimatePropensity(given)
        expect(propensityAt(curve, 1)).toBe(1)
        for (let rank = 1; rank < 120; rank++) {
          expect(propensityAt(curve, rank + 1)).toBeLessThanOrEqual(propensityAt(curve, rank))
          expect(propensityAt(curve, rank + 1)).toBeGreaterThan(0)
        }
      }),
    )
  })

  it('grows with every showing, and is 1 for whoever was shown first', () => {
    const { curve } = estimatePropensity([])
    expect(propensityOf(curve, [])).toBe(0)
    expect(propensityOf(curve, [4])).toBeCloseTo(0.25, 9)
    expect(propensityOf(curve, [4, 2])).toBeCloseTo(1 - 0.75 * 0.5, 9)
    expect(propensityOf(curve, [9, 1])).toBe(1)
  })

  it('has inverses that are clipped', () => {
    expect(inversePropensity(1)).toBe(1)
    expect(inversePropensity(0.5)).toBe(2)
    expect(inversePropensity(0.01)).toBe(5)
  })
})

describe('a decay', () => {
  it('is where the likelihood is highest', () => {
    const cells = simulate({
      seed: 8,
      answers: 2_000,
      share: 0,
      lookedAt: (k) => 1 / k,
      liked,
    }).map((each) => ({ ...each, stratum: each.scoreBand, exposure: each.impressions }))
    const prior = { mean: 1, deviation: 0.5 }
    const { mean } = fitDecay(cells, prior)
    const likelihood = (decay: number) => {
      let sum = -((decay - prior.mean) ** 2) / (2 * prior.deviation ** 2)
      for (const stratum of new Set(cells.map((cell) => cell.stratum))) {
        const alike = cells.filter((cell) => cell.stratum === stratum)
        const total = alike.reduce((t, c) => t + c.exposure * c.rank ** -decay, 0)
        for (const c of alike) sum += c.acts * Math.log((c.exposure * c.rank ** -decay) / total)
      }
      return sum
    }
    for (const other of [mean - 0.01, mean + 0.01]) {
      expect(likelihood(mean)).toBeGreaterThan(likelihood(other))
    }
  })
})
