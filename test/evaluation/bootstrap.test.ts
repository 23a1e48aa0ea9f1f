import { expect, test } from 'vitest'
import { bootstrap, excludesZero } from '../../src/evaluation/bootstrap.ts'

test('the interval of a mean of coin tosses is near the normal one', () => {
  const values = Array.from({ length: 400 }, (_, at) => at % 2)
  const { mean, low, high } = bootstrap(values)
  const halfWidth = 1.96 * Math.sqrt(0.25 / 400)
  expect(mean).toBe(0.5)
  expect(low).toBeCloseTo(0.5 - halfWidth, 2)
  expect(high).toBeCloseTo(0.5 + halfWidth, 2)
})

test('the same values give the same interval', () => {
  const values = [0.1, 0.9, 0.4, 0.7]
  expect(bootstrap(values)).toEqual(bootstrap(values))
})

test('a difference that is always there excludes zero, one that changes sides does not', () => {
  expect(excludesZero(bootstrap([0.1, 0.2, 0.15]))).toBe(true)
  expect(excludesZero(bootstrap([-0.1, -0.2, -0.15]))).toBe(true)
  expect(excludesZero(bootstrap([0.3, -0.3, 0.2, -0.1]))).toBe(false)
})
