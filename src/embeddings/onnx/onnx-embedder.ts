import { availableParallelism } from 'node:os'
import { Piscina } from 'piscina'
import { compiledFile } from '../../runtime/compiled-file.ts'
import { untilAborted } from '../../runtime/until-aborted.ts'
import { DIMENSIONS, type Embedder, type EmbedOptions, type TextVectors } from '../embedder.ts'
import { createVectorCache, type VectorCache } from '../stores/vector-cache.ts'
import { textVectors } from '../unit-vector.ts'
import type { BatchVectors, OnnxSettings } from './onnx-worker.ts'
import { TextQueue } from './text-queue.ts'

export interface OnnxEmbedderOptions {
  readonly modelPath: string
  readonly tokenizerPath: string
  /** See {@link Embedder.id}. */
  readonly id: string
  /** `int8` is twice as fast on files with 8-bit weights; others run as they are. Default `int8`. */
  readonly arithmetic?: OnnxSettings['arithmetic'] | undefined
  /** Worker threads, each with the model in memory (some 90 MB); default the cores, at most 4. */
  readonly threads?: number | undefined
  /** Texts a batch, at most; default 50. */
  readonly maxBatchSize?: number | undefined
  /** Keeps the vectors of texts seen before; default one of its own. */
  readonly cache?: VectorCache | undefined
}

const DEFAULT_MAX_THREADS = 4

/**
 * An embedder on ONNX Runtime. It computes synchronously on the thread that calls it, so model and
 * tokeniser live in worker threads and the event loop stays free.
 *
 * @throws {Error} when the files are missing or are no model
 */
export async function createOnnxEmbedder(options: OnnxEmbedderOptions): Promise<Embedder> {
  const { modelPath, tokenizerPath, arithmetic = 'int8' } = options
  const threads = options.threads ?? Math.min(availableParallelism(), DEFAULT_MAX_THREADS)
  const workerData: OnnxSettings = { modelPath, tokenizerPath, arithmetic }
  // Else the runtime tells its maker of this machine, and keeps an id for it in the user's cache folder.
  process.env.ORT_DISABLE_TELEMETRY ??= '1'
  const pool: Pool = new Piscina({
    filename: compiledFile(import.meta.url, './onnx-worker.ts'),
    workerData,
    minThreads: threads,
    maxThreads: threads,
    // Else the threads, and the models with them, would go after the first quiet second.
    idleTimeout: Number.POSITIVE_INFINITY,
  })
  const embedder = new OnnxEmbedder(pool, threads, options)
  try {
    await embedder.embed(['ready?'])
    return embedder
  } catch (error) {
    await pool.destroy()
    throw new Error(`cannot embed with ${modelPath} and ${tokenizerPath}`, { cause: error })
  }
}

type Pool = Piscina<readonly string[], BatchVectors>

class OnnxEmbedder implements Embedder {
  readonly id: string
  readonly #pool: Pool
  readonly #queue: TextQueue
  readonly #cache: VectorCache

  constructor(pool: Pool, threads: number, options: OnnxEmbedderOptions) {
    this.id = options.id
    this.#pool = pool
    this.#queue = new TextQueue((texts) => this.#run(texts), threads, options.maxBatchSize ?? 50)
    this.#cache = options.cache ?? createVectorCache()
  }

  async embed(
    texts: readonly string[],
    { signal, priority = 'interactive', onProgress }: EmbedOptions = {},
  ): Promise<(TextVectors | undefined)[]> {
    signal?.throwIfAborted()
    const results: (TextVectors | undefined)[] = texts.map((text) => this.#cache.get(text))
    const open = new Map<string, number[]>()
    texts.forEach((text, i) => {
      if (results[i] || text.trim() === '') return
      const indices = open.get(text)
      if (indices) indices.push(i)
      else open.set(text, [i])
    })

    let done = texts.length
    for (const indices of open.values()) done -= indices.length
    onProgress?.(done, texts.length)
    const work = [...open].map(async ([text, indices]) => {
      const vectors = await this.#queue.request(text, priority)
      for (const i of indices) results[i] = vectors
      done += indices.length
      if (!signal?.aborted) onProgress?.(done, texts.length)
    })
    try {
      await untilAborted(Promise.all(work), signal)
    } catch (error) {
      for (const text of open.keys()) this.#queue.leave(text)
      throw error
    }
    return results
  }

  async #run(texts: readonly string[]): Promise<TextVectors[]> {
    const { counts, vectors } = await this.#pool.run(texts)
    let at = 0
    return texts.map((text, i) => {
      const end = at + (counts[i] as number) * DIMENSIONS
      const result = textVectors(vectors.slice(at, end))
      at = end
      this.#cache.set(text, result)
      return result
    })
  }

  async close(): Promise<void> {
    await this.#queue.close(new Error('the embedder is closed'))
    await this.#pool.destroy()
  }
}
