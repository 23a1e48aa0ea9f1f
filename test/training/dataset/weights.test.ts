import { expect, it } from 'vitest'
import {
  type PropensityCurve,
  propensityAt,
} from '../../../src/training/dataset/examination/propensity-curve.ts'
import { weigh } from '../../../src/training/dataset/row-weight.ts'
import { Random } from '../../../src/training/synthetic/random.ts'

const CURVE: PropensityCurve = { top: [1, 0.6, 0.45, 0.35, 0.28], decay: 1 }
const SHOWINGS = 200_000

/** Share of the weight that acts have among matches that are liked so often, all shown at one rank. */
function shareOfActs(rank: number, liking: number, weighed: boolean): number {
  const random = new Random('weights', rank, liking)
  const propensity = propensityAt(CURVE, rank)
  const weightOf = (label: number | null) =>
    weighed ? weigh({ label, ranks: [rank] }, CURVE).weight : 1
  const [ofAct, ofPassedOver] = [weightOf(100), weightOf(null)]
  let [acts, passedOver] = [0, 0]
  for (let n = 0; n < SHOWINGS; n++) {
    if (random.chance(propensity) && random.chance(liking)) acts += ofAct
    else passedOver += ofPassedOver
  }
  return acts / (acts + passedOver)
}

it.each([1, 2, 3, 5, 10, 40])('what is liked at rank %i is learnt, wherever it stands', (rank) => {
  for (const liking of [0.02, 0.1, 0.3]) {
    const propensity = propensityAt(CURVE, rank)
    const weighed = shareOfActs(rank, liking, true)
    // Not quite: what was liked and not looked at counts a little as passed over.
    const expected = liking / (1 + liking * (1 - propensity))
    expect(Math.abs(weighed / expected - 1)).toBeLessThan(0.12)
    expect(weighed / liking).toBeGreaterThan(0.7)
    const plain = shareOfActs(rank, liking, false)
    expect(Math.abs(plain / (liking * propensity) - 1)).toBeLessThan(0.12)
  }
})
