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

  it('ends when its caller has gone, wherever it is', async () => {
    const gone = new AbortController()
    setImmediate(() => gone.abort())
    expect(await embedWithin(nullEmbedder, texts, undefined, gone.signal)).toBeUndefined()
  })
})
