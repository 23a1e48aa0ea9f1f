import type { Embedder, TextVectors } from '../embeddings/embedder.ts'
import type { VectorLookup } from '../features/texts.ts'

/** Time left for the rest of an answer once its texts are embedded, in milliseconds. */
const REST_OF_ANSWER_MS = 1500

export interface EmbeddedTexts {
  readonly vectors: ReadonlyMap<string, TextVectors>
  /** Whether the caller's time ran out first; then nothing is in `vectors`, for a part would favour whoever was seen before. */
  readonly partial: boolean
}

/**
 * Embeds what an answer needs, within the caller's time. What is under way when the time runs out
 * is finished in the background, and so is there the next time.
 */
export async function embedWithin(
  embedder: Embedder,
  texts: Iterable<string>,
  budgetMs: number | undefined,
): Promise<EmbeddedTexts> {
  const unique = [...new Set(texts)].filter((text) => text.trim() !== '')
  const work = embedder.embed(unique)
  const embedded =
    budgetMs === undefined ? await work : await orTimeout(work, budgetMs - REST_OF_ANSWER_MS)
  const vectors = new Map<string, TextVectors>()
  embedded?.forEach((each, at) => {
    if (each) vectors.set(unique[at] as string, each)
  })
  return { vectors, partial: embedded === undefined }
}

async function orTimeout<T>(work: Promise<T>, ms: number): Promise<T | undefined> {
  work.catch(() => {}) // Once the time is up nobody waits for it.
  let timer: NodeJS.Timeout | undefined
  const timeout = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, Math.max(0, ms), undefined)
  })
  try {
    return await Promise.race([work, timeout])
  } finally {
    clearTimeout(timer)
  }
}

export const lookupIn =
  (vectors: ReadonlyMap<string, TextVectors>): VectorLookup =>
  (text) =>
    vectors.get(text)
