import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DIMENSIONS, type TextVectors } from '../../src/embeddings/embedder.ts'
import { hashText } from '../../src/embeddings/stores/text-vectors-bytes.ts'
import type { VectorStore } from '../../src/embeddings/stores/vector-store.ts'
import { textVectors } from '../../src/embeddings/unit-vector.ts'

const hashes = (count: number) =>
  Array.from({ length: count }, () => hashText(`text ${Math.random()}`).toString('hex'))

/** Numbers of every size, the smallest and negative zero among them: the store must keep each bit. */
function vectors(windows: number): TextVectors {
  const bits = Uint32Array.from({ length: windows * DIMENSIONS }, () => Math.random() * 2 ** 32)
  const rows = new Float32Array(bits.buffer)
  rows.forEach((value, i) => {
    if (!Number.isFinite(value)) rows[i] = -0
  })
  return textVectors(rows)
}

/** What every vector store promises. */
export function vectorStoreContract(
  name: string,
  open: () => Promise<{ readonly store: VectorStore; close(): Promise<void> }>,
): void {
  describe(`vector store contract: ${name}`, () => {
    let opened: Awaited<ReturnType<typeof open>>
    beforeAll(async () => {
      opened = await open()
    })
    afterAll(() => opened?.close())

    it('finds what was saved, to the bit, and nothing else', async () => {
      const { store } = opened
      const [one = '', other = '', absent = ''] = hashes(3)
      const saved = new Map([
        [one, vectors(1)],
        [other, vectors(7)],
      ])
      await store.saveMany('model/a', saved)
      const found = await store.findMany('model/a', [other, absent, one])
      expect(found.size).toBe(2)
      for (const [hash, of] of saved) {
        expect(found.get(hash)?.mean).toEqual(of.mean)
        expect(found.get(hash)?.windows).toEqual(of.windows)
      }
    })

    it('keeps the vectors of each model apart', async () => {
      const { store } = opened
      const [hash = ''] = hashes(1)
      await store.saveMany('model/a', new Map([[hash, vectors(1)]]))
      expect(await store.findMany('model/b', [hash])).toEqual(new Map())
    })

    it('is not changed by saving again, nor by saving and finding nothing', async () => {
      const { store } = opened
      const [hash = ''] = hashes(1)
      const saved = new Map([[hash, vectors(2)]])
      await Promise.all([store.saveMany('model/a', saved), store.saveMany('model/a', saved)])
      await store.saveMany('model/a', saved)
      await store.saveMany('model/a', new Map())
      expect(await store.findMany('model/a', [])).toEqual(new Map())
      expect(await store.findMany('model/a', [hash, hash])).toEqual(saved)
    })

    it('takes a thousand at once', async () => {
      const { store } = opened
      const saved = new Map(hashes(1_000).map((hash) => [hash, vectors(1)]))
      await store.saveMany('model/a', saved)
      expect(await store.findMany('model/a', [...saved.keys()])).toEqual(saved)
    })
  })
}
