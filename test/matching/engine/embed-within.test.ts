import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { describe, expect, it } from 'vitest'
import { nullEmbedder } from '../../../src/embeddings/null.ts'
import { embedWithin } from '../../../src/matching/engine/embed-within.ts'

const texts = Array.from({ length: 20_000 }, (_, n) => `skill ${n}`)

describe('embedding many texts within a time', () => {
  it('lets others have their turn, where no lookup waits for anything', async () => {
    let turns = 0
    let next = setImmediate(function count() {
      turns++
      next = setImmediate(count)
    })
    const vectors = await embedWithin(nullEmbedder, [...texts, ...texts], undefined)
    clearImmediate(next)
    expect(turns).toBeGreaterThanOrEqual(8)
    expect([...(vectors?.keys() ?? [])]).toEqual(texts)
  })

  it('ends when the time is out, also when memory was tidied meanwhile', async () => {
    setFlagsFromString('--expose-gc')
    const tidy = setInterval(runInNewContext('gc'), 20)
    const endless = {
      ...nullEmbedder,
      embed: (_texts: readonly string[], { signal }: { signal?: AbortSignal } = {}) =>
        new Promise<never>((_resolve, reject) => {
          signal?.addEventListener('abort', () => reject(signal.reason))
        }),
    }
    try {
      // The rest of an answer takes 1,500 ms of them.
      expect(await embedWithin(endless, ['a text'], 1_700)).toBeUndefined()
    } finally {
      clearInterval(tidy)
    }
  })

  it('ends when its caller has gone, wherever it is', async () => {
    const gone = new AbortController()
    setImmediate(() => gone.abort())
    expect(await embedWithin(nullEmbedder, texts, undefined, gone.signal)).toBeUndefined()
  })
})
