import fc from 'fast-check'
import { expect, it } from 'vitest'
import { equalRuns } from '../../../src/embeddings/onnx/equal-runs.ts'

const tokens = (length: number) => Array.from({ length }, () => 1)

it('puts sequences of one length together, as many as 256 tokens hold', () => {
  const runs = equalRuns([3, 100, 3, 100, 100, 4, 3].map(tokens))
  expect(runs).toEqual([[0, 2, 6], [1, 3], [4], [5]])
})

it('runs each sequence once, none beside one of another length', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 300 })), (lengths) => {
      const runs = equalRuns(lengths.map(tokens))
      expect(runs.flat().sort((a, b) => a - b)).toEqual(lengths.map((_, index) => index))
      for (const run of runs) expect(new Set(run.map((at) => lengths[at])).size).toBe(1)
    }),
  )
})
