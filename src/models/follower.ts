import { setTimeout as pause } from 'node:timers/promises'
import { ModelRefused, type RefusalReason } from '../matching/bundle/model-refused.ts'
import type { Engine } from '../matching/engine/engine.ts'
import type { LoadedModel, ModelLoader } from './loader.ts'
import type { ModelRegistry, StoredModel, WantedModel } from './registry.ts'

/** A replica follows an activation within five seconds: two of them to hear of it, the rest to load. */
const POLL_MS = 2_000
/** Replicas that start together do not ask together for ever. */
const JITTER = 0.2
/** Of tries at a model that was refused: storage may come back, files may be restored. */
const FIRST_RETRY_MS = 5_000
const LONGEST_RETRY_MS = 60_000
/** At a start whose model is refused: so many others are tried, those trained last first. */
const OTHERS_TRIED = 5

export interface ModelRefusal {
  readonly version: string
  readonly reason: RefusalReason
  readonly message: string
}

/** What a follower tells of, each once and not at every try. */
export interface FollowerEvents {
  readonly onServing: (served: { readonly version: string; readonly ms: number }) => void
  /** The previous one serves on. */
  readonly onRefused: (refusal: ModelRefusal) => void
  /** At every try. */
  readonly onFailure: (reason: RefusalReason) => void
  /** The registry cannot be asked; without an error: it can again. */
  readonly onRegistryChange: (error: unknown) => void
}

export interface FollowerParts {
  readonly registry: Pick<ModelRegistry, 'findWanted' | 'list'>
  readonly loader: ModelLoader
  readonly engine: Pick<Engine, 'useModel' | 'useRules'>
  readonly events: FollowerEvents
  /** What the engine serves already: it is not loaded again. */
  readonly serving?: Pick<StoredModel, 'version' | 'sha256'> | undefined
  readonly pollMs?: number | undefined
}

/**
 * Sees to it that the engine serves what the registry says, or rules under the kill switch, within five seconds of its
 * saying so. A model
 * is loaded and tried aside; one that is refused changes nothing, and is tried again in growing pauses
 * until another is wanted.
 */
export class ModelFollower {
  readonly #parts: FollowerParts
  #serving: string | undefined
  /** Whether what serves came from the registry. */
  #hasServed: boolean
  #refused: (ModelRefusal & { readonly mark: string; tries: number; retryAt: number }) | undefined
  #isOut = false

  constructor(parts: FollowerParts) {
    this.#parts = parts
    this.#serving = parts.serving && keyOf(parts.serving)
    this.#hasServed = false
  }

  /** Why the model that should serve does not; undefined where it does. */
  get refusal(): ModelRefusal | undefined {
    return this.#refused
  }

  /** Follows until the signal is aborted. Never rejects. */
  async run(signal: AbortSignal): Promise<void> {
    const { pollMs = POLL_MS } = this.#parts
    while (!signal.aborted) {
      await this.follow()
      const ms = pollMs * (1 - JITTER + 2 * JITTER * Math.random())
      await pause(ms, undefined, { signal, ref: false }).catch(() => {})
    }
  }

  /** Asks once what is wanted, and serves it where that is another. Never rejects. */
  async follow(): Promise<void> {
    let wanted: WantedModel | undefined
    try {
      wanted = await this.#parts.registry.findWanted()
      if (this.#isOut) this.#parts.events.onRegistryChange(undefined)
      this.#isOut = false
    } catch (error) {
      if (!this.#isOut) this.#parts.events.onRegistryChange(error)
      this.#isOut = true
    }
    if (!wanted) return
    this.#parts.engine.useRules(wanted.isKilled)
    await this.#serve(wanted)
  }

  async #serve(wanted: WantedModel): Promise<void> {
    if (wanted.model && keyOf(wanted.model) === this.#serving) {
      this.#refused = undefined
      this.#hasServed = true
      return
    }
    const refused = this.#refused?.mark === wanted.mark ? this.#refused : undefined
    if (refused && performance.now() < refused.retryAt) return
    try {
      await this.#load(wanted)
      this.#refused = undefined
    } catch (error) {
      this.#refuse(wanted, error, refused?.tries ?? 0)
      if (!this.#hasServed) await this.#serveAnother(wanted)
    }
    this.#hasServed = true
  }

  async #load({ version, model }: Pick<WantedModel, 'version' | 'model'>): Promise<void> {
    if (!model) throw new ModelRefused('missing', `${version} is wanted, and not registered`)
    const begun = performance.now()
    this.#use(await this.#parts.loader.load(model))
    this.#serving = keyOf(model)
    this.#parts.events.onServing({ version, ms: Math.round(performance.now() - begun) })
  }

  #use({ source, bundle }: LoadedModel): void {
    // From now on; what it resolves for is that the last request of the previous one is answered.
    this.#parts.engine.useModel(source, bundle).catch(() => {})
  }

  #refuse({ version, mark }: WantedModel, error: unknown, tries: number): void {
    const { message } = error as Error
    const reason = error instanceof ModelRefused ? error.reason : 'unusable'
    const isNews = this.#refused?.mark !== mark || this.#refused.reason !== reason
    const retryAt = performance.now() + Math.min(FIRST_RETRY_MS * 2 ** tries, LONGEST_RETRY_MS)
    this.#refused = { version, mark, reason, message, tries: tries + 1, retryAt }
    this.#parts.events.onFailure(reason)
    if (isNews) this.#parts.events.onRefused({ version, reason, message })
  }

  /** At a start there is no previous one yet: the newest that can be loaded is better than the first. */
  async #serveAnother(wanted: WantedModel): Promise<void> {
    const versions = await this.#parts.registry.list().catch(() => [])
    const others = versions
      .filter(({ version, status }) => version !== wanted.version && status !== 'rejected')
      // One that is pinned and cannot serve leaves the one that is active.
      .sort((a, b) => Number(b.isActive) - Number(a.isActive))
    for (const model of others.slice(0, OTHERS_TRIED)) {
      if (keyOf(model) === this.#serving) return
      try {
        await this.#load({ version: model.version, model })
        return
      } catch {
        // Only the one that is wanted is told of.
      }
    }
  }
}

const keyOf = ({ version, sha256 }: Pick<StoredModel, 'version' | 'sha256'>) =>
  `${version} ${sha256}`
