/**
 * A block of bytes: a header, then values by their width, so that each stands where typed arrays
 * can read it in place: doubles, 32-bit integers, halves, bytes, text. Little-endian, as is every
 * machine that ONNX Runtime is built for.
 *
 * | bytes | header                                                |
 * |-------|-------------------------------------------------------|
 * | 0-3   | kind of block                                         |
 * | 4-7   | format                                                |
 * | 8-11  | length of the block in bytes, a multiple of 8         |
 * | 12-15 | check sum of all that follows                         |
 * | 16-31 | number of doubles, of integers, of halves, of bytes   |
 * | 32-35 | number of characters of text                          |
 * | 36-39 | bytes of a character, 1 or 2                          |
 */
export const HEADER_BYTES = 40
export const ALIGNMENT = 8

/** Positions in the header, in 32-bit words. */
export const HEADER = {
  kind: 0,
  format: 1,
  length: 2,
  checksum: 3,
  counts: 4,
  characters: 8,
  width: 9,
} as const

/** FNV-1a over the words of a block behind its check sum: any change of one word changes it. */
export function checksumOf(words: Int32Array, from: number, to: number): number {
  let hash = 0x811c9dc5
  for (let at = from + HEADER.checksum + 1; at < to; at++) {
    hash = Math.imul(hash ^ (words[at] as number), 0x01000193)
  }
  return hash | 0
}
