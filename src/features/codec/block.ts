/**
 * A block of bytes: a header, then values by their width, so that each stands where typed arrays
 * can read it in place: doubles, 32-bit integers, halves, bytes, text. Little-endian, as is every
 * machine that ONNX Runtime is built for.
 *
 * | bytes | header                                                |
 * |-------|-------------------------------------------------------|
 * | 0-1   | kind of block                                         |
 * | 2-3   | format                                                |
 * | 4-7   | length of the block in bytes, a multiple of 8         |
 * | 8-11  | check sum of all that follows                         |
 * | 12-27 | number of doubles, of integers, of halves, of bytes   |
 * | 28-31 | number of characters of text, times 2; + 1 if 2 bytes each |
 */
export const HEADER_BYTES = 32
export const ALIGNMENT = 8

/** Positions in the header, in 32-bit words. */
export const HEADER = { kindAndFormat: 0, length: 1, checksum: 2, counts: 3, text: 7 } as const

/** The first word of a block. */
export const signature = (kind: number, format: number) => (kind | (format << 16)) >>> 0

/** FNV-1a over the words of a block behind its check sum: any change of one word changes it. */
export function checksumOf(words: Int32Array, from: number, to: number): number {
  let hash = 0x811c9dc5
  for (let at = from + HEADER.checksum + 1; at < to; at++) {
    hash = Math.imul(hash ^ (words[at] as number), 0x01000193)
  }
  return hash | 0
}
