import type { Redis } from 'ioredis'
import type { TextVectors } from '../embedder.ts'
import { vectorsFromBytes, vectorsToBytes } from './text-vectors-bytes.ts'
import type { TextHash, VectorStore } from './vector-store.ts'

/**
 * Texts of profiles and postings that are alive are asked for well within a week; what nobody asks
 * for leaves the memory of Redis, and stays in the table.
 */
const TTL_SECONDS = 7 * 24 * 60 * 60

/** Vectors in Redis, shared by all replicas of the service. A key is of model and text. */
export class RedisVectors implements VectorStore {
  readonly name = 'redis'
  readonly #redis: Redis

  /** @param redis stays the caller's to close */
  constructor(redis: Redis) {
    this.#redis = redis
  }

  async findMany(model: string, hashes: readonly TextHash[]): Promise<Map<TextHash, TextVectors>> {
    const found = new Map<TextHash, TextVectors>()
    if (hashes.length === 0) return found
    const values = await this.#redis.mgetBuffer(hashes.map((hash) => keyOf(model, hash)))
    hashes.forEach((hash, i) => {
      const bytes = values[i]
      const vectors = bytes ? vectorsFromBytes(bytes) : undefined
      if (vectors) found.set(hash, vectors)
    })
    return found
  }

  async saveMany(model: string, vectors: ReadonlyMap<TextHash, TextVectors>): Promise<void> {
    const pipeline = this.#redis.pipeline()
    for (const [hash, of] of vectors) {
      pipeline.set(keyOf(model, hash), vectorsToBytes(of), 'EX', TTL_SECONDS)
    }
    for (const [error] of (await pipeline.exec()) ?? []) if (error) throw error
  }
}

const keyOf = (model: string, hash: TextHash) => `talentmatch:vectors:${model}:${hash}`
