import { setImmediate as otherWork } from 'node:timers/promises'
import type { Job, Talent } from '../../../supabase/functions/_shared/payload.ts'
import {
  countCandidates,
  type MatchSides,
  RULES_VERSION,
  rankByRules,
} from '../../../supabase/functions/_shared/rules.ts'
import type { Embedder, TextVectors } from '../../embeddings/embedder.ts'
import { nullEmbedder } from '../../embeddings/null.ts'
import { type MatchRequest, textsOfSubject } from '../answers/answer-request.ts'
import { type Bundle, type ModelSource, parseBundle, readModelFolder } from '../bundle/bundle.ts'
import { startOfDay } from '../day.ts'
import type { Matcher, MatcherStatus, MatchOptions, RankedMatches } from '../matcher.ts'
import { type PackedVectors, packVectors } from '../pairs/packed-vectors.ts'
import { republish } from '../stages.ts'
import { embedWithin } from './embed-within.ts'
import type { RankOutcome } from './rank-worker.ts'
import { ServingModel } from './serving-model.ts'

/** Above this many pairs a ranking would hold the event loop for more than some 5 ms. */
const INLINE_PAIRS = 300
/** And so would reading rows with more than so many characters that were not read before. */
const INLINE_CHARACTERS = 200_000

export interface EngineOptions {
  /** Folder of the model; absent, or refused: rules answer. */
  readonly modelFolder?: string | undefined
  /** Threads that rank large requests. */
  readonly workers: number
  /** Tells the time; default the system's. */
  readonly clock?: (() => Date) | undefined
  /** Hears of a model that could not be loaded. */
  readonly onModelRefused?: ((error: Error) => void) | undefined
}

/**
 * The matcher of the service: embeds what it has not seen, then ranks and explains, small requests
 * where they come and large ones in worker threads. Rules answer until a model is there, and while
 * the embedding weights are on their way.
 */
export async function createEngine(options: EngineOptions): Promise<Engine> {
  const engine = new Engine(options.workers, options.clock ?? (() => new Date()))
  if (options.modelFolder) {
    try {
      await engine.useModel(await readModelFolder(options.modelFolder))
    } catch (error) {
      options.onModelRefused?.(error as Error)
    }
  }
  return engine
}

export class Engine implements Matcher {
  readonly #workers: number
  readonly #clock: () => Date
  #model: ServingModel | undefined
  #embedder: Embedder = nullEmbedder
  #embeddings: MatcherStatus['embeddings'] = { state: 'loading' }
  #isKilled = false

  constructor(workers: number, clock: () => Date) {
    this.#workers = workers
    this.#clock = clock
  }

  /**
   * Serves with this model from now on; resolves when the previous one has answered its last request.
   *
   * @param bundle made of `source`, where that is done already
   * @throws {ModelRefused} when it is not whole or not for this code; the previous one serves on
   */
  async useModel(source: ModelSource, bundle: Bundle = parseBundle(source)): Promise<void> {
    const [workers, embedder] = [this.#workers, this.#embedder]
    await this.#replaceModel(new ServingModel({ bundle, source, workers, embedder }))
  }

  /** Has rules answer from now on, whatever model there is; or no longer: the kill switch. */
  useRules(isKilled: boolean): void {
    this.#isKilled = isKilled
  }

  get isKilled(): boolean {
    return this.#isKilled
  }

  /** What serves, and what it was made of; undefined where rules answer for want of a model. */
  get model(): { readonly bundle: Bundle; readonly source: ModelSource } | undefined {
    return this.#model?.options
  }

  /** From now on texts are embedded so. */
  async useEmbedder(embedder: Embedder): Promise<void> {
    this.#embedder = embedder
    this.#embeddings = { state: 'ready' }
    // Rows prepared without vectors are forgotten with it.
    const model = this.#model
    if (model) await this.#replaceModel(new ServingModel({ ...model.options, embedder }))
  }

  /** Forgets every text and row that is kept in memory; requests under way finish with theirs. */
  forget(): void {
    this.#embedder.forget?.()
    const model = this.#model
    if (model) this.#replaceModel(new ServingModel(model.options)).catch(() => {})
  }

  /** From now on the model answers without vectors. */
  goWithoutEmbeddings(reason: string): void {
    this.#embeddings = { state: 'unavailable', reason }
  }

  /** Requests under way finish with the one they began with. */
  async #replaceModel(next: ServingModel): Promise<void> {
    const previous = this.#model
    this.#model = next
    await previous?.close()
  }

  matchJobs(talent: Talent, jobs: readonly Job[], options: MatchOptions): Promise<RankedMatches> {
    return this.#match({ talent, jobs }, options)
  }

  matchTalents(
    job: Job,
    talents: readonly Talent[],
    options: MatchOptions,
  ): Promise<RankedMatches> {
    return this.#match({ job, talents }, options)
  }

  #match(sides: MatchSides, options: MatchOptions): Promise<RankedMatches> {
    return this.serve(async (model, today) =>
      model ? this.#matchAt(model, { sides, options, today }) : byRules(sides, options),
    )
  }

  /**
   * Work with what serves now, on today: both stay as they are until it is done. There is no model
   * where rules answer.
   */
  async serve<T>(work: (model: ServingModel | undefined, today: number) => Promise<T>): Promise<T> {
    const today = startOfDay(this.#clock())
    const model = this.#isByRules ? undefined : this.#model
    return model ? model.serve(() => work(model, today)) : work(undefined, today)
  }

  async #matchAt(model: ServingModel, request: MatchRequest): Promise<RankedMatches> {
    const { sides, options } = request
    if (countCandidates(sides) > INLINE_PAIRS) return this.#matchInThread(model, request)
    const draft = model.inline.draft(request)
    const characters = draft.texts.reduce((sum, { length }) => sum + length, 0)
    if (characters > INLINE_CHARACTERS) return this.#matchInThread(model, request)
    const { budgetMs, gone } = options
    const vectors = await embedWithin(model.embedder, draft.texts, budgetMs, gone)
    return vectors ? draft.answer(vectors) : answerPartly(model.pool, request)
  }

  /**
   * A thread keeps the rows that it has prepared, so it is sent vectors only of what it lacks; the
   * next try may meet another thread, which may lack more.
   */
  async #matchInThread(
    { pool, embedder }: ServingModel,
    request: MatchRequest,
  ): Promise<RankedMatches> {
    const { budgetMs, gone } = request.options
    const ends = budgetMs === undefined ? undefined : performance.now() + budgetMs
    const found = new Map<string, TextVectors | undefined>()
    let texts: readonly string[] = textsOfSubject(request.sides)
    for (;;) {
      const budget = ends === undefined ? undefined : ends - performance.now()
      const more = await embedWithin(embedder, texts, budget, gone)
      if (!more) return answerPartly(pool, request)
      for (const [text, vectors] of more) found.set(text, vectors)
      const outcome = await inThread(pool, request, packVectors(found))
      if (!('lacking' in outcome)) return outcome
      texts = outcome.lacking
    }
  }

  status(): MatcherStatus {
    const manifest = this.#isByRules ? undefined : this.#model?.bundle.manifest
    return {
      source: manifest ? 'ml' : 'fallback',
      model_version: manifest?.version ?? RULES_VERSION,
      model_last_trained: manifest?.trained_at ?? null,
      feature_importances: manifest?.feature_importances ?? {},
      embeddings: this.#describeEmbeddings(),
    }
  }

  get #isByRules(): boolean {
    return this.#isKilled || this.#embeddings.state === 'loading'
  }

  /** Vectors of other weights are near enough to serve with, and not quite what was learned from. */
  #describeEmbeddings(): MatcherStatus['embeddings'] {
    const trainedWith = this.#model?.bundle.manifest.embedder
    const { id } = this.#embedder
    if (this.#embeddings.state !== 'ready' || !trainedWith || trainedWith === id) {
      return this.#embeddings
    }
    return { state: 'ready', reason: `${id} embeds; the model was trained with ${trainedWith}` }
  }

  async close(): Promise<void> {
    await Promise.all([this.#embedder.close(), this.#model?.close()])
  }
}

/**
 * The vectors move to the thread without being copied. The rows are copied, which of 20 MB holds the event
 * loop for a tenth of a second: others come first.
 */
async function inThread(
  pool: ServingModel['pool'],
  request: MatchRequest,
  vectors: PackedVectors | undefined,
): Promise<RankOutcome> {
  await otherWork()
  // A signal cannot go to another thread.
  const { gone: _gone, ...options } = request.options
  const task = { request: { ...request, options }, vectors }
  return republish(await pool.run(task, vectors ? { transferList: [vectors.data.buffer] } : {}))
}

/** Where there was no time to embed; every row is read anew for it, which is a thread's work. */
const answerPartly = (pool: ServingModel['pool'], request: MatchRequest) =>
  inThread(pool, request, undefined) as Promise<RankedMatches>

const byRules = (sides: MatchSides, options: MatchOptions): RankedMatches => ({
  matches: rankByRules(sides, options),
  source: 'fallback',
  model_version: RULES_VERSION,
})
