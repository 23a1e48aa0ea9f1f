import { createHash } from 'node:crypto'
import { endianness } from 'node:os'
import { DIMENSIONS, type TextVectors } from '../embedder.ts'
import { textVectors } from '../unit-vector.ts'

/** Bytes of a {@link hashText}. */
export const HASH_BYTES = 32

/** Bytes of one window. */
export const WINDOW_BYTES = 4 * DIMENSIONS

const IS_BIG_ENDIAN = endianness() === 'BE'

/** sha256 of the text in UTF-16, as UTF-8 would take all lone surrogates for the same character. */
export const hashText = (text: string): Buffer =>
  createHash('sha256').update(text, 'utf16le').digest()

/** The first 64 bits of a {@link hashText}: two texts that share them are taken for one where that does no harm. */
export const textKey = (text: string): bigint => hashText(text).readBigInt64BE()

/** Vectors as they are stored: their windows one after the other, float32, little-endian. */
export function vectorsToBytes({ windows }: Pick<TextVectors, 'windows'>): Buffer {
  const bytes = Buffer.concat(
    windows.map(({ buffer, byteOffset, byteLength }) =>
      Buffer.from(buffer, byteOffset, byteLength),
    ),
  )
  return IS_BIG_ENDIAN ? bytes.swap32() : bytes
}

/**
 * Reads what {@link vectorsToBytes} wrote, to the bit; `undefined` where the bytes are not whole
 * windows. Keeps nothing of `bytes`.
 */
export function vectorsFromBytes(bytes: Uint8Array): TextVectors | undefined {
  if (bytes.length === 0 || bytes.length % WINDOW_BYTES !== 0) return undefined
  const rows = new Float32Array(bytes.length / 4)
  const copy = Buffer.from(rows.buffer)
  copy.set(bytes)
  if (IS_BIG_ENDIAN) copy.swap32()
  return textVectors(rows)
}
