import type { EmbeddingTable } from '../../db/match-index/embedding-table.ts'

/** Some 200 MB. To find them takes as long however few they are, so they are many. */
const BATCH = 100_000

/** Removes vectors of texts that no job or talent has any more; may be cut off and begun again. */
export async function removeUnusedVectors(
  vectors: Pick<EmbeddingTable, 'removeUnused'>,
  signal: AbortSignal,
  batch = BATCH,
): Promise<number> {
  for (let total = 0; ; ) {
    signal.throwIfAborted()
    const removed = await vectors.removeUnused(batch)
    total += removed
    if (removed < batch) return total
  }
}
