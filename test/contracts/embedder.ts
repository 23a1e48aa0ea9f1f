import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DIMENSIONS, type Embedder, type TextVectors } from '../../src/embeddings/embedder.ts'

const LONG_TEXT = 'Registered nurse with ten years in intensive care. '.repeat(60)

/**
 * What every embedder promises. `open` is called once.
 *
 * @param vectors whether it has weights; without them every text is unknown
 */
export function embedderContract(
  name: string,
  open: () => Promise<Embedder>,
  { vectors, timeoutMs }: { vectors: boolean; timeoutMs?: number },
): void {
  describe(`embedder contract: ${name}`, () => {
    let embedder: Embedder
    beforeAll(async () => {
      embedder = await open()
    }, timeoutMs)
    afterAll(() => embedder?.close())

    const embedAll = async (texts: readonly string[]): Promise<TextVectors[]> => {
      const found = await embedder.embed(texts)
      return found.map((entry, i) => entry ?? expect.fail(`no vector for ${texts[i]}`))
    }

    it('has an id', () => expect(embedder.id).toMatch(/\S/))

    it('embeds no texts', async () => expect(await embedder.embed([])).toEqual([]))

    it('gives one entry a text, none for blank ones', async () => {
      const found = await embedder.embed(['', 'nurse', ' \n\t', 'nurse'])
      expect(found.map((entry) => entry !== undefined)).toEqual([false, vectors, false, vectors])
    })

    it('refuses to start when already aborted', async () => {
      if (!vectors) return expect(await embedder.embed(['x'])).toEqual([undefined])
      const reason = new Error('no longer wanted')
      const work = embedder.embed(['x'], { signal: AbortSignal.abort(reason) })
      await expect(work).rejects.toBe(reason)
    })

    if (!vectors) return

    it('gives unit vectors', async () => {
      for (const { mean, windows } of await embedAll(['nurse', '🚀', 'x', '東京', LONG_TEXT])) {
        for (const vector of [mean, ...windows]) {
          expect(vector).toHaveLength(DIMENSIONS)
          expect(Math.hypot(...vector)).toBeCloseTo(1, 5)
        }
      }
    })

    it('embeds a short text in one window and a long one in several', async () => {
      const [short, long] = await embedAll(['nurse', LONG_TEXT])
      expect(short?.windows).toEqual([short?.mean])
      expect(long?.windows.length).toBeGreaterThan(1)
      expect(long?.mean).not.toEqual(long?.windows[0])
    })

    it(
      'gives a text the same vector whatever stands beside it',
      async () => {
        const text = `crane operator ${Math.random()}`
        const other = await open()
        try {
          const [alone] = await other.embed([text])
          const among = await embedder.embed([LONG_TEXT, 'a', text, 'two words', text])
          expect(among[2]).toEqual(alone)
          expect(among[4]).toEqual(alone)
        } finally {
          await other.close()
        }
      },
      timeoutMs,
    )

    it('tells how far it is', async () => {
      const texts = Array.from({ length: 40 }, (_, i) => `progress ${i} ${Math.random()}`)
      const seen: number[] = []
      await embedder.embed(['', ...texts], {
        onProgress: (done, total) => {
          expect(total).toBe(41)
          seen.push(done)
        },
      })
      expect(seen).toEqual(seen.toSorted((a, b) => a - b))
      expect(seen.at(-1)).toBe(41)
    })
  })
}
