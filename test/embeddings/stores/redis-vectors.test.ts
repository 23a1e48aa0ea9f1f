import type { Redis } from 'ioredis'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { RedisVectors } from '../../../src/embeddings/stores/redis-vectors.ts'
import { StoredEmbedder } from '../../../src/embeddings/stores/stored.ts'
import { createVectorCache } from '../../../src/embeddings/stores/vector-cache.ts'
import { openRedis } from '../../../src/runtime/redis.ts'
import { vectorStoreContract } from '../../contracts/vector-store.ts'
import { noRedis, TestRedis } from '../../redis-server.ts'
import { countingEmbedder } from '../counting-embedder.ts'

describe.skipIf(noRedis)('RedisVectors', () => {
  vectorStoreContract('Redis', async () => {
    const server = await TestRedis.start()
    const redis = await openRedis(server.url)
    return {
      store: new RedisVectors(redis),
      close: async () => {
        redis.disconnect()
        await server.remove()
      },
    }
  })

  let server: TestRedis
  let redis: Redis
  beforeAll(async () => {
    server = await TestRedis.start()
    redis = await openRedis(server.url)
  })
  afterAll(async () => {
    redis?.disconnect()
    await server?.remove()
  })

  const open = () => {
    const embedder = countingEmbedder()
    const changes: (string | undefined)[] = []
    const stored = new StoredEmbedder({
      embedder,
      stores: [new RedisVectors(redis)],
      // Nothing stays in memory, so that each text is looked up.
      cache: createVectorCache(1),
      onStoreChange: (_store, error) => changes.push(error?.message),
    })
    return { stored, asked: embedder.asked, changes }
  }

  it('lets keys go after a week, and takes damaged ones as absent', async () => {
    const store = new RedisVectors(redis)
    const { stored } = open()
    await stored.embed(['aged'], { priority: 'background' })
    const [key = ''] = await redis.keys('talentmatch:vectors:*')
    expect(await redis.ttl(key)).toBeGreaterThan(6 * 24 * 3600)
    await redis.set(key, 'damaged')
    const hash = key.slice(-64)
    expect(await store.findMany('test/counting', [hash])).toEqual(new Map())
  })

  it('is done without while it is killed or frozen, and used again when it is back', async () => {
    const { stored, asked, changes } = open()
    await stored.embed(['before'], { priority: 'background' })

    await server.kill()
    const started = performance.now()
    for (const text of ['gone 1', 'gone 2', 'gone 3']) await stored.embed([text])
    expect(performance.now() - started).toBeLessThan(500)
    expect(asked).toEqual(['before', 'gone 1', 'gone 2', 'gone 3'])
    expect(changes).toHaveLength(1)

    await server.start()
    await expect
      .poll(
        async () => {
          await stored.embed(['after'], { priority: 'background' })
          return asked.filter((text) => text === 'after').length > 0 && changes.at(-1)
        },
        { timeout: 10_000, interval: 100 },
      )
      .toBeUndefined()
    expect(changes).toHaveLength(2)
    const askedBefore = asked.length
    await stored.embed(['after'])
    expect(asked).toHaveLength(askedBefore)

    server.freeze()
    const frozen = performance.now()
    await stored.embed(['frozen'])
    expect(performance.now() - frozen).toBeLessThan(1_500)
    expect(changes).toHaveLength(3)
    server.thaw()
  })

  it('starts where there is none', async () => {
    const lost = await openRedis('/nowhere/redis.sock')
    await expect(new RedisVectors(lost).findMany('m', ['00'])).rejects.toThrow()
    lost.disconnect()
  })
})
