import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fitWeights } from '../../../src/embeddings/onnx/fit-weights.ts'

const matrices = fc
  .record({ rows: fc.integer({ min: 1, max: 9 }), columns: fc.integer({ min: 1, max: 4 }) })
  .chain(({ rows, columns }) =>
    fc.record({
      bytes: fc.int8Array({ minLength: rows * columns, maxLength: rows * columns }),
      scales: fc.float32Array({
        min: Math.fround(1e-3),
        max: 1,
        noNaN: true,
        minLength: columns,
        maxLength: columns,
      }),
    }),
  )

describe('fitWeights', () => {
  it('leaves no two neighbours that overflow 16 bits', () => {
    fc.assert(
      fc.property(matrices, ({ bytes, scales }) => {
        const fitted = fitWeights({ bytes, scales })
        const columns = scales.length
        for (let row = 0; row < bytes.length / columns; row += 2) {
          for (let column = 0; column < columns; column++) {
            const at = row * columns + column
            const sum = (fitted.bytes[at] ?? 0) + (fitted.bytes[at + columns] ?? 0)
            expect(Math.abs(255 * sum)).toBeLessThanOrEqual(32_767)
          }
        }
      }),
    )
  })

  it('keeps each weight within one and a half of the steps that are left', () => {
    fc.assert(
      fc.property(matrices, ({ bytes, scales }) => {
        const fitted = fitWeights({ bytes, scales })
        bytes.forEach((byte, at) => {
          const column = at % scales.length
          const [was, is] = [scales[column] as number, fitted.scales[column] as number]
          const error = byte * was - (fitted.bytes[at] as number) * is
          expect(Math.abs(error)).toBeLessThanOrEqual(1.5 * is + 1e-6)
          expect(is / was).toBeLessThanOrEqual(2.0001)
        })
      }),
    )
  })

  it('changes nothing where nothing overflows', () => {
    const weights = {
      bytes: Int8Array.of(127, -128, 1, 64, -128, 64),
      scales: Float32Array.of(0.5),
    }
    expect(fitWeights(weights)).toEqual(weights)
  })

  it('halves the worst of columns alone', () => {
    const bytes = Int8Array.of(127, 3, 127, 4)
    const fitted = fitWeights({ bytes, scales: Float32Array.of(1, 1) })
    expect([...fitted.bytes]).toEqual([64, 3, 64, 4])
    expect([...fitted.scales]).toEqual([Math.fround(254 / 128), 1])
    expect([...bytes]).toEqual([127, 3, 127, 4])
  })
})
