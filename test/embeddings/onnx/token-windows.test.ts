import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { tokenWindows } from '../../../src/embeddings/onnx/token-windows.ts'

const contentOf = (window: readonly number[]) => window.slice(1, -1)

describe('tokenWindows', () => {
  it.each([
    [0, 1],
    [254, 1],
    [255, 2],
    [454, 2],
    [455, 3],
  ])('cuts %i tokens into %i windows', (tokens, windows) => {
    expect(tokenWindows(Array.from({ length: tokens }, (_, i) => i))).toHaveLength(windows)
  })

  it('spreads 40 windows over a text of more', () => {
    fc.assert(
      fc.property(fc.integer({ min: 8_055, max: 20_000 }), (count) => {
        const tokens = Array.from({ length: count }, (_, i) => i)
        const windows = tokenWindows(tokens).map(contentOf)
        expect(windows.map(({ length }) => length)).toEqual(Array(40).fill(254))
        const starts = windows.map(([first]) => first as number)
        expect([starts[0], windows.at(-1)?.at(-1)]).toEqual([0, count - 1])
        const strides = starts.slice(1).map((start, i) => start - (starts[i] as number))
        expect(Math.max(...strides) - Math.min(...strides)).toBeLessThanOrEqual(1)
      }),
    )
  })

  it('loses no token, overlaps, and starts with what truncation would leave', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 8_054 }), (count) => {
        const tokens = Array.from({ length: count }, (_, i) => 1000 + i)
        const windows = tokenWindows(tokens)
        expect(contentOf(windows[0] ?? [])).toEqual(tokens.slice(0, 254))
        expect(new Set(windows.flatMap(contentOf)).size).toBe(count)
        windows.forEach((window, i) => {
          expect(window.length).toBeLessThanOrEqual(256)
          expect([window[0], window.at(-1)]).toEqual([101, 102])
          expect(contentOf(window)).toEqual(tokens.slice(200 * i, 200 * i + 254))
          // The last brings something that the one before it lacks.
          if (i > 0) expect(contentOf(window).length).toBeGreaterThan(54)
        })
      }),
    )
  })
})
