import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import type { TextVectors } from '../../../src/embeddings/embedder.ts'
import { loadEmbedder } from '../../../src/embeddings/load.ts'
import { cosine, LOAD_TIMEOUT_MS, WEIGHTS } from '../model.ts'

interface Oracle {
  readonly texts: readonly { text: string; tokens: number; vector: string }[]
}

const oracle: Oracle = JSON.parse(
  await readFile(new URL('../../fixtures/sentence-transformers.json', import.meta.url), 'utf8'),
)

function oracleVector(base64: string): Float32Array {
  const data = Buffer.from(base64, 'base64')
  return Float32Array.from({ length: data.length / 4 }, (_, i) => data.readFloatLE(4 * i))
}

/** Windows of 254 tokens that start every 200, over all but the two special tokens. */
const windowCount = (tokens: number) => 1 + Math.max(0, Math.ceil((tokens - 2 - 254) / 200))

const embedWith = async (
  arithmetic: 'int8' | 'as-stored',
): Promise<(TextVectors | undefined)[]> => {
  const embedder = await loadEmbedder({ ...WEIGHTS, arithmetic })
  try {
    return await embedder.embed(oracle.texts.map(({ text }) => text))
  } finally {
    await embedder.close()
  }
}

describe.each([
  { arithmetic: 'as-stored', each: 0.99, mean: 0.999 },
  { arithmetic: 'int8', each: 0.985, mean: 0.997 },
] as const)('$arithmetic against sentence-transformers', ({ arithmetic, each, mean }) => {
  it('gives the same vectors', { timeout: LOAD_TIMEOUT_MS }, async () => {
    const found = await embedWith(arithmetic)
    const cosines = oracle.texts.map(({ text, tokens, vector }, i) => {
      const windows = found[i]?.windows ?? []
      expect(windows, text).toHaveLength(windowCount(tokens))
      return cosine(windows[0] as Float32Array, oracleVector(vector))
    })
    const worst = Math.min(...cosines)
    const average = cosines.reduce((a, b) => a + b, 0) / cosines.length
    console.log(`${arithmetic}: cosine ${average.toFixed(5)}, worst ${worst.toFixed(5)}`)
    expect(worst, oracle.texts[cosines.indexOf(worst)]?.text).toBeGreaterThanOrEqual(each)
    expect(average).toBeGreaterThanOrEqual(mean)
  })
})
