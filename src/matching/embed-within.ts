import { embedByText, type VectorsByText } from '../embeddings/embed-by-text.ts'
import type { Embedder } from '../embeddings/embedder.ts'

/** Time that the rest of an answer takes once its texts are embedded, in milliseconds. */
const REST_OF_ANSWER_MS = 1500

/** A longer timer would go off at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1

/**
 * Embeds what an answer needs, within the caller's time. What was embedded when the time ran out is
 * kept for the next request; the rest is dropped, for work that nobody waits for would only pile up.
 *
 * @param budgetMs how long the caller waits; absent: as long as it takes
 * @param gone aborted when the caller has gone: nobody waits then either
 * @returns vectors by text, `undefined` where the time ran out
 */
export async function embedWithin(
  embedder: Embedder,
  texts: Iterable<string>,
  budgetMs: number | undefined,
  gone?: AbortSignal,
): Promise<VectorsByText | undefined> {
  const unique = new Set(texts)
  if (unique.size === 0) return new Map()
  const signal = AbortSignal.any([
    ...(budgetMs === undefined ? [] : [timeoutOf(budgetMs)]),
    ...(gone ? [gone] : []),
  ])
  try {
    return await embedByText(embedder, unique, { signal })
  } catch (error) {
    if (signal.aborted) return undefined
    throw error
  }
}

function timeoutOf(budgetMs: number): AbortSignal {
  const ms = Math.floor(budgetMs - REST_OF_ANSWER_MS)
  return AbortSignal.timeout(Math.min(Math.max(0, ms), LONGEST_TIMER_MS))
}
