import { createHmac } from 'node:crypto'
import { join } from 'node:path'
import type { Redis } from 'ioredis'
import type { Connection } from '../db/database.ts'
import { PlatformCorpus } from '../db/platform/corpus.ts'
import { Erasures } from '../db/privacy/erasures.ts'
import { EXPORTED_TABLES, PersonalRows } from '../db/privacy/personal-rows.ts'
import { READING_FORMAT } from '../features/codec/format.ts'
import {
  askForErasure,
  beginErasure,
  carryOutErasure,
  type EraseParts,
  findNotSearched,
} from '../jobs/privacy/erase-user.ts'
import type { PersonalData } from '../privacy/personal-data.ts'
import { LEFT_TO_THE_PLATFORM, type Receipt } from '../privacy/receipt.ts'
import type { Config } from '../settings/config.ts'
import { findKeptSecret, keptSecret, LOG_HASH_SECRET } from '../settings/kept-secret.ts'
import { type Pseudonyms, pseudonymsBy } from '../training/dataset/pseudonyms.ts'

/** Where training runs have their folders. */
export const runsFolder = ({ dataDir }: Config): string => join(dataDir, 'training')

export const openPseudonyms = ({ pseudonymKey, dataDir }: Config): Pseudonyms =>
  pseudonymsBy(pseudonymKey ?? keptSecret(dataDir, 'pseudonym-key'))

export interface OpenErasing {
  readonly parts: EraseParts
  close(): void
}

/** All that an erasure works on. The database stays the caller's to close. */
export async function openErasing(
  config: Config,
  database: Connection,
  options: Pick<EraseParts, 'batch' | 'settleSeconds'> = {},
): Promise<OpenErasing> {
  let redis: Redis | undefined
  let caches: EraseParts['caches']
  if (config.redisUrl !== undefined) {
    const [{ openRedis }, { RedisCaches }] = await Promise.all([
      import('../runtime/redis.ts'),
      import('../jobs/privacy/redis-caches.ts'),
    ])
    redis = await openRedis(config.redisUrl)
    caches = new RedisCaches(redis)
  }
  return {
    parts: {
      ...options,
      erasures: new Erasures(database),
      corpus: new PlatformCorpus(database, READING_FORMAT),
      pseudonyms: openPseudonyms(config),
      userHashes: (userId) => userHashesOf(config, userId),
      caches,
    },
    close: () => redis?.disconnect(),
  }
}

/** The gateway hashes with the first of these that it has; it may have others than this process. */
function userHashesOf(config: Config, userId: string): readonly string[] {
  const { logHashSecret, gatewayKey, serviceRoleKey, jwtSecret, dataDir } = config
  const kept = findKeptSecret(dataDir, LOG_HASH_SECRET)
  return [logHashSecret, kept, gatewayKey, serviceRoleKey, jwtSecret]
    .filter((secret) => secret !== undefined)
    .map((secret) => createHmac('sha256', secret).update(userId).digest('hex'))
}

/** What a person waits for; what is left then, a worker ends. */
const FIRST_PASS_MS = 15_000

/** Export and erasure of users, on the database and what processes share. */
export class UserData implements PersonalData {
  readonly #parts: EraseParts
  readonly #rows: PersonalRows
  readonly #onTrouble: (error: unknown) => void

  /** @param onTrouble hears why a first pass was cut off; a worker goes on with it */
  constructor(parts: EraseParts, database: Connection, onTrouble: (error: unknown) => void) {
    this.#parts = parts
    this.#rows = new PersonalRows(database)
    this.#onTrouble = onTrouble
  }

  async knows(id: string): Promise<boolean> {
    return (await this.#parts.erasures.accountOf(id)) !== undefined
  }

  async *export(id: string): AsyncGenerator<string> {
    const { erasures, pseudonyms, userHashes } = this.#parts
    const userId = (await erasures.accountOf(id)) ?? id
    const own = await erasures.rowsOf(userId)
    const pseudonym = pseudonyms.user(userId)
    const owner = { ...own, userId, pseudonym, userHashes: userHashes(userId) }
    const head = {
      user_id: userId,
      exported_at: new Date().toISOString(),
      talent_ids: own.talentIds,
      job_ids: own.jobIds,
      learned_by: await this.#rows.learnedBy(owner),
      not_included: LEFT_TO_THE_PLATFORM,
      // Redis has nothing that tables have not.
      not_searched: (await findNotSearched(this.#parts)).filter((place) => place !== 'redis'),
    }
    yield `${JSON.stringify(head).slice(0, -1)},"tables":{`
    for (const [at, table] of EXPORTED_TABLES.entries()) {
      yield `${at === 0 ? '' : ','}\n${JSON.stringify(table)}:[`
      let separator = ''
      for await (const page of this.#rows.rowsOf(table, owner)) {
        yield separator + page.join(',\n')
        separator = ',\n'
      }
      yield ']'
    }
    yield '}}\n'
  }

  /** @param byWorker leaves all but the beginning to a worker: this process may not reach everything */
  async erase(userId: string, actor: string, { byWorker = false } = {}): Promise<Receipt> {
    const { erasures, pseudonyms } = this.#parts
    // By whichever id: the receipt is found by that of the account.
    const account = (await erasures.accountOf(userId)) ?? userId
    const isName = ['self', 'service', 'operator'].includes(actor)
    const by = isName ? actor : `administrator ${pseudonyms.user(actor)}`
    const begin = byWorker ? askForErasure : beginErasure
    const id = await begin(this.#parts, account, by)
    try {
      const open = byWorker ? undefined : await erasures.find(id)
      if (open) await carryOutErasure(this.#parts, open, AbortSignal.timeout(FIRST_PASS_MS))
    } catch (error) {
      // It has begun, and somebody carries it out.
      this.#onTrouble(error)
    }
    return erasures.receipt(id)
  }

  /** What has become of an erasure. */
  findReceipt(receiptId: string): Promise<Receipt> {
    return this.#parts.erasures.receipt(receiptId)
  }
}
