import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findLeak } from '../../../src/training/gate/find-leak.ts'
import { Random } from '../../../src/training/synthetic/random.ts'

const COUNT = 1000

/** Three features of noise, the second planted. */
function planted(plantedFor: (label: number, random: Random) => number) {
  const random = new Random('leak')
  const labels = Float64Array.from({ length: COUNT }, () => random.pick([10, 30, 55, 100]))
  const rows = new Float64Array(3 * COUNT)
  labels.forEach((label, row) => {
    rows.set([random.next(), plantedFor(label, random), random.next()], 3 * row)
  })
  return findLeak(rows, labels, ['first', 'planted', 'last'])
}

describe('findLeak', () => {
  it.each<[string, (label: number, random: Random) => number]>([
    ['the label', (label) => label],
    ['turned round', (label) => -label],
    [
      'bent, so that it does not correlate',
      (label) => [0, 9, 3, 1][[10, 30, 55, 100].indexOf(label)] ?? 0,
    ],
    ['known for a third', (label, random) => (random.chance(1 / 3) ? label : Number.NaN)],
    ['missing for the best', (label) => (label > 60 ? Number.NaN : label)],
  ])('sees a label in a feature: %s', async (_, plantedFor) => {
    const { feature, explains } = await planted(plantedFor)
    expect(feature).toBe('planted')
    expect(explains).toBeGreaterThan(0.8)
  })

  it('says how much a blurred one explains: the share of its variance', async () => {
    const { explains, labelDeviation } = await planted(
      (label, random) => label + 20 * random.bell(),
    )
    const variance = labelDeviation ** 2
    expect(explains).toBeCloseTo(variance / (variance + 400), 1)
  })

  it('finds nothing in noise, constants and nothing', async () => {
    expect((await planted((_, random) => random.next())).explains).toBeLessThan(0.03)
    expect((await planted(() => 1)).explains).toBeLessThan(0.03)
    expect((await planted(() => Number.NaN)).explains).toBeLessThan(0.03)
  })

  it('stays between 0 and 1 for anything', async () => {
    const value = fc.oneof(fc.constant(Number.NaN), fc.double({ min: -5, max: 5, noNaN: true }))
    const rows = fc.array(fc.tuple(value, fc.integer({ min: 0, max: 100 })), { minLength: 2 })
    await fc.assert(
      fc.asyncProperty(rows, async (pairs) => {
        const { explains } = await findLeak(
          Float64Array.from(pairs, ([feature]) => feature),
          Float64Array.from(pairs, ([, label]) => label),
          ['only'],
        )
        expect(explains).toBeGreaterThanOrEqual(0)
        expect(explains).toBeLessThanOrEqual(1)
      }),
    )
  })
})
