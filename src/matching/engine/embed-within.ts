import { setImmediate as otherWork } from 'node:timers/promises'
import { embedByText, type VectorsByText } from '../../embeddings/embed-by-text.ts'
import type { Embedder } from '../../embeddings/embedder.ts'
import { publishStage } from '../stages.ts'

/** Time that the rest of an answer takes once its texts are embedded, in milliseconds. */
const REST_OF_ANSWER_MS = 1500

/**
 * Texts that are looked up in one turn of the event loop, some 20 ms where no store can be asked: a large
 * request may bring 250,000 new names of skills.
 */
const TEXTS_A_TURN = 2_000

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
  const unique = [...new Set(texts)]
  const vectors: VectorsByText = new Map()
  if (unique.length === 0) return vectors
  const late = new AbortController()
  // Not AbortSignal.timeout: what AbortSignal.any is made of is held weakly in Node 20, and lost when memory is tidied.
  const timer = budgetMs === undefined ? undefined : setTimeout(() => late.abort(), left(budgetMs))
  const signal = AbortSignal.any([late.signal, ...(gone ? [gone] : [])])
  const begun = performance.now()
  try {
    for (let start = 0; start < unique.length; start += TEXTS_A_TURN) {
      if (start > 0) await otherWork()
      signal.throwIfAborted()
      const some = unique.slice(start, start + TEXTS_A_TURN)
      for (const [text, of] of await embedByText(embedder, some, { signal })) vectors.set(text, of)
    }
    return vectors
  } catch (error) {
    if (signal.aborted) return undefined
    throw error
  } finally {
    clearTimeout(timer)
    publishStage('embed', performance.now() - begun)
  }
}

const left = (budgetMs: number) =>
  Math.min(Math.max(0, Math.floor(budgetMs - REST_OF_ANSWER_MS)), LONGEST_TIMER_MS)
