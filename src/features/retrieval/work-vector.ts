import { DIMENSIONS, type TextVectors } from '../../embeddings/embedder.ts'

/**
 * What a title counts for beside a text of 1: as in `roleSimilarity`, whose part that hangs on
 * vectors one product of two of these comes nearest to.
 */
const TITLE_WEIGHT = 0.3

/**
 * The kind of work as one unit vector, to find neighbours by: the text, and some of the title. The
 * title alone where there is no text; `undefined` without vectors.
 */
export function workVector(
  title: TextVectors | undefined,
  text: TextVectors | undefined,
): Float32Array | undefined {
  if (!title && !text) return undefined
  const sum = new Float64Array(DIMENSIONS)
  for (let i = 0; i < DIMENSIONS; i++) {
    sum[i] = TITLE_WEIGHT * (title?.mean[i] ?? 0) + (text?.mean[i] ?? 0)
  }
  const length = Math.hypot(...sum) || 1
  return Float32Array.from(sum, (value) => value / length)
}
