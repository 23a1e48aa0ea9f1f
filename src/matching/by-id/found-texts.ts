import type { Embedder, TextVectors } from '../../embeddings/embedder.ts'
import { embedWithin } from '../engine/embed-within.ts'
import type { MatchOptions } from '../matcher.ts'

/** The vectors that one answer has found so far, within the time of its caller. */
export class FoundTexts {
  readonly #embedder: Embedder
  readonly #ends: number | undefined
  readonly #gone: AbortSignal | undefined
  readonly #vectors = new Map<string, TextVectors | undefined>()
  #isFinal = false

  /**
   * @param options.budgetMs how long the caller waits; absent: as long as it takes
   * @param options.gone aborted when the caller has gone
   */
  constructor(embedder: Embedder, { budgetMs, gone }: Pick<MatchOptions, 'budgetMs' | 'gone'>) {
    this.#embedder = embedder
    this.#gone = gone
    this.#ends = budgetMs === undefined ? undefined : performance.now() + budgetMs
  }

  get vectors(): ReadonlyMap<string, TextVectors | undefined> {
    return this.#vectors
  }

  /** The time is up: what has not been found counts as unknown. */
  get isFinal(): boolean {
    return this.#isFinal
  }

  async find(texts: Iterable<string>): Promise<void> {
    if (this.#isFinal) return
    const missing = [...texts].filter((text) => !this.#vectors.has(text))
    const budget = this.#ends === undefined ? undefined : this.#ends - performance.now()
    const found = await embedWithin(this.#embedder, missing, budget, this.#gone)
    if (found) for (const [text, vectors] of found) this.#vectors.set(text, vectors)
    else this.#isFinal = true
  }
}
