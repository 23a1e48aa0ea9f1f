import type { Embedder, TextVectors } from '../embeddings/embedder.ts'

/** Time that the rest of an answer takes once its texts are embedded, in milliseconds. */
const REST_OF_ANSWER_MS = 1500

/**
 * Embeds what an answer needs, within the caller's time. What is under way when the time runs out
 * is finished all the same, and so is there the next time.
 *
 * @param budgetMs how long the caller waits; absent: as long as it takes
 * @returns vectors by text, `undefined` where the time ran out
 */
export async function embedWithin(
  embedder: Embedder,
  texts: Iterable<string>,
  budgetMs: number | undefined,
): Promise<Map<string, TextVectors | undefined> | undefined> {
  const unique = [...new Set(texts)]
  const work = embedder.embed(unique)
  const embedded =
    budgetMs === undefined ? await work : await orTimeout(work, budgetMs - REST_OF_ANSWER_MS)
  if (!embedded) return undefined
  return new Map(unique.map((text, at) => [text, embedded[at]]))
}

async function orTimeout<T>(work: Promise<T>, ms: number): Promise<T | undefined> {
  work.catch(() => {}) // Once the time is up, nobody waits for it.
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
