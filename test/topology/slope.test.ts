import { expect, it } from 'vitest'
import { fitSlope } from '../../bench/topology/slope.ts'

it('is that of the line through points that lie on one', () => {
  const line = [0, 1, 2, 3].map((x) => [x, 5 - 2 * x] as const)
  expect(fitSlope(line)).toEqual({ slope: -2, margin: 0 })
})

it('has the interval of a table of Student’s t', () => {
  const points = Array.from({ length: 12 }, (_, x) => [x, x % 2] as const)
  const { slope, margin } = fitSlope(points)
  // Sums over 0 to 11: 143 of the squares of x, 3 of the products; 2.228139 for 10 degrees of freedom.
  expect(slope).toBeCloseTo(3 / 143, 12)
  expect(margin).toBeCloseTo(2.228139 * Math.sqrt((3 - (3 * 3) / 143) / 10 / 143), 3)
})
