import type { Redis } from 'ioredis'
import type { Connection } from '../db/database.ts'
import { EmbeddingTable } from '../db/match-index/embedding-table.ts'
import type { Embedder } from '../embeddings/embedder.ts'
import type { OnStoreChange } from '../embeddings/stores/skippable-store.ts'
import { StoredEmbedder, type StoredEmbedderOptions } from '../embeddings/stores/stored.ts'
import { createVectorCache } from '../embeddings/stores/vector-cache.ts'
import type { VectorStore } from '../embeddings/stores/vector-store.ts'
import type { Config } from '../settings/config.ts'
import { type OpenEmbedderOptions, openEmbedder } from './open-engine.ts'

export interface OpenStoredEmbedderOptions
  extends Pick<OpenEmbedderOptions, 'signal' | 'onFetch'>,
    Pick<StoredEmbedderOptions, 'onEmbedded' | 'onStoreChange'> {
  /** Stays the caller's to close, after the embedder. */
  readonly database: Connection
}

/**
 * An embedder that looks texts up in memory, in Redis where `REDIS_URL` names one, and in the
 * database, before it embeds them; see {@link openEmbedder}.
 */
export async function openStoredEmbedder(
  config: Config,
  { database, onEmbedded, onStoreChange, ...options }: OpenStoredEmbedderOptions,
): Promise<Embedder> {
  // One memory for both, so that what was done before an abort is saved too.
  const cache = createVectorCache()
  const embedder = await openEmbedder(config, { ...options, cache })
  const redis = await openRedisOf(config)
  const stores: VectorStore[] = [...(redis?.stores ?? []), new EmbeddingTable(database)]
  const stored = new StoredEmbedder({ embedder, stores, cache, onEmbedded, onStoreChange })
  return {
    id: stored.id,
    embed: (...call) => stored.embed(...call),
    forget: () => cache.clear(),
    close: async () => {
      await stored.close()
      redis?.client.disconnect()
    },
  }
}

async function openRedisOf({
  redisUrl,
}: Config): Promise<{ readonly client: Redis; readonly stores: VectorStore[] } | undefined> {
  if (redisUrl === undefined) return undefined
  const [{ openRedis }, { RedisVectors }] = await Promise.all([
    import('../runtime/redis.ts'),
    import('../embeddings/stores/redis-vectors.ts'),
  ])
  const client = await openRedis(redisUrl)
  return { client, stores: [new RedisVectors(client)] }
}

/** Says in a log what becomes of stores. */
export function tellOfStores(logger: {
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
}): OnStoreChange {
  return (store, error) => {
    if (error)
      logger.warn(
        { store, reason: error.message },
        'vector store unavailable, continuing without it',
      )
    else logger.info({ store }, 'vector store available again')
  }
}
