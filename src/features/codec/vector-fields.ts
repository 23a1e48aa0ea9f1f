import { DIMENSIONS, type TextVectors } from '../../embeddings/embedder.ts'
import type { BlockMemory } from './block-memory.ts'
import type { BlockReader } from './block-reader.ts'
import type { BlockWriter } from './block-writer.ts'

/** The mean, then the windows where there are several. @throws {RangeError} for vectors of another length */
export function writeVectors(out: BlockWriter, vectors: TextVectors | undefined): void {
  const all = !vectors
    ? []
    : vectors.windows.length > 1
      ? [vectors.mean, ...vectors.windows]
      : [vectors.mean]
  out.count(all.length)
  for (const each of all) {
    if (each.length !== DIMENSIONS) {
      throw new RangeError(`a vector of ${each.length} numbers, not ${DIMENSIONS}`)
    }
    out.halves(each)
  }
}

export function readVectors(block: BlockReader): TextVectors | undefined {
  const count = block.count()
  if (count === 0) return undefined
  return new HalfVectors(block.memory, block.halves(count * DIMENSIONS), count)
}

/** Vectors in half precision, turned into numbers when they are first read: ranking reads no windows. */
class HalfVectors implements TextVectors {
  readonly #memory: BlockMemory
  readonly #from: number
  readonly #count: number
  #mean: Float32Array | undefined
  #windows: readonly Float32Array[] | undefined

  constructor(memory: BlockMemory, from: number, count: number) {
    this.#memory = memory
    this.#from = from
    this.#count = count
  }

  get mean(): Float32Array {
    this.#mean ??= this.#vector(0)
    return this.#mean
  }

  get windows(): readonly Float32Array[] {
    this.#windows ??=
      this.#count === 1
        ? [this.mean]
        : Array.from({ length: this.#count - 1 }, (_, window) => this.#vector(window + 1))
    return this.#windows
  }

  #vector(index: number): Float32Array {
    return this.#memory.vector(this.#from + index * DIMENSIONS)
  }
}
