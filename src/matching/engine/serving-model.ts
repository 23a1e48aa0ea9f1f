import { Piscina } from 'piscina'
import type { Embedder } from '../../embeddings/embedder.ts'
import { compiledFile } from '../../runtime/compiled-file.ts'
import { RequestAnswerer } from '../answers/answer-request.ts'
import type { Bundle, ModelSource } from '../bundle/bundle.ts'
import { packVectors } from '../pairs/packed-vectors.ts'
import type { RankOptions } from '../pairs/rank.ts'
import { republish, type WithStages } from '../stages.ts'
import type { StoredSides } from '../stored/stored-comparison.ts'
import { type Found, type StoredOutcome, StoredRanker } from '../stored/stored-ranker.ts'
import type { RankOutcome, RankTask, StoredTask } from './rank-worker.ts'

export interface ServingModelOptions {
  readonly bundle: Bundle
  /** What the bundle was made of: each thread makes its own, whatever became of the files since. */
  readonly source: ModelSource
  /** Threads that rank large requests. */
  readonly workers: number
  readonly embedder: Embedder
}

/** What serves with one bundle and one embedder, and all that is kept by them; replaced as a whole. */
export class ServingModel {
  readonly bundle: Bundle
  readonly embedder: Embedder
  readonly options: ServingModelOptions
  /** Answer on the thread that asks. */
  readonly inline: RequestAnswerer
  readonly stored: StoredRanker
  readonly pool: Piscina<RankTask, WithStages<RankOutcome>>
  #atWork = 0
  #whenIdle: (() => void) | undefined

  constructor(options: ServingModelOptions) {
    this.options = options
    this.bundle = options.bundle
    this.embedder = options.embedder
    this.inline = new RequestAnswerer(options.bundle)
    this.stored = new StoredRanker(options.bundle, this.inline)
    this.pool = new Piscina({
      filename: compiledFile(import.meta.url, './rank-worker.ts'),
      workerData: { source: options.source },
      minThreads: 0,
      maxThreads: options.workers,
      idleTimeout: 60_000,
    })
  }

  /** As `stored.rank`, in a thread of the pool; the bytes move there without being copied. */
  async rankStored(sides: StoredSides, found: Found, options: RankOptions): Promise<StoredOutcome> {
    const vectors = packVectors(found.vectors)
    const { limit, minScore } = options
    const task: StoredTask = { sides, found: { ...found, vectors }, options: { limit, minScore } }
    const { blocks } = 'jobs' in sides ? sides.jobs : sides.talents
    // The worker has two functions, and the pool the types of one.
    const pool = this.pool as unknown as Piscina<StoredTask, WithStages<StoredOutcome>>
    const ranked = await pool.run(task, {
      name: 'rankStored',
      transferList: [vectors.data.buffer, blocks.data],
    })
    return republish(ranked)
  }

  /** Work that has begun is finished before `close` resolves. */
  async serve<T>(work: (model: ServingModel) => Promise<T>): Promise<T> {
    this.#atWork++
    try {
      return await work(this)
    } finally {
      if (--this.#atWork === 0) this.#whenIdle?.()
    }
  }

  /** Resolves when what was begun here is done. */
  async close(): Promise<void> {
    if (this.#atWork > 0) {
      await new Promise<void>((resolve) => {
        this.#whenIdle = resolve
      })
    }
    await this.pool.close()
  }
}
