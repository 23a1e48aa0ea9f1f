import { LRUCache } from 'lru-cache'
import { DIMENSIONS, type TextVectors } from '../embedder.ts'

/** Vectors of the texts used last, by text. */
export type VectorCache = LRUCache<string, TextVectors>

/** Some 30,000 short texts. */
const DEFAULT_CACHE_BYTES = 64 * 1024 * 1024

/** @param bytes of memory that it takes, at most */
export function createVectorCache(bytes = DEFAULT_CACHE_BYTES): VectorCache {
  return new LRUCache({
    maxSize: bytes,
    sizeCalculation: ({ windows }, text) => 2 * text.length + (1 + windows.length) * 4 * DIMENSIONS,
  })
}
