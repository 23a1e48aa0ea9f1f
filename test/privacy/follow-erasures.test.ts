import { expect, it } from 'vitest'
import { StoredEmbedder } from '../../src/embeddings/stores/stored.ts'
import { createVectorCache } from '../../src/embeddings/stores/vector-cache.ts'
import { followErasures } from '../../src/jobs/privacy/follow-erasures.ts'
import { createEngine } from '../../src/matching/engine/engine.ts'
import { job, talent } from '../app.ts'
import { countingEmbedder } from '../embeddings/counting-embedder.ts'
import { DELIVERED_FOLDER } from '../models/variants.ts'
import { SENTINELS } from './person.ts'

it('has a service forget what it keeps in memory, when an erasure begins and when it ends', async () => {
  const cache = createVectorCache()
  const counting = countingEmbedder()
  const embedder = new StoredEmbedder({ embedder: counting, stores: [], cache })
  const engine = await createEngine({ modelFolder: DELIVERED_FOLDER, workers: 1 })
  await engine.useEmbedder({
    id: embedder.id,
    embed: (...call) => embedder.embed(...call),
    close: () => embedder.close(),
    forget: () => cache.clear(),
  })
  const ask = () =>
    engine.matchJobs({ ...talent(), bio: SENTINELS.bio }, [job(0)], { limit: 1, minScore: 0 })
  const remembers = () => [...cache.keys()].some((text) => text.includes(SENTINELS.bio))
  let mark = ''
  const stopping = new AbortController()
  let noted = 0
  const erasures = { mark: async () => mark, noteRedis: async () => void noted++ }
  let times = 0
  const forget = () => {
    engine.forget()
    times++
  }
  const following = followErasures(
    { erasures, hasRedis: true, forget, pauseMs: 5 },
    stopping.signal,
  )
  try {
    await expect.poll(() => times).toBe(1)
    for (const next of ['1', '1 2026-01-01']) {
      const { matches } = await ask()
      expect(matches).toHaveLength(1)
      expect(remembers()).toBe(true)
      // Neither vectors nor the row that was made of them are asked for again.
      const asked = counting.asked.length
      await ask()
      expect(counting.asked).toHaveLength(asked)
      mark = next
      await expect.poll(remembers).toBe(false)
      await ask()
      expect(counting.asked.length).toBeGreaterThan(asked)
    }
    expect(times).toBe(3)
    expect(noted).toBe(1)
  } finally {
    stopping.abort()
    await following
    await engine.close()
  }
})
