import { describe, expect, it } from 'vitest'
import {
  differenceOf,
  isSampleRatioPlausible,
  type Sums,
  usersNeeded,
} from '../../src/rollout/confidence-sequence.ts'
import { uniform } from '../ranking/random.ts'

const LOOKS = 20
const USERS = 2_000

/** Users come, come back, and differ in how often they apply: as the arms of a stage see them. */
class Rollout {
  readonly #random: () => number
  readonly #rate: number
  readonly #users: { isTreated: boolean; taste: number; x: number; y: number }[] = []

  /** @param rate of all pairs shown, those that are applied to */
  constructor(seed: number, rate: number) {
    this.#random = uniform(seed)
    this.#rate = rate
  }

  /** A day: some are new, some of the others are shown more. */
  pass(share: number, effect: number): void {
    for (let i = 0; i < USERS / LOOKS; i++) {
      const isTreated = this.#random() < share
      this.#users.push({ isTreated, taste: this.#rate * (0.2 + 1.6 * this.#random()), x: 0, y: 0 })
    }
    for (const user of this.#users) {
      if (user.x > 0 && this.#random() > 0.2) continue
      const shown = 1 + Math.floor(10 * this.#random())
      const rate = user.taste + (user.isTreated ? effect : 0)
      for (let i = 0; i < shown; i++) if (this.#random() < rate) user.y++
      user.x += shown
    }
  }

  sums(isTreated: boolean): Sums {
    const sums = { users: 0, x: 0, y: 0, xx: 0, yy: 0, xy: 0 }
    for (const { x, y } of this.#users.filter((user) => user.isTreated === isTreated)) {
      sums.users++
      sums.x += x
      sums.y += y
      sums.xx += x * x
      sums.yy += y * y
      sums.xy += x * y
    }
    return sums
  }
}

/** Of so many rollouts, how many have an interval at any look that leaves 0 out. */
function countFound(runs: number, share: number, effect: number, rate = 0.1): number {
  let found = 0
  for (let run = 0; run < runs; run++) {
    const rollout = new Rollout(run + 1, rate)
    for (let look = 0; look < LOOKS; look++) {
      rollout.pass(share, effect)
      const difference = differenceOf(rollout.sums(true), rollout.sums(false))
      if (difference && (difference.low > 0 || difference.high < 0)) {
        found++
        break
      }
    }
  }
  return found
}

describe('intervals that are looked at twenty times', () => {
  it.each([0.1, 0.5].flatMap((share) => [0.1, 0.01, 0.003].map((rate) => [share, rate] as const)))(
    'leave out 0 in at most 5 of 100 rollouts where arms are equal, at a share of %f and a rate of %f',
    (share, rate) => {
      const runs = 400
      const tolerance = 2 * Math.sqrt((0.05 * 0.95) / runs)
      expect(countFound(runs, share, 0, rate) / runs).toBeLessThanOrEqual(0.05 + tolerance)
    },
  )

  it('find an effect that is there', () => {
    expect(countFound(50, 0.5, 0.03) / 50).toBeGreaterThanOrEqual(0.9)
  })
})

describe('the sample ratio', () => {
  it('is plausible by chance, and not where one in ten of an arm is lost', () => {
    expect(isSampleRatioPlausible(1_020, 10_000, 0.1)).toBe(true)
    expect(isSampleRatioPlausible(900, 10_000, 0.1)).toBe(true)
    expect(isSampleRatioPlausible(9_000, 100_000, 0.1)).toBe(false)
    expect(isSampleRatioPlausible(0, 0, 0.1)).toBe(true)
  })
})

describe('the users that are needed', () => {
  it('are fewer for a larger effect, and fewest at a half', () => {
    const needed = (effect: number, share: number) =>
      usersNeeded(effect, [0.01, 0.01], share) ?? Number.NaN
    expect(needed(0.02, 0.5)).toBeLessThan(needed(0.01, 0.5))
    expect(needed(0.01, 0.5)).toBeLessThan(needed(0.01, 0.1))
    expect(usersNeeded(1e-9, [0.01, 0.01], 0.5)).toBeUndefined()
  })
})
