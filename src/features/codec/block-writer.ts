import { ALIGNMENT, checksumOf, HEADER, HEADER_BYTES } from './block.ts'
import { toHalf } from './half.ts'

/** Values below this, and whole, are written in a few bytes. */
export const SMALL = 2 ** 28
/** What stands in the bytes for a number that is none, or is no small whole one. */
export const NUMBER = { missing: 0, double: 1, small: 2 } as const

/** Takes values one after another, to be read by `BlockReader` in the same order. */
export class BlockWriter {
  readonly #doubles: number[] = []
  readonly #integers: number[] = []
  readonly #halves: number[] = []
  readonly #bytes: number[] = []
  #text = ''

  /** @param value whole, 0 … 2 ** 31 */
  count(value: number): void {
    let rest = value
    while (rest >= 0x80) {
      this.#bytes.push((rest & 0x7f) | 0x80)
      rest = Math.floor(rest / 0x80)
    }
    this.#bytes.push(rest)
  }

  /** Any number, NaN = missing. */
  number(value: number): void {
    if (Number.isNaN(value)) this.count(NUMBER.missing)
    else if (Number.isInteger(value) && value >= 0 && value < SMALL && !Object.is(value, -0)) {
      this.count(NUMBER.small + value)
    } else {
      this.count(NUMBER.double)
      this.#doubles.push(value)
    }
  }

  /** @param value whole, 32 bits, signed */
  integer(value: number): void {
    this.#integers.push(value)
  }

  /** @param value whole, 0-255 */
  byte(value: number): void {
    this.#bytes.push(value)
  }

  halves(values: Float32Array): void {
    for (const value of values) this.#halves.push(toHalf(value))
  }

  string(value: string): void {
    this.count(value.length)
    this.#text += value
  }

  /**
   * @param kind of what was written, 32 bits
   * @param format of this kind, 32 bits
   */
  finish(kind: number, format: number): Uint8Array<ArrayBuffer> {
    const isWide = /[^\0-\xff]/.test(this.#text)
    const text = Buffer.from(this.#text, isWide ? 'utf16le' : 'latin1')
    const areas = [
      new Uint8Array(Float64Array.from(this.#doubles).buffer),
      new Uint8Array(Int32Array.from(this.#integers).buffer),
      new Uint8Array(Uint16Array.from(this.#halves).buffer),
      Uint8Array.from(this.#bytes),
      text,
    ]
    const length = areas.reduce((sum, { byteLength }) => sum + byteLength, HEADER_BYTES)
    const block = new Uint8Array(Math.ceil(length / ALIGNMENT) * ALIGNMENT)
    const words = new Int32Array(block.buffer)
    words[HEADER.kind] = kind
    words[HEADER.format] = format
    words[HEADER.length] = block.length
    words.set(
      [this.#doubles, this.#integers, this.#halves, this.#bytes].map((area) => area.length),
      HEADER.counts,
    )
    words[HEADER.characters] = this.#text.length
    words[HEADER.width] = isWide ? 2 : 1
    let at = HEADER_BYTES
    for (const area of areas) {
      block.set(area, at)
      at += area.byteLength
    }
    words[HEADER.checksum] = checksumOf(words, 0, words.length)
    return block
  }
}
