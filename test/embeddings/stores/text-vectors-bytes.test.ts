import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DIMENSIONS } from '../../../src/embeddings/embedder.ts'
import {
  hashText,
  vectorsFromBytes,
  vectorsToBytes,
  WINDOW_BYTES,
} from '../../../src/embeddings/stores/text-vectors-bytes.ts'
import { textVectors } from '../../../src/embeddings/unit-vector.ts'

const rows = fc
  .integer({ min: 1, max: 4 })
  .chain((windows) =>
    fc.float32Array({ minLength: windows * DIMENSIONS, maxLength: windows * DIMENSIONS }),
  )

describe('vectorsToBytes', () => {
  it('is read again to the bit, from bytes that start anywhere', () => {
    fc.assert(
      fc.property(rows, fc.integer({ min: 0, max: 7 }), (values, offset) => {
        const vectors = textVectors(values)
        const bytes = vectorsToBytes(vectors)
        const shifted = Buffer.concat([Buffer.alloc(offset), bytes]).subarray(offset)
        expect(vectorsFromBytes(shifted)).toEqual(vectors)
        expect(bytes.readFloatLE(4)).toBe(values[1])
      }),
      { numRuns: 30 },
    )
  })

  it('is not read where windows are not whole', () => {
    for (const length of [0, 1, WINDOW_BYTES - 1, WINDOW_BYTES + 4]) {
      expect(vectorsFromBytes(new Uint8Array(length))).toBeUndefined()
    }
  })
})

describe('hashText', () => {
  it('tells lone surrogates apart', () => {
    expect(hashText('\ud800')).not.toEqual(hashText('\udfff'))
    expect(hashText('nurse').toString('hex')).toBe(
      'b4be2113ef633371ca78c6caa12004d51576b56f6e0f01fc797e09686ae24dab',
    )
  })
})
