import type { Embedder } from '../embeddings/embedder.ts'
import type { ModelSource } from '../matching/bundle/bundle.ts'
import { CorpusMatcher } from '../matching/by-id/corpus-matcher.ts'
import { ExploringMatcher } from '../matching/by-id/exploring-matcher.ts'
import { Engine } from '../matching/engine/engine.ts'
import type { SyntheticTalent } from '../training/synthetic/truth.ts'
import type { Behaviour } from './behaviour.ts'
import type { Act, Ledger } from './ledger.ts'
import type { Market } from './market.ts'
import { MemoryCorpus } from './memory-corpus.ts'

/**
 * As many matches as the gateway answers unless it is told otherwise, whatever their scores: lists that grow with
 * the grades of a new model would show more, and not better.
 */
const ASKED = { limit: 20, minScore: 0 }

export interface PlatformOptions {
  readonly market: Market
  readonly behaviour: Behaviour
  readonly ledger: Ledger
  readonly embedder: Embedder
  /** Share of the answers with two neighbours exchanged, 0-1. */
  readonly explorationShare: number
}

/** One marketplace with its own past: what is served, by which model, and what people did about it. */
export class Platform {
  readonly ledger: Ledger
  readonly corpus: MemoryCorpus
  readonly matcher: ExploringMatcher
  readonly #engine: Engine
  readonly #embedder: Embedder
  readonly #behaviour: Behaviour
  /** Pairs whose talent has acted; and what companies will still do. */
  readonly #acted = new Set<string>()
  #pending: Act[] = []
  #now = new Date(0)

  private constructor({ market, behaviour, ledger, embedder, explorationShare }: PlatformOptions) {
    const { acting, heldOut, jobs } = market
    this.ledger = ledger
    this.corpus = new MemoryCorpus(
      [...acting, ...heldOut].map(({ payload }) => payload),
      jobs.map(({ payload }) => payload),
    )
    this.#behaviour = behaviour
    this.#embedder = embedder
    this.#engine = new Engine(1, () => this.#now)
    this.matcher = new ExploringMatcher(
      new CorpusMatcher(this.#engine, this.corpus),
      explorationShare,
    )
  }

  static async open(options: PlatformOptions, model: ModelSource): Promise<Platform> {
    const platform = new Platform(options)
    await platform.corpus.index(platform.#embedder)
    await platform.#engine.useEmbedder(platform.#embedder)
    await platform.serveWith(model)
    return platform
  }

  async serveWith(model: ModelSource): Promise<void> {
    await this.#engine.useModel(model)
  }

  /** What serves. */
  get model() {
    const { model } = this.#engine
    if (!model) throw new Error('no model serves')
    return model
  }

  /** A talent asks for matches, looks at some, and acts. */
  async visit(talent: SyntheticTalent, at: Date): Promise<void> {
    await this.passUntil(at)
    const { id } = talent.payload
    const requestId = `${id} ${at.toISOString()}`
    const answer = await this.matcher.matchJobs(talent.payload, { ...ASKED, requestId })
    await this.ledger.show({ requestId, shownTo: 'talent', shownAt: at, answer })
    const hasActed = (jobId: string) => this.#acted.has(id + jobId)
    const acts = this.#behaviour.actOn(talent, answer.served, at, hasActed)
    for (const { actor, jobId, type } of acts) {
      if (actor === 'company') continue
      this.#acted.add(id + jobId)
      if (type === 'applied' || type === 'dismissed') this.corpus.hide(id, jobId)
    }
    this.#pending.push(...acts)
  }

  /** Lets time go by: what companies do until then is done. */
  async passUntil(moment: Date): Promise<void> {
    this.#now = moment
    const due = this.#pending.filter(({ occurredAt }) => occurredAt <= moment)
    if (due.length === 0) return
    this.#pending = this.#pending.filter(({ occurredAt }) => occurredAt > moment)
    await this.ledger.record(due.sort((a, b) => a.occurredAt.getTime() - b.occurredAt.getTime()))
  }

  close(): Promise<void> {
    return this.#engine.close()
  }
}
