import { untilAborted } from '../../runtime/until-aborted.ts'
import type { Embedder, EmbedOptions, TextVectors } from '../embedder.ts'
import { type OnStoreChange, SkippableStore } from './skippable-store.ts'
import { hashText } from './text-vectors-bytes.ts'
import { createVectorCache, type VectorCache } from './vector-cache.ts'
import type { TextHash, VectorStore } from './vector-store.ts'

/** Where a text's vectors were found, nearest first; `model`: they were computed. */
export type VectorLevel = 'memory' | VectorStore['name'] | 'model'

export interface StoredEmbedderOptions {
  /** Computes what no store has. */
  readonly embedder: Embedder
  /** Asked in this order. */
  readonly stores: readonly VectorStore[]
  /** That of `embedder` where it has one, so that memory holds nothing twice; default one of its own. */
  readonly cache?: VectorCache | undefined
  /** Counts texts by where their vectors came from; a text that repeats in one call counts once. */
  readonly onEmbedded?: ((level: VectorLevel, texts: number) => void) | undefined
  readonly onStoreChange?: OnStoreChange | undefined
}

/** A store is asked for so many texts at once: some 2 MB of vectors. */
const TEXTS_A_LOOKUP = 1_000

/** New vectors are saved at the latest after so many texts, so a process that is killed loses few. */
const TEXTS_A_SAVE = 128

/** What a lookup may take before the texts count as new; embedding one takes some 10 ms. */
const LOOKUP_PATIENCE_MS = { interactive: 1_000, background: 30_000 }

/**
 * Looks texts up in memory, then in stores, and has the rest embedded. What one level has, those
 * before it are given; every level gives the same vector to the bit. A store that fails is skipped.
 */
export class StoredEmbedder implements Embedder {
  readonly id: string
  readonly #embedder: Embedder
  readonly #stores: readonly SkippableStore[]
  readonly #cache: VectorCache
  readonly #onEmbedded: (level: VectorLevel, texts: number) => void
  /** Texts that some call has the embedder compute. */
  readonly #underWork = new Set<string>()
  readonly #saves = new Set<Promise<unknown>>()

  constructor(options: StoredEmbedderOptions) {
    const { embedder, stores, cache = createVectorCache(), onEmbedded, onStoreChange } = options
    this.id = embedder.id
    this.#embedder = embedder
    this.#cache = cache
    this.#stores = stores.map((store) => new SkippableStore(store, onStoreChange ?? (() => {})))
    this.#onEmbedded = onEmbedded ?? (() => {})
  }

  async embed(
    texts: readonly string[],
    options: EmbedOptions = {},
  ): Promise<(TextVectors | undefined)[]> {
    options.signal?.throwIfAborted()
    const found = new Map<string, TextVectors>()
    const unique = new Set(texts.filter((text) => text.trim() !== ''))
    const missing = await this.#findInStores(this.#findInMemory([...unique], found), found, options)
    // Duplicates and blanks are no work: what is left to do is what is missing.
    const report = (left: number) => options.onProgress?.(texts.length - left, texts.length)
    report(missing.length)
    for (let start = 0; start < missing.length; start += TEXTS_A_SAVE) {
      await this.#compute(missing.slice(start, start + TEXTS_A_SAVE), found, {
        ...options,
        onProgress: (done) => report(missing.length - start - done),
      })
      report(Math.max(0, missing.length - start - TEXTS_A_SAVE))
    }
    return texts.map((text) => found.get(text))
  }

  /** Ends what is being saved, and closes the embedder. */
  async close(): Promise<void> {
    await this.#embedder.close()
    await Promise.all(this.#saves)
  }

  /** @returns the texts that are not there */
  #findInMemory(texts: readonly string[], found: Map<string, TextVectors>): string[] {
    const missing = texts.filter((text) => {
      const vectors = this.#cache.get(text)
      if (vectors) found.set(text, vectors)
      return !vectors
    })
    this.#count('memory', texts.length - missing.length)
    return missing
  }

  async #findInStores(
    texts: readonly string[],
    found: Map<string, TextVectors>,
    options: EmbedOptions,
  ): Promise<readonly string[]> {
    let missing = texts
    for (const [at, store] of this.#stores.entries()) {
      const known = await this.#ask(store, missing, options)
      for (const [text, vectors] of known) {
        found.set(text, vectors)
        this.#cache.set(text, vectors)
      }
      this.#count(store.name, known.size)
      this.#save(this.#stores.slice(0, at), known)
      missing = missing.filter((text) => !known.has(text))
    }
    return missing
  }

  async #ask(
    store: SkippableStore,
    texts: readonly string[],
    { signal, priority = 'interactive' }: EmbedOptions,
  ): Promise<Map<string, TextVectors>> {
    const found = new Map<string, TextVectors>()
    for (let start = 0; start < texts.length; start += TEXTS_A_LOOKUP) {
      const some = new Map(
        texts.slice(start, start + TEXTS_A_LOOKUP).map((text) => [hexOf(text), text]),
      )
      const lookup = store.findMany(this.id, [...some.keys()], LOOKUP_PATIENCE_MS[priority])
      for (const [hash, vectors] of await untilAborted(lookup, signal)) {
        const text = some.get(hash)
        if (text !== undefined) found.set(text, vectors)
      }
    }
    return found
  }

  async #compute(
    texts: readonly string[],
    found: Map<string, TextVectors>,
    options: EmbedOptions,
  ): Promise<void> {
    // Others may have had some of them computed while the stores were asked.
    const missing = this.#findInMemory(texts, found)
    const own = missing.filter((text) => !this.#underWork.has(text))
    for (const text of own) this.#underWork.add(text)
    try {
      // Texts that another call is having computed are asked for as well: the embedder computes them
      // once, at the higher priority, and for as long as one of the calls wants them.
      const vectors = await this.#embedder.embed(missing, options)
      missing.forEach((text, i) => {
        const of = vectors[i]
        if (!of) return
        found.set(text, of)
        this.#cache.set(text, of)
      })
    } finally {
      for (const text of own) this.#underWork.delete(text)
      // After an abort too: what was done until then is in memory.
      const done = new Map(
        missing.flatMap((text) => {
          const vectors = found.get(text) ?? this.#cache.get(text)
          return vectors ? [[text, vectors] as const] : []
        }),
      )
      this.#count('model', own.filter((text) => done.has(text)).length)
      const saved = this.#save(this.#stores, done)
      if (options.priority === 'background') await saved
    }
  }

  async #save(
    stores: readonly SkippableStore[],
    vectors: ReadonlyMap<string, TextVectors>,
  ): Promise<void> {
    const byHash = new Map<TextHash, TextVectors>(
      Array.from(vectors, ([text, of]) => [hexOf(text), of]),
    )
    const saves = Promise.all(stores.map((store) => store.saveMany(this.id, byHash)))
    this.#saves.add(saves)
    await saves
    this.#saves.delete(saves)
  }

  #count(level: VectorLevel, texts: number): void {
    if (texts > 0) this.#onEmbedded(level, texts)
  }
}

const hexOf = (text: string): TextHash => hashText(text).toString('hex')
