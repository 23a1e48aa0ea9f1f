import { HEADER, HEADER_BYTES } from './block.ts'
import { type BlockMemory, checkBlock } from './block-memory.ts'
import { NUMBER } from './block-writer.ts'
import { UndecodableError } from './undecodable.ts'

/** Reads the values of one block in the order in which they were written. */
export class BlockReader {
  readonly memory: BlockMemory
  #text: string | undefined
  readonly #textEnd: number
  readonly #width: number
  // Positions of the next values, and where each kind ends, in units of its array.
  #double: number
  readonly #doubleEnd: number
  #integer: number
  readonly #integerEnd: number
  #half: number
  readonly #halfEnd: number
  #byte: number
  readonly #byteEnd: number
  #character = 0

  /**
   * @param index which block of the memory
   * @throws {UndecodableError} when the block is not whole, or of another kind or format
   */
  constructor(memory: BlockMemory, index: number, kind: number, format: number) {
    if (memory.whole[index] === 0) {
      checkBlock(memory, index, kind, format)
      memory.whole[index] = 1
    }
    const start = memory.starts[index] as number
    const header = (at: number) => memory.integers[start / 4 + at] as number
    this.memory = memory
    this.#double = (start + HEADER_BYTES) / 8
    this.#doubleEnd = this.#double + header(HEADER.counts)
    this.#integer = this.#doubleEnd * 2
    this.#integerEnd = this.#integer + header(HEADER.counts + 1)
    this.#half = this.#integerEnd * 2
    this.#halfEnd = this.#half + header(HEADER.counts + 2)
    this.#byte = this.#halfEnd * 2
    this.#byteEnd = this.#byte + header(HEADER.counts + 3)
    this.#width = header(HEADER.width)
    this.#textEnd = this.#byteEnd + header(HEADER.characters) * this.#width
    if (this.#textEnd > (memory.starts[index + 1] as number)) {
      throw new UndecodableError('longer within than without')
    }
  }

  /** A whole number, 0 or more. */
  count(): number {
    const { bytes } = this.memory
    let value = 0
    for (let factor = 1; ; factor *= 0x80) {
      if (this.#byte >= this.#byteEnd) throw new UndecodableError('out of bytes')
      const byte = bytes[this.#byte++] as number
      if (byte < 0x80) return value + byte * factor
      value += (byte & 0x7f) * factor
    }
  }

  /** Any number, NaN = missing. */
  number(): number {
    const value = this.count()
    if (value === NUMBER.missing) return Number.NaN
    if (value !== NUMBER.double) return value - NUMBER.small
    if (this.#double >= this.#doubleEnd) throw new UndecodableError('out of doubles')
    return this.memory.doubles[this.#double++] as number
  }

  /** The next `count` integers, in place. */
  integers(count: number): Int32Array {
    const from = this.#integer
    this.#integer += count
    if (this.#integer > this.#integerEnd) throw new UndecodableError('out of integers')
    return this.memory.integers.subarray(from, this.#integer)
  }

  /** The next `count` bytes, in place. */
  bytes(count: number): Uint8Array {
    const from = this.#byte
    this.#byte += count
    if (this.#byte > this.#byteEnd) throw new UndecodableError('out of bytes')
    return this.memory.bytes.subarray(from, this.#byte)
  }

  /** Where the next `count` halves begin in {@link BlockMemory.halves}. */
  halves(count: number): number {
    const from = this.#half
    this.#half += count
    if (this.#half > this.#halfEnd) throw new UndecodableError('out of halves')
    return from
  }

  string(): string {
    this.#text ??= this.memory.text.toString(
      this.#width === 2 ? 'utf16le' : 'latin1',
      this.#byteEnd,
      this.#textEnd,
    )
    const from = this.#character
    this.#character += this.count()
    if (this.#character > this.#text.length) throw new UndecodableError('out of text')
    return this.#text.slice(from, this.#character)
  }
}
