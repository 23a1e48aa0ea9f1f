import { appendFile, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openDiskCachedEmbedder } from '../../src/embeddings/disk-cache.ts'
import type { Embedder } from '../../src/embeddings/embedder.ts'
import { nullEmbedder } from '../../src/embeddings/null.ts'
import { textVectors } from '../../src/embeddings/unit-vector.ts'
import { embedderContract } from '../contracts/embedder.ts'

/** Embeds by arithmetic on the characters, two windows for long texts; notes what it was asked. */
function countingEmbedder(): Embedder & { readonly asked: string[] } {
  const asked: string[] = []
  return {
    id: 'test/counting',
    asked,
    embed: async (texts, { signal, onProgress } = {}) => {
      signal?.throwIfAborted()
      asked.push(...texts)
      onProgress?.(texts.length, texts.length)
      return texts.map((text) => {
        if (text.trim() === '') return undefined
        const rows = new Float32Array(text.length > 100 ? 768 : 384)
        for (let start = 0; start < rows.length; start += 384) {
          const row = rows.subarray(start, start + 384)
          row.forEach((_, i) => {
            row[i] = Math.sin((i + 1) * (start + 1 + text.charCodeAt(i % text.length)))
          })
          const length = Math.hypot(...row)
          row.forEach((value, i) => {
            row[i] = value / length
          })
        }
        return textVectors(rows)
      })
    },
    close: async () => {},
  }
}

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
