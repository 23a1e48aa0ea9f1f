import type { TextVectors } from '../embedder.ts'
import type { TextHash, VectorStore } from './vector-store.ts'

/** Hears that a store fails, once, with the error; and that it works again, without one. */
export type OnStoreChange = (store: VectorStore['name'], error: Error | undefined) => void

/** A store that fails is left alone for so long, so that not every request waits for its failure. */
const PAUSE_MS = 2_000

/**
 * A store without which all goes on: what it cannot find is not there, what it cannot save is not
 * saved, and neither is an error.
 */
export class SkippableStore {
  readonly name: VectorStore['name']
  readonly #store: VectorStore
  readonly #onChange: OnStoreChange
  #pausedUntil = 0
  #isFailing = false

  constructor(store: VectorStore, onChange: OnStoreChange) {
    this.name = store.name
    this.#store = store
    this.#onChange = onChange
  }

  /** @param patienceMs how long to wait for it */
  async findMany(
    model: string,
    hashes: readonly TextHash[],
    patienceMs: number,
  ): Promise<Map<TextHash, TextVectors>> {
    const find = () => within(patienceMs, this.#store.findMany(model, hashes))
    return (await this.#attempt(find)) ?? new Map()
  }

  async saveMany(model: string, vectors: ReadonlyMap<TextHash, TextVectors>): Promise<void> {
    if (vectors.size > 0) await this.#attempt(() => this.#store.saveMany(model, vectors))
  }

  async #attempt<T>(work: () => Promise<T>): Promise<T | undefined> {
    if (performance.now() < this.#pausedUntil) return undefined
    try {
      const result = await work()
      this.#note(undefined)
      return result
    } catch (error) {
      this.#pausedUntil = performance.now() + PAUSE_MS
      this.#note(error as Error)
      return undefined
    }
  }

  #note(error: Error | undefined): void {
    const isFailing = error !== undefined
    if (isFailing !== this.#isFailing) this.#onChange(this.name, error)
    this.#isFailing = isFailing
  }
}

function within<T>(ms: number, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`no answer within ${ms} ms`)), ms)
    work.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}
