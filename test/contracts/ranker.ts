import { describe, expect, test } from 'vitest'
import type { Ranker } from '../../src/ranking/ranker.ts'
import { uniform } from '../ranking/random.ts'

const ROWS = 200

/** What every {@link Ranker} promises, for rows of numbers in [-2, 2) with gaps. */
export function testRanker(name: string, create: () => Ranker | Promise<Ranker>): void {
  describe(`${name} as a ranker`, async () => {
    const ranker = await create()
    const width = ranker.featureNames.length
    const random = uniform(11)
    const rows = Float64Array.from({ length: ROWS * width }, () =>
      random() < 0.2 ? Number.NaN : random() * 4 - 2,
    )
    const row = (index: number) => rows.slice(index * width, (index + 1) * width)
    const scores = new Float64Array(ROWS)
    ranker.predict(rows, ROWS, scores)

    test('scores a row alone as it does among others, and repeatably', () => {
      for (let index = 0; index < ROWS; index++) {
        const alone = new Float64Array(1)
        ranker.predict(row(index), 1, alone)
        expect(alone[0]).toBe(scores[index])
      }
    })

    test('gives finite scores, with all inputs missing too', () => {
      const blank = new Float64Array(1).fill(Number.NaN)
      ranker.predict(new Float64Array(width).fill(Number.NaN), 1, blank)
      expect([...scores, ...blank].every(Number.isFinite)).toBe(true)
    })

    test('explains each score: base and contributions add up to it', () => {
      const out = new Float64Array(width + 1).fill(99)
      const bases = new Set<number | undefined>()
      for (let index = 0; index < ROWS; index++) {
        ranker.contributions(row(index), out)
        const sum = out.reduce((total, value) => total + value, 0)
        expect(Math.abs(sum - (scores[index] ?? Number.NaN))).toBeLessThan(1e-6)
        bases.add(out[width])
      }
      expect(bases.size).toBe(1)
    })

    test('writes only the scores asked for, and leaves its input alone', () => {
      const before = rows.slice()
      const out = new Float64Array(3).fill(-7)
      ranker.predict(rows, 2, out)
      ranker.contributions(row(0), new Float64Array(width + 1))
      expect([...out]).toEqual([scores[0], scores[1], -7])
      expect(rows).toEqual(before)
    })

    test('names its inputs, each once', () => {
      expect(new Set(ranker.featureNames).size).toBe(width)
    })
  })
}
