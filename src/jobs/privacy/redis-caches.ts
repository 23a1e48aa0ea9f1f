import type { Redis } from 'ioredis'
import { ANSWER_KEY_PREFIX } from '../../../supabase/functions/_shared/answer-keys.ts'
import { removeRedisVectors } from '../../embeddings/stores/redis-vectors.ts'
import type { SharedCaches } from './erase-user.ts'

/** Answers of some 60 kB are looked at so many at a time. */
const ANSWERS_A_LOOK = 50
/** Ids, and hashes of ids. */
const NAMES = /[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}|[\da-f]{64}/g

/** What gateway and service keep in Redis. */
export class RedisCaches implements SharedCaches {
  readonly #redis: Redis

  /** @param redis stays the caller's to close */
  constructor(redis: Redis) {
    this.#redis = redis
  }

  async forget({ vectors, names }: Parameters<SharedCaches['forget']>[0]): Promise<number> {
    const removed = await removeRedisVectors(this.#redis, vectors)
    return removed + (await this.#forgetAnswers(names))
  }

  async #forgetAnswers(names: ReadonlySet<string>): Promise<number> {
    let removed = 0
    let cursor = '0'
    do {
      const [next, keys] = await this.#redis.scan(
        cursor,
        'MATCH',
        `${ANSWER_KEY_PREFIX}*`,
        'COUNT',
        1_000,
      )
      cursor = next
      for (let at = 0; at < keys.length; at += ANSWERS_A_LOOK) {
        const some = keys.slice(at, at + ANSWERS_A_LOOK)
        const answers = await this.#redis.mget(some)
        const naming = some.filter((key, i) =>
          `${key} ${answers[i] ?? ''}`.match(NAMES)?.some((name) => names.has(name)),
        )
        if (naming.length > 0) removed += await this.#redis.unlink(naming)
      }
    } while (cursor !== '0')
    return removed
  }
}
