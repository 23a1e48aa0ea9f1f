import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SplitError, splitByTime } from '../../../src/training/dataset/time-split.ts'
import { countParts, PARTS, rowsOf } from '../../../src/training/split.ts'
import { Random } from '../../../src/training/synthetic/random.ts'

interface Act {
  readonly talent: number
  readonly job: number
  readonly at: number
}

/** Of acts, some at the same moment; the same pair may come twice, though a dataset has it once. */
const acts: fc.Arbitrary<Act[]> = fc
  .tuple(fc.integer({ min: 20, max: 120 }), fc.integer({ min: 1, max: 500 }))
  .chain(([talents, moments]) =>
    fc.array(fc.record({ talent: fc.nat(talents), job: fc.nat(30), at: fc.nat(moments) }), {
      minLength: 150,
      maxLength: 400,
    }),
  )

const toDataset = (given: readonly Act[]) => ({
  decidedAt: Float64Array.from(given, ({ at }) => at),
  talents: Int32Array.from(given, ({ talent }) => talent),
  talentIds: Array.from({ length: 121 }, (_, n) => `talent ${n}`),
})

describe('a split by time', () => {
  it('leaks nothing: no talent, no pair and no moment is on both sides', () => {
    fc.assert(
      fc.property(acts, fc.nat(1_000), (given, seed) => {
        let result: ReturnType<typeof splitByTime>
        try {
          result = splitByTime(toDataset(given), seed)
        } catch (error) {
          expect(error).toBeInstanceOf(SplitError)
          return
        }
        const { split, testFrom } = result
        const parts = PARTS.filter((part) => part !== 'left_out')
        const talents = parts.map(
          (part) => new Set(Array.from(rowsOf(split, part), (row) => given[row]?.talent)),
        )
        const everybody = talents.flatMap((some) => [...some])
        expect(new Set(everybody).size).toBe(everybody.length)
        const pairs = parts.map((part) =>
          Array.from(rowsOf(split, part), (row) => `${given[row]?.talent} ${given[row]?.job}`),
        )
        expect(new Set(pairs.flatMap((each) => [...new Set(each)])).size).toBe(
          pairs.reduce((sum, each) => sum + new Set(each).size, 0),
        )
        given.forEach(({ at }, row) => {
          const part = PARTS[split[row] as number]
          if (testFrom === null || part === 'left_out') return
          expect(at >= testFrom).toBe(part === 'test')
        })
      }),
      { numRuns: 300 },
    )
  })

  it('is the same for the same seed, and another for another', () => {
    const given = toDataset(world(2_000, 120))
    const { split } = splitByTime(given, 1)
    expect(splitByTime(given, 1).split).toEqual(split)
    expect(splitByTime(given, 2).split).not.toEqual(split)
  })

  it('has the last fifth for the test where talents come once', () => {
    const given = Array.from({ length: 1_000 }, (_, n) => ({ talent: n, job: n, at: n }))
    const dataset = { ...toDataset(given), talentIds: given.map(({ talent }) => `t${talent}`) }
    const counts = countParts(splitByTime(dataset, 1).split)
    expect(counts.test).toBe(200)
    expect(counts.left_out).toBe(0)
    expect(counts.validation / 800).toBeCloseTo(1 / 9, 1)
    expect(counts.calibration / 800).toBeCloseTo(1 / 9, 1)
  })

  it('keeps most of what there is to learn from where everybody acts all the time', () => {
    const given = world(10_000, 120)
    const counts = countParts(splitByTime(toDataset(given), 1).split)
    const learnt = counts.training + counts.validation + counts.calibration
    expect(learnt / 8_000).toBeGreaterThan(0.55)
    expect(counts.test / 2_000).toBeGreaterThan(0.3)
  })

  it('deals talents where everything was decided at one moment', () => {
    const given = world(2_000, 120).map((act) => ({ ...act, at: 5 }))
    const { split, testFrom } = splitByTime(toDataset(given), 1)
    expect(testFrom).toBeNull()
    expect(countParts(split).left_out).toBe(0)
    expect(Math.abs(countParts(split).test / 2_000 - 0.2)).toBeLessThan(0.1)
  })

  it('refuses what is too little', () => {
    expect(() => splitByTime(toDataset([]), 1)).toThrow(SplitError)
    expect(() => splitByTime(toDataset([{ talent: 1, job: 1, at: 1 }]), 1)).toThrow(
      'too few talents',
    )
  })
})

function world(count: number, talents: number): Act[] {
  const random = new Random('acts')
  return Array.from({ length: count }, (_, at) => ({
    talent: random.int(0, talents - 1),
    job: random.int(0, 50),
    at,
  }))
}
