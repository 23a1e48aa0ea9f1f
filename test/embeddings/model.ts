import { fileURLToPath } from 'node:url'

/** Where the tests take the real weights from; fetched once when neither place has them. */
export const WEIGHTS = {
  modelDir: process.env.MODEL_DIR || undefined,
  cacheDir: fileURLToPath(new URL('../../.data/models/all-MiniLM-L6-v2', import.meta.url)),
}

/** Enough for a first download; with the weights at hand a model loads in about a second. */
export const LOAD_TIMEOUT_MS = 120_000

export function cosine(a: Float32Array, b: Float32Array): number {
  let dot = 0
  for (let i = 0; i < a.length; i++) dot += (a[i] as number) * (b[i] as number)
  return dot / (Math.hypot(...a) * Math.hypot(...b))
}
