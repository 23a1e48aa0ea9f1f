import { expect, test } from 'vitest'
import { averagePrecision, metricsOf, ndcg, recall } from '../../src/evaluation/metrics.ts'

const RELEVANT = new Map([
  ['a', 3],
  ['b', 1],
  ['c', 2],
])

test('average precision, by hand', () => {
  // Found at ranks 1, 3 and 4: (1/1 + 2/3 + 3/4) / 3
  expect(averagePrecision(['a', 'x', 'b', 'c'], RELEVANT)).toBeCloseTo(29 / 36, 12)
  // What is never found counts 0: (1/2) / 3
  expect(averagePrecision(['x', 'b'], RELEVANT)).toBeCloseTo(1 / 6, 12)
})

test('nDCG, by hand', () => {
  // Gains 1, 0, 3 at discounts 1, log2(3), 2; best 3, 2, 1
  const best = 3 + 2 / Math.log2(3) + 1 / 2
  expect(ndcg(['b', 'x', 'a'], RELEVANT, 10)).toBeCloseTo((1 + 3 / 2) / best, 12)
  expect(ndcg(['a', 'c', 'b'], RELEVANT, 10)).toBe(1)
  // At depth 1 the best is 3 alone.
  expect(ndcg(['c', 'a'], RELEVANT, 1)).toBeCloseTo(2 / 3, 12)
})

test('recall counts down to its depth', () => {
  expect(recall(['x', 'a', 'b', 'c'], RELEVANT, 3)).toBeCloseTo(2 / 3, 12)
})

test('a perfect ranking is worth 1, an empty one 0', () => {
  expect(metricsOf(['a', 'c', 'b'], RELEVANT)).toEqual({ map: 1, ndcg10: 1, recall20: 1 })
  expect(metricsOf([], RELEVANT)).toEqual({ map: 0, ndcg10: 0, recall20: 0 })
})
