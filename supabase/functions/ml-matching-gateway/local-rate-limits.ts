import { LRUCache } from 'lru-cache'

const WINDOW_MS = 60_000
/** Of callers that are known at a time, the rest are forgotten. */
const MAX_KEYS = 20_000

/**
 * Counts what this instance has seen, and remembers who was refused: most of what is too much never
 * reaches the shared counters.
 */
export class LocalRateLimits {
  readonly #limit: number
  readonly #counts = new LRUCache<string, { readonly since: number; count: number }>({
    max: MAX_KEYS,
  })
  readonly #refused = new LRUCache<string, number>({ max: MAX_KEYS })
  readonly #clock: () => number

  /** @param clock milliseconds since 1970 */
  constructor(limit: number, clock: () => number) {
    this.#limit = limit
    this.#clock = clock
  }

  /**
   * Takes one request of every key.
   * @returns seconds to wait, where it is one too many
   */
  take(keys: readonly string[]): number | undefined {
    const now = this.#clock()
    const until = this.#refused.get(keys.join())
    if (until !== undefined && until > now) return secondsFrom(now, until)
    const since = now - (now % WINDOW_MS)
    let isOver = false
    for (const key of keys) {
      let window = this.#counts.get(key)
      if (window?.since !== since) {
        window = { since, count: 0 }
        this.#counts.set(key, window)
      }
      window.count += 1
      if (window.count > this.#limit) isOver = true
    }
    return isOver ? secondsFrom(now, since + WINDOW_MS) : undefined
  }

  /** Remembers that the shared counters refused these keys together. */
  refuse(keys: readonly string[], seconds: number): void {
    this.#refused.set(keys.join(), this.#clock() + seconds * 1_000)
  }
}

const secondsFrom = (now: number, until: number) => Math.max(1, Math.ceil((until - now) / 1_000))
