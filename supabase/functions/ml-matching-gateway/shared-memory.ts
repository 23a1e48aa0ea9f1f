import { Redis } from 'ioredis'
import { ANSWER_KEY_PREFIX } from '../_shared/answer-keys.ts'
import type { CachedAnswer } from './answer-cache.ts'
import type { BreakerState } from './breaker-state.ts'

/** What all instances know of a call. */
export interface SharedView {
  /** Seconds to wait, where the caller has asked too often. */
  readonly retryAfterSeconds: number | undefined
  readonly answer: CachedAnswer | undefined
  readonly breaker: BreakerState
}

/** Redis is there to be fast: what takes longer is had from elsewhere. */
const COMMAND_TIMEOUT_MS = 250
/** A Redis that is out or frozen costs one request in so long its timeout, and not every one. */
const PAUSE_MS = 2_000
const WINDOW_SECONDS = 60
const BREAKER_KEY = 'gateway:breaker:matching-service'
const BREAKER_TTL_SECONDS = 3_600
const CLOSED: BreakerState = { state: 'closed', until: null }

export interface SharedMemoryOptions {
  readonly url: string
  readonly rateLimit: number
  readonly cacheTtlSeconds: number
  /** Milliseconds since 1970. */
  readonly clock: () => number
  /** Called once when Redis goes out, until it is back. */
  readonly onOut: (error: unknown) => void
}

/** Counters, answers and breaker in Redis; one round trip a call. */
export class SharedMemory {
  readonly #options: SharedMemoryOptions
  readonly #redis: Redis
  #pausedUntil = 0
  #isOut = false

  constructor(options: SharedMemoryOptions) {
    this.#options = options
    this.#redis = new Redis(options.url, {
      autoResendUnfulfilledCommands: false,
      maxRetriesPerRequest: 0,
      commandTimeout: COMMAND_TIMEOUT_MS,
      connectTimeout: PAUSE_MS,
      retryStrategy: (attempt) => Math.min(50 * 2 ** Math.min(attempt, 6), PAUSE_MS),
      connectionName: 'talentmatch-gateway',
    })
    // The commands that fail tell of it.
    this.#redis.on('error', () => {})
  }

  /**
   * Takes one request of each counter, and looks what is known of the call.
   * @returns undefined where Redis is out
   */
  async look(rateKeys: readonly string[], cacheKey: string): Promise<SharedView | undefined> {
    const { clock, rateLimit } = this.#options
    const now = clock() / 1_000
    const window = Math.floor(now / WINDOW_SECONDS)
    const values = await this.#attempt(async () => {
      const commands = this.#redis
        .pipeline()
        .get(BREAKER_KEY)
        .get(`${ANSWER_KEY_PREFIX}${cacheKey}`)
      for (const key of rateKeys) {
        const counter = `gateway:rate:${key}:${window}`
        commands.incr(counter).expire(counter, 2 * WINDOW_SECONDS)
      }
      const replies = (await commands.exec()) ?? []
      return replies.map(([error, value]) => {
        if (error) throw error
        return value
      })
    })
    if (!values) return undefined
    const [breaker, answer, ...counts] = values
    const isOver = counts.some((count, at) => at % 2 === 0 && Number(count) > rateLimit)
    return {
      retryAfterSeconds: isOver ? Math.ceil((window + 1) * WINDOW_SECONDS - now) : undefined,
      answer: read(answer, isAnswer),
      breaker: read(breaker, isBreakerState) ?? CLOSED,
    }
  }

  async keep(cacheKey: string, answer: CachedAnswer): Promise<void> {
    const { cacheTtlSeconds } = this.#options
    if (cacheTtlSeconds === 0) return
    await this.#attempt(() =>
      this.#redis.set(
        `${ANSWER_KEY_PREFIX}${cacheKey}`,
        JSON.stringify(answer),
        'EX',
        cacheTtlSeconds,
      ),
    )
  }

  /** @throws where Redis is out */
  async share(state: BreakerState): Promise<void> {
    await this.#redis.set(BREAKER_KEY, JSON.stringify(state), 'EX', BREAKER_TTL_SECONDS)
  }

  close(): void {
    this.#redis.disconnect()
  }

  async #attempt<T>(work: () => Promise<T>): Promise<T | undefined> {
    const { clock, onOut } = this.#options
    if (clock() < this.#pausedUntil) return undefined
    try {
      const result = await work()
      this.#isOut = false
      return result
    } catch (error) {
      this.#pausedUntil = clock() + PAUSE_MS
      if (!this.#isOut) onOut(error)
      this.#isOut = true
      return undefined
    }
  }
}

/** Whatever cannot be read is as good as not there: another release may have written it. */
function read<T>(text: unknown, isReadable: (value: Partial<T>) => boolean): T | undefined {
  if (typeof text !== 'string') return undefined
  try {
    const value = JSON.parse(text)
    return isReadable(value) ? value : undefined
  } catch {
    return undefined
  }
}

const isAnswer = ({ matches, version }: Partial<CachedAnswer>) =>
  Array.isArray(matches) && typeof version === 'string'
const isBreakerState = ({ state }: Partial<BreakerState>) =>
  state === 'closed' || state === 'open' || state === 'half-open'
