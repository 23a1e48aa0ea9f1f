import { DIMENSIONS } from '../../embeddings/embedder.ts'
import { checksumOf, HEADER, HEADER_BYTES } from './block.ts'
import { NUMBER } from './block-writer.ts'
import { fromHalves } from './half.ts'
import type { PackedBlocks } from './packed-blocks.ts'
import { UndecodableError } from './undecodable.ts'

/** Of a row with a text of a few windows. */
const USUAL_VECTORS = 8

/** Typed arrays over one piece of memory that holds many blocks. */
export class BlockMemory {
  /** Number of blocks. */
  readonly count: number
  readonly starts: Uint32Array
  readonly doubles: Float64Array
  readonly integers: Int32Array
  readonly halves: Uint16Array
  readonly bytes: Uint8Array
  readonly text: Buffer
  /** Blocks that were found whole. */
  readonly whole: Uint8Array
  #vectors: Float32Array[] = []
  #used = 0

  constructor({ data, starts }: PackedBlocks) {
    this.count = starts.length - 1
    this.starts = starts
    this.doubles = new Float64Array(data)
    this.integers = new Int32Array(data)
    this.halves = new Uint16Array(data)
    this.bytes = new Uint8Array(data)
    this.text = Buffer.from(data)
    this.whole = new Uint8Array(this.count)
  }

  /** The vector whose halves begin at `from`; good until {@link reuseVectors}. */
  vector(from: number): Float32Array {
    let vector = this.#vectors[this.#used++]
    if (!vector) {
      vector = new Float32Array(DIMENSIONS)
      this.#vectors.push(vector)
    }
    fromHalves(this.halves, from, vector)
    return vector
  }

  /**
   * For where one block is read after another: vectors that were read so far are overwritten by the
   * next. Memory for each of thousands would take longer to get than to fill.
   */
  reuseVectors(): void {
    this.#used = 0
    if (this.#vectors.length > USUAL_VECTORS) this.#vectors.length = USUAL_VECTORS
  }
}

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

function checkBlock(memory: BlockMemory, index: number, kind: number, format: number): void {
  const { integers, starts } = memory
  const start = starts[index] as number
  const end = starts[index + 1] as number
  if (end - start < HEADER_BYTES) throw new UndecodableError('cut short within the header')
  const word = start / 4
  if (integers[word + HEADER.kind] !== kind) throw new UndecodableError('not the kind asked for')
  if (integers[word + HEADER.format] !== format) throw new UndecodableError('of another format')
  if (integers[word + HEADER.length] !== end - start) throw new UndecodableError('cut short')
  if (checksumOf(integers, word, end / 4) !== integers[word + HEADER.checksum]) {
    throw new UndecodableError('changed: the check sum does not hold')
  }
}
