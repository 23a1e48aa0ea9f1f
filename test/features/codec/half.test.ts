import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromHalves, toHalf } from '../../../src/features/codec/half.ts'

const numberOf = (half: number) => {
  const numbers = new Float32Array(1)
  fromHalves(Uint16Array.of(half), 0, numbers)
  return numbers[0] as number
}

describe('numbers in half precision', () => {
  it.each([
    [0, 0x0000],
    [-0, 0x8000],
    [1, 0x3c00],
    [-2, 0xc000],
    [0.1, 0x2e66],
    [65504, 0x7bff],
    [65519, 0x7bff],
    [65520, 0x7c00],
    [Number.POSITIVE_INFINITY, 0x7c00],
    [Number.NaN, 0x7e00],
    [2 ** -14, 0x0400],
    [2 ** -24, 0x0001],
    [2 ** -25, 0x0000],
    [3 * 2 ** -25, 0x0002],
    [2 ** -14 - 2 ** -26, 0x0400],
  ])('%d is %i', (value, half) => {
    expect(toHalf(value)).toBe(half)
  })

  it('come back as they went, each of them', () => {
    for (let half = 0; half < 0x10000; half++) {
      const value = numberOf(half)
      if (Number.isNaN(value)) expect(numberOf(toHalf(value))).toBeNaN()
      else expect(toHalf(value)).toBe(half)
    }
  })

  it('are the nearest there are', () => {
    fc.assert(
      fc.property(fc.float({ noNaN: true, min: -60_000, max: 60_000 }), (value) => {
        const half = toHalf(value)
        const error = Math.abs(numberOf(half) - value)
        for (const neighbour of [half - 1, half + 1]) {
          const other = Math.abs(numberOf(neighbour & 0xffff) - value)
          if (Number.isFinite(other)) expect(error).toBeLessThanOrEqual(other)
        }
      }),
      { numRuns: 2000 },
    )
  })
})
