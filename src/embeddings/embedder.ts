/** Length of a vector of all-MiniLM-L6-v2. */
export const DIMENSIONS = 384

/**
 * A text as unit vectors. A text longer than the model's 256 tokens is embedded in overlapping
 * windows; a shorter one has a single window, which is also its mean.
 */
export interface TextVectors {
  /** Normalised mean of the windows: {@link DIMENSIONS} numbers, length 1. */
  readonly mean: Float32Array
  /** One unit vector a window, in text order, at least one. */
  readonly windows: readonly Float32Array[]
}

/** Turns texts into vectors. To add an implementation, write it beside this file and run `test/contracts/embedder.ts` on it. */
export interface Embedder {
  /** Names model and arithmetic, e.g. `all-MiniLM-L6-v2/int8-2`; vectors of different ids do not mix. */
  readonly id: string
  /**
   * @returns one entry a text, in order; `undefined` for a blank text, and for every text where no
   * weights are there. The same text always gives the same vector, whatever stands beside it.
   * @throws {Error} when the model fails, or `signal` is aborted (the texts already done stay cached)
   */
  embed(texts: readonly string[], options?: EmbedOptions): Promise<(TextVectors | undefined)[]>
  close(): Promise<void>
}

export interface EmbedOptions {
  readonly signal?: AbortSignal
  /** `background` yields to `interactive` work; default `interactive`. */
  readonly priority?: 'interactive' | 'background'
  /** Called as work proceeds with the number of texts done so far. */
  readonly onProgress?: (done: number, total: number) => void
}
