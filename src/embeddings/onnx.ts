import { availableParallelism } from 'node:os'
import { LRUCache } from 'lru-cache'
import { Piscina } from 'piscina'
import { compiledFile } from '../compiled-file.ts'
import { DIMENSIONS, type Embedder, type EmbedOptions, type TextVectors } from './embedder.ts'
import type { BatchVectors, OnnxSettings } from './onnx-worker.ts'
import { TextQueue } from './text-queue.ts'
import { unitMean } from './unit-vector.ts'

export interface OnnxEmbedderOptions {
  readonly modelPath: string
  readonly tokenizerPath: string
  /** See {@link Embedder.id}. */
  readonly id: string
  /** Cores that compute; default all. */
  readonly threads?: number | undefined
  /** Texts a batch, at most; default 50. */
  readonly maxBatchSize?: number | undefined
  /** Memory for vectors of texts seen before; default 64 MiB, some 30,000 short texts. */
  readonly cacheBytes?: number | undefined
}

const DEFAULT_CACHE_BYTES = 64 * 1024 * 1024

/**
 * An embedder on ONNX Runtime. It computes synchronously on the thread that calls it, so model and
 * tokeniser live in a worker thread and the event loop stays free.
 *
 * @throws {Error} when the files are missing or are no model
 */
export async function createOnnxEmbedder(options: OnnxEmbedderOptions): Promise<Embedder> {
  const { modelPath, tokenizerPath, threads = availableParallelism() } = options
  const workerData: OnnxSettings = { modelPath, tokenizerPath, threads }
  const pool = new Piscina<readonly string[], BatchVectors>({
    filename: compiledFile(import.meta.url, './onnx-worker.ts'),
    workerData,
    minThreads: 1,
    maxThreads: 1,
    // Else the thread, and the model with it, would go after the first quiet second.
    idleTimeout: Number.POSITIVE_INFINITY,
  })
  const embedder = new OnnxEmbedder(pool, options)
  try {
    await embedder.embed(['ready?'])
    return embedder
  } catch (error) {
    await pool.destroy()
    throw new Error(`cannot embed with ${modelPath} and ${tokenizerPath}`, { cause: error })
  }
}

class OnnxEmbedder implements Embedder {
  readonly id: string
  readonly #pool: Piscina<readonly string[], BatchVectors>
  readonly #queue: TextQueue
  readonly #cache: LRUCache<string, TextVectors>

  constructor(pool: Piscina<readonly string[], BatchVectors>, options: OnnxEmbedderOptions) {
    this.id = options.id
    this.#pool = pool
    this.#queue = new TextQueue((texts) => this.#run(texts), 1, options.maxBatchSize ?? 50)
    this.#cache = new LRUCache({
      maxSize: options.cacheBytes ?? DEFAULT_CACHE_BYTES,
      sizeCalculation: (vectors, text) =>
        2 * text.length + (1 + vectors.windows.length) * 4 * DIMENSIONS,
    })
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

function textVectors(rows: Float32Array): TextVectors {
  const windows = Array.from({ length: rows.length / DIMENSIONS }, (_, i) =>
    rows.subarray(i * DIMENSIONS, (i + 1) * DIMENSIONS),
  )
  return { windows, mean: windows.length === 1 ? rows : unitMean(rows) }
}

function untilAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return work
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason)
    signal.addEventListener('abort', abort, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort))
  })
}
