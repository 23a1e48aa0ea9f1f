import { appendFile, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { nullEmbedder } from '../../../src/embeddings/null.ts'
import { openDiskCachedEmbedder } from '../../../src/embeddings/stores/disk-cache.ts'
import { embedderContract } from '../../contracts/embedder.ts'
import { countingEmbedder } from '../counting-embedder.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vectors-'))
})
afterEach(() => rm(folder, { recursive: true }))

embedderContract('null, cached on disk', () => openDiskCachedEmbedder(nullEmbedder, tmpdir()), {
  vectors: false,
})
embedderContract(
  'cached on disk',
  async () =>
    openDiskCachedEmbedder(countingEmbedder(), await mkdtemp(join(tmpdir(), 'contract-'))),
  { vectors: true },
)

describe('openDiskCachedEmbedder', () => {
  const TEXTS = ['nurse', 'x'.repeat(200), '🚀', '\ud800', '\udfff', 'nurse']

  async function embedOnce(texts: readonly string[] = TEXTS) {
    const inner = countingEmbedder()
    const embedder = await openDiskCachedEmbedder(inner, folder)
    try {
      return { found: await embedder.embed(texts), asked: inner.asked }
    } finally {
      await embedder.close()
    }
  }

  const onlyFile = async () => join(folder, (await readdir(folder))[0] as string)

  it('asks for each text once, over all runs', async () => {
    const first = await embedOnce()
    expect(first.asked).toEqual(TEXTS.slice(0, 5))
    const second = await embedOnce([...TEXTS, 'welder'])
    expect(second.asked).toEqual(['welder'])
    expect(second.found.slice(0, TEXTS.length)).toEqual(first.found)
    expect((await embedOnce(['welder'])).asked).toEqual([])
  })

  it('survives a file cut or garbled anywhere', async () => {
    const whole = await embedOnce()
    const data = await readFile(await onlyFile())
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: data.length - 1 }),
        fc.uint8Array({ maxLength: 50 }),
        async (length, garbage) => {
          const file = await onlyFile()
          await writeFile(file, data)
          await truncate(file, length)
          await appendFile(file, garbage)
          expect((await embedOnce()).found).toEqual(whole.found)
          expect((await embedOnce()).asked).toEqual([])
        },
      ),
      { numRuns: 50 },
    )
  })
})
