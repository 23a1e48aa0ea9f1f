import { DIMENSIONS } from '../../embeddings/embedder.ts'
import { checksumOf, HEADER, HEADER_BYTES } from './block.ts'
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

/** @throws {UndecodableError} when a block is not whole, or of another kind or format */
export function checkBlock(memory: BlockMemory, index: number, kind: number, format: number): void {
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
