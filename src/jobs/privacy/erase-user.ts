import { AppError } from '../../../supabase/functions/_shared/errors.ts'
import type { ErasedVector, Erasures, OpenErasure, SecretNames } from '../../db/privacy/erasures.ts'
import { textKey } from '../../embeddings/stores/text-vectors-bytes.ts'
import type { Corpus } from '../../matching/by-id/corpus.ts'
import type { Pseudonyms } from '../../training/dataset/pseudonyms.ts'
import { INDEX_READERS } from '../indexing/index-readers.ts'

/** What all processes share besides the database. */
export interface SharedCaches {
  /** May be cut off and begun again. @throws {Error} where they cannot be asked */
  forget(erased: {
    readonly vectors: readonly ErasedVector[]
    /** Of the user, their talents and jobs, and what logs have the user by. */
    readonly names: ReadonlySet<string>
  }): Promise<number>
}

export interface EraseParts {
  readonly erasures: Erasures
  readonly corpus: Pick<Corpus, 'talentsOf' | 'jobsOf'>
  readonly pseudonyms: Pseudonyms
  /** What the gateway's log may have a user by. */
  readonly userHashes: (userId: string) => readonly string[]
  /** Absent where nothing is shared. */
  readonly caches?: SharedCaches | undefined
  /** Rows of a table that one transaction erases; smaller where others wait for it. */
  readonly batch?: number | undefined
  /** How long whatever is under way may go on; default {@link SETTLE_SECONDS}. */
  readonly settleSeconds?: number | undefined
}

/** Some ten milliseconds of locks. */
const BATCH = 1_000
/** Longer than any request, and than a statement may take. */
const SETTLE_SECONDS = 35

type Opener = Pick<EraseParts, 'erasures' | 'corpus' | 'settleSeconds'>
type Ids = Pick<OpenErasure, 'userId' | 'talentIds' | 'jobIds'>

/**
 * Begins an erasure: from then on nothing about the user's rows is read or written by us.
 * @returns its id; that of the one under way, or of the last where nothing has come since
 */
export const beginErasure = (parts: EraseParts, userId: string, actor: string): Promise<string> =>
  open(parts, userId, actor, (ids) => namesOf(parts, ids))

/**
 * {@link beginErasure}, for a process that may lack secrets and addresses of the deployment: a worker, which has
 * them, names who it is and carries it out.
 */
export const askForErasure = (parts: Opener, userId: string, actor: string): Promise<string> =>
  open(parts, userId, actor)

async function open(
  { erasures, corpus, settleSeconds = SETTLE_SECONDS }: Opener,
  userId: string,
  actor: string,
  name?: (ids: Ids) => SecretNames,
): Promise<string> {
  const { talentIds, jobIds } = await erasures.rowsOf(userId)
  const talents = await corpus.talentsOf(talentIds)
  const jobs = await corpus.jobsOf(jobIds)
  const texts = new Set([
    ...talents.flatMap(INDEX_READERS.talent.textsOf),
    ...jobs.flatMap(INDEX_READERS.job.textsOf),
  ])
  return erasures.open({
    userId,
    actor,
    talentIds,
    jobIds,
    names: name?.({ userId, talentIds, jobIds }),
    textKeys: [...texts].map(textKey),
    settleSeconds,
  })
}

const namesOf = (
  { pseudonyms, userHashes }: EraseParts,
  { userId, talentIds, jobIds }: Ids,
): SecretNames => ({
  pseudonym: pseudonyms.user(userId),
  keyId: pseudonyms.keyId,
  names: [...talentIds.map(pseudonyms.talent), ...jobIds.map(pseudonyms.job)],
  userHashes: userHashes(userId),
})

/**
 * Erases what there is now, everywhere that this process reaches. May be cut off anywhere and begun again, and
 * be under way in two processes.
 */
export async function carryOutErasure(
  parts: EraseParts,
  open: OpenErasure,
  signal: AbortSignal,
): Promise<void> {
  const { erasures, caches, batch = BATCH } = parts
  const { id, userId, talentIds, jobIds, userHashes } = open
  const own = namesOf(parts, open)
  await erasures.name(id, own, await findNotSearched(parts))
  while ((await erasures.eraseSome(id, batch)) > 0) signal.throwIfAborted()
  const vectors = await erasures.findVectors(id)
  if (caches) {
    const names = new Set([userId, ...talentIds, ...jobIds, ...userHashes, ...own.userHashes])
    await erasures.count(id, 'redis', await caches.forget({ vectors, names }))
  }
  await erasures.eraseVectors(id)
}

/** What the gateway has logged of a user's calls for others, or that were refused. */
const LOG_BY_HASH = 'ml_request_log.user_hash'

const NO_REDIS =
  'an erasure waits: other processes use Redis, and this one has no REDIS_URL to search it'

/** Where this process cannot look, though there may be something. */
export async function findNotSearched({
  erasures,
  caches,
  userHashes,
}: Pick<EraseParts, 'erasures' | 'caches' | 'userHashes'>): Promise<string[]> {
  const callers = await erasures.listCallers()
  const knowsLog =
    callers.length === 0 || callers.some(({ userId, hash }) => userHashes(userId).includes(hash))
  return [...(caches ? [] : ['redis']), ...(knowsLog ? [] : [LOG_BY_HASH])]
}

/**
 * Takes up an erasure that was asked for, or looks one over again whose time has come, which also ends what
 * another process was killed in. Only who reaches all that the deployment has, a worker, may call it.
 * @returns how many ended
 * @throws {AppError} where another process has a Redis and this one has not
 */
export async function eraseDue(parts: EraseParts, signal: AbortSignal): Promise<number> {
  const { erasures } = parts
  const due = await erasures.next()
  if (!due) return 0
  if (!parts.caches && (await erasures.hasRedis())) throw new AppError('unavailable', NO_REDIS)
  const isLast = await erasures.isSettled(due.id)
  await carryOutErasure(parts, due, signal)
  if (!isLast) return 0
  await erasures.finish(due.id)
  return 1
}
