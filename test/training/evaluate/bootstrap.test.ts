import { expect, test } from 'vitest'
import { Bootstrap, bootstrapMean } from '../../../src/training/evaluate/bootstrap.ts'
import {
  differenceOf,
  excludesZero,
  intervalOf,
  quantileOf,
} from '../../../src/training/evaluate/interval-of.ts'
import { ratio } from '../../../src/training/evaluate/statistic.ts'
import { Random } from '../../../src/training/synthetic/random.ts'

test('the interval of a mean of coin tosses is near the normal one', () => {
  const values = Array.from({ length: 400 }, (_, at) => at % 2)
  const { mean, low, high } = bootstrapMean(values, { resamples: 10_000 })
  const halfWidth = 1.96 * Math.sqrt(0.25 / 400)
  expect(mean).toBe(0.5)
  expect(low).toBeCloseTo(0.5 - halfWidth, 2)
  expect(high).toBeCloseTo(0.5 + halfWidth, 2)
})

test('the same values give the same interval, and another seed a little another', () => {
  const values = Array.from({ length: 30 }, (_, at) => Math.sin(at))
  expect(bootstrapMean(values)).toEqual(bootstrapMean(values))
  expect(bootstrapMean(values, { seed: 2 })).not.toEqual(bootstrapMean(values))
})

test('a difference that is always there excludes zero, one that changes sides does not', () => {
  expect(excludesZero(bootstrapMean([0.1, 0.2, 0.15]))).toBe(true)
  expect(excludesZero(bootstrapMean([-0.1, -0.2, -0.15]))).toBe(true)
  expect(excludesZero(bootstrapMean([0.3, -0.3, 0.2, -0.1]))).toBe(false)
})

test('pairs of one talent count as one: alike ones widen the interval as they should', () => {
  // 100 talents, 20 equal values each: as sure as 100 values, and not as 2,000.
  const random = new Random('clusters')
  const own = Array.from({ length: 100 }, () => random.bell())
  const talents = Uint32Array.from(own.keys())
  const bootstrap = new Bootstrap(100, { resamples: 4000 })
  const mean = bootstrap.add(
    ratio({
      talents,
      above: Float64Array.from(own, (value) => 20 * value),
      below: new Float64Array(100).fill(20),
    }),
  )
  for (const _ of bootstrap.run());
  const { low, high } = intervalOf(mean)
  expect(high - low).toBeCloseTo(2 * 1.96 * Math.sqrt(1 / 100), 1)
})

test('differences are paired: what is always ahead by as much has no width', () => {
  const values = [0.1, 0.9, 0.4, 0.7]
  const bootstrap = new Bootstrap(4)
  const mean = (shift: number) =>
    bootstrap.add((draws) =>
      values.reduce((sum, value, at) => sum + ((draws[at] as number) * (value + shift)) / 4, 0),
    )
  const [one, other] = [mean(0.05), mean(0)]
  for (const _ of bootstrap.run());
  const { mean: ahead, low, high } = intervalOf(differenceOf(one, other))
  for (const each of [ahead, low, high]) expect(each).toBeCloseTo(0.05, 12)
})

test('resamples that say nothing are left out of the quantiles', () => {
  expect(quantileOf(Float64Array.of(3, Number.NaN, 1, 2), 0.5)).toBe(2)
  expect(quantileOf(Float64Array.of(Number.NaN), 0.5)).toBeNaN()
})
