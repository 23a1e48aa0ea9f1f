import type { TextVectors } from './embedder.ts'

/** Dot product of two vectors of one length, a multiple of 4; the cosine where both have length 1. */
export function dot(a: Float32Array, b: Float32Array): number {
  // Four sums keep the processor's pipeline full: twice as fast as one.
  let s0 = 0
  let s1 = 0
  let s2 = 0
  let s3 = 0
  for (let i = 0; i < a.length; i += 4) {
    s0 += (a[i] as number) * (b[i] as number)
    s1 += (a[i + 1] as number) * (b[i + 1] as number)
    s2 += (a[i + 2] as number) * (b[i + 2] as number)
    s3 += (a[i + 3] as number) * (b[i + 3] as number)
  }
  return s0 + s1 + (s2 + s3)
}

/** Cosine of the means of two texts; NaN where one is unknown. */
export function cosine(a: TextVectors | undefined, b: TextVectors | undefined): number {
  return a && b ? dot(a.mean, b.mean) : Number.NaN
}

/** Cosine of the two windows that are nearest to each other; NaN where one is unknown. */
export function bestWindowCosine(a: TextVectors | undefined, b: TextVectors | undefined): number {
  if (!a || !b) return Number.NaN
  let best = -1
  for (const x of a.windows) for (const y of b.windows) best = Math.max(best, dot(x, y))
  return best
}
