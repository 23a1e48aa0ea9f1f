import { LRUCache } from 'lru-cache'
import type { Match, MatchSource } from '../_shared/payload.ts'

/** An answer as it is kept, and what it was true for. */
export interface CachedAnswer {
  readonly matches: readonly Match[]
  readonly source: MatchSource
  readonly model_version: string
  /** The arm, the active and the pinned model, and the subject's data, when it was answered. */
  readonly version: string
  /** How many were compared, where the gateway knows. */
  readonly candidates: number
}

/** Some 3 kB each for twenty matches. */
const MAX_MATCHES = 40_000
const MAX_ANSWERS = 5_000
/** While the model is away nobody is served rules for longer than this after it is back. */
const RULES_TTL_SECONDS = 10

/** Answers of this instance, bounded by what they hold. */
export class AnswerCache {
  readonly #answers: LRUCache<string, CachedAnswer> | undefined

  readonly #ttlSeconds: number
  #erasureMark = ''

  /** @param ttlSeconds 0 keeps nothing */
  constructor(ttlSeconds: number) {
    this.#ttlSeconds = ttlSeconds
    this.#answers =
      ttlSeconds === 0
        ? undefined
        : new LRUCache({
            max: MAX_ANSWERS,
            maxSize: MAX_MATCHES,
            sizeCalculation: ({ matches }) => matches.length + 1,
            ttl: ttlSeconds * 1_000,
          })
  }

  /** Forgets all of them when somebody is erased. @returns whether it did */
  followErasures(mark: string): boolean {
    if (mark === this.#erasureMark) return false
    this.#erasureMark = mark
    this.#answers?.clear()
    return true
  }

  find(key: string): CachedAnswer | undefined {
    return this.#answers?.get(key)
  }

  keep(key: string, answer: CachedAnswer): void {
    const rulesTtl = { ttl: Math.min(RULES_TTL_SECONDS, this.#ttlSeconds) * 1_000 }
    this.#answers?.set(key, answer, answer.source === 'fallback' ? rulesTtl : {})
  }
}
