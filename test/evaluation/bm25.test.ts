import { expect, test } from 'vitest'
import { Bm25 } from '../../src/evaluation/bm25.ts'

test('scores by hand: k1 1.2, b 0.75', () => {
  const bm25 = new Bm25(['Red apple', 'red red car', 'a green, green leaf.'])
  // 'red' stands in 2 of 3 documents of 3 words on average.
  const idf = Math.log(1 + (3 - 2 + 0.5) / (2 + 0.5))
  const score = (count: number, length: number) =>
    (idf * count * 2.2) / (count + 1.2 * (0.25 + (0.75 * length) / 3))
  const [first, second, third] = bm25.scores('RED')
  expect(first).toBeCloseTo(score(1, 2), 12)
  expect(second).toBeCloseTo(score(2, 3), 12)
  expect(third).toBe(0)
  expect(bm25.scores('red red')[0]).toBeCloseTo(2 * score(1, 2), 12)
})

test('words that no document holds add nothing', () => {
  expect([...new Bm25(['a b', 'constructor']).scores('toString __proto__')]).toEqual([0, 0])
})
