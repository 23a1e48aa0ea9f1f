import { cosine } from '../embeddings/vectors.ts'
import type { Pair } from './pair.ts'

/** Likeness of the work itself. */
export function roleSimilarity({ talent, job }: Pair): number {
  const title = cosine(talent.vectors.title, job.vectors.title)
  const text = cosine(talent.vectors.profile, job.vectors.posting)
  return Math.min(1, Math.max(0, 0.5 * (title + text)))
}
