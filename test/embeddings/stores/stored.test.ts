import { describe, expect, it, vi } from 'vitest'
import { nullEmbedder } from '../../../src/embeddings/null.ts'
import { StoredEmbedder, type VectorLevel } from '../../../src/embeddings/stores/stored.ts'
import { createVectorCache } from '../../../src/embeddings/stores/vector-cache.ts'
import { embedderContract } from '../../contracts/embedder.ts'
import { countingEmbedder } from '../counting-embedder.ts'
import { MemoryStore } from './memory-store.ts'

const stores = () => [new MemoryStore('redis'), new MemoryStore('table')] as const

embedderContract(
  'stored',
  async () => new StoredEmbedder({ embedder: countingEmbedder(), stores: stores() }),
  { vectors: true },
)
embedderContract(
  'null, stored',
  async () => new StoredEmbedder({ embedder: nullEmbedder, stores: stores() }),
  { vectors: false },
)

/** A process of its own over stores that it shares with others. */
function open(over: readonly MemoryStore[]) {
  const embedder = countingEmbedder()
  const counts: Record<string, number> = {}
  const changes: [string, string | undefined][] = []
  const stored = new StoredEmbedder({
    embedder,
    stores: over,
    onEmbedded: (level: VectorLevel, texts) => {
      counts[level] = (counts[level] ?? 0) + texts
    },
    onStoreChange: (store, error) => changes.push([store, error?.message]),
  })
  return { stored, asked: embedder.asked, counts, changes }
}

const TEXTS = ['nurse', 'x'.repeat(200), '🚀', '\ud800', '\udfff', 'nurse', ' ']

describe('StoredEmbedder', () => {
  it('finds a text at the nearest level that has it, the same to the bit, and fills those before', async () => {
    const [redis, table] = stores()
    const first = open([redis, table])
    const vectors = await first.stored.embed(TEXTS)
    await first.stored.close()
    expect(first.asked).toEqual(TEXTS.slice(0, 5))
    expect(first.counts).toEqual({ model: 5 })

    const second = open([redis, table])
    expect(await second.stored.embed(TEXTS)).toEqual(vectors)
    expect(await second.stored.embed(TEXTS)).toEqual(vectors)
    expect(second.counts).toEqual({ redis: 5, memory: 5 })
    expect(second.asked).toEqual([])

    redis.kept.clear()
    const third = open([redis, table])
    expect(await third.stored.embed(TEXTS)).toEqual(vectors)
    await third.stored.close()
    expect(third.counts).toEqual({ table: 5 })
    expect(redis.kept.size).toBe(5)
  })

  it('goes on without a store that fails, says so once, and uses it when it is back', async () => {
    vi.useFakeTimers({ toFake: ['performance'] })
    try {
      const [redis, table] = stores()
      const { stored, changes, asked } = open([redis, table])
      redis.failure = new Error('gone')
      for (const text of ['a', 'b', 'c']) {
        expect((await stored.embed([text]))[0]?.mean).toHaveLength(384)
        vi.advanceTimersByTime(10_000)
      }
      expect(changes).toEqual([['redis', 'gone']])
      redis.failure = undefined
      await stored.embed(['d'])
      expect(changes).toEqual([
        ['redis', 'gone'],
        ['redis', undefined],
      ])
      expect(asked).toEqual(['a', 'b', 'c', 'd'])
      await stored.close()
      expect(table.kept.size).toBe(4)
    } finally {
      vi.useRealTimers()
    }
  })

  it('does not ask a store that has just failed', async () => {
    const table = new MemoryStore()
    const { stored } = open([table])
    table.failure = new Error('gone')
    for (const text of ['a', 'b', 'c']) await stored.embed([text])
    expect(table.lookups).toBe(1)
  })

  it('does not wait for a slow store after an abort', async () => {
    const table = new MemoryStore()
    table.delayMs = 60_000
    const { stored } = open([table])
    const { signal } = abortIn(20)
    const started = performance.now()
    await expect(stored.embed(['a'], { signal })).rejects.toThrow('enough')
    expect(performance.now() - started).toBeLessThan(500)
  })

  it('has background work saved before it goes on', async () => {
    const table = new MemoryStore()
    table.delayMs = 20
    const { stored } = open([table])
    await stored.embed(['a'], { priority: 'background' })
    expect(table.kept.size).toBe(1)
  })

  it('saves what was done before an abort', async () => {
    const table = new MemoryStore()
    const cache = createVectorCache()
    const inner = countingEmbedder()
    const abort = new AbortController()
    const embedder = {
      ...inner,
      embed: async (texts: readonly string[]) => {
        const [vectors] = await inner.embed(texts.slice(0, 1))
        if (vectors) cache.set(texts[0] ?? '', vectors)
        abort.abort(new Error('enough'))
        throw abort.signal.reason
      },
    }
    const stored = new StoredEmbedder({ embedder, stores: [table], cache })
    await expect(stored.embed(['a', 'b'], { signal: abort.signal })).rejects.toThrow('enough')
    await stored.close()
    expect(table.kept.size).toBe(1)
  })

  it('counts a text once that two ask for at the same time', async () => {
    const { stored, counts } = open(stores())
    const [[one], [other]] = await Promise.all([stored.embed(['a']), stored.embed(['a'])])
    expect(one).toEqual(other)
    expect(counts.model).toBe(1)
  })
})

function abortIn(ms: number): AbortController {
  const controller = new AbortController()
  setTimeout(() => controller.abort(new Error('enough')), ms)
  return controller
}
