import type { Embedder } from '../../src/embeddings/embedder.ts'
import { textVectors } from '../../src/embeddings/unit-vector.ts'

/** Embeds by arithmetic on the characters, two windows for long texts; notes what it was asked. */
export function countingEmbedder(): Embedder & { readonly asked: string[] } {
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
