import type { TextVectors } from '../../../src/embeddings/embedder.ts'
import {
  vectorsFromBytes,
  vectorsToBytes,
} from '../../../src/embeddings/stores/text-vectors-bytes.ts'
import type { TextHash, VectorStore } from '../../../src/embeddings/stores/vector-store.ts'

/** A store in this process that can be made to fail, or to answer late. */
export class MemoryStore implements VectorStore {
  readonly name: VectorStore['name']
  readonly kept = new Map<string, Uint8Array>()
  lookups = 0
  failure: Error | undefined
  delayMs = 0

  constructor(name: VectorStore['name'] = 'table') {
    this.name = name
  }

  async findMany(model: string, hashes: readonly TextHash[]): Promise<Map<TextHash, TextVectors>> {
    this.lookups++
    await this.#answer()
    return new Map(
      hashes.flatMap((hash) => {
        const vectors = vectorsFromBytes(this.kept.get(model + hash) ?? new Uint8Array())
        return vectors ? [[hash, vectors] as const] : []
      }),
    )
  }

  async saveMany(model: string, vectors: ReadonlyMap<TextHash, TextVectors>): Promise<void> {
    await this.#answer()
    for (const [hash, of] of vectors) this.kept.set(model + hash, vectorsToBytes(of))
  }

  async #answer(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, this.delayMs))
    if (this.failure) throw this.failure
  }
}
