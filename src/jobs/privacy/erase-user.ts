import type { ErasedVector, Erasures, OpenErasure } from '../../db/privacy/erasures.ts'
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

/**
 * Begins an erasure: from then on nothing about the user's rows is read or written by us.
 * @returns its id; that of the one under way, or of the last where nothing has come since
 */
export async function beginErasure(
  { erasures, corpus, pseudonyms, userHashes, settleSeconds = SETTLE_SECONDS }: EraseParts,
  userId: string,
  actor: string,
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
    pseudonym: pseudonyms.user(userId),
    keyId: pseudonyms.keyId,
    actor,
    talentIds,
    jobIds,
    names: [...talentIds.map(pseudonyms.talent), ...jobIds.map(pseudonyms.job)],
    userHashes: userHashes(userId),
    textKeys: [...texts].map(textKey),
    settleSeconds,
  })
}

/**
 * Erases what there is now, everywhere that all processes share. May be cut off anywhere and begun again, and
 * be under way in two processes.
 *
 * @returns whether that was the last time
 */
export async function carryOutErasure(
  { erasures, caches, batch = BATCH }: EraseParts,
  { id, userId, talentIds, jobIds, userHashes }: OpenErasure,
  signal: AbortSignal,
): Promise<boolean> {
  const isLast = await erasures.isSettled(id)
  while ((await erasures.eraseSome(id, batch)) > 0) signal.throwIfAborted()
  const vectors = await erasures.findVectors(id)
  if (caches) {
    const names = new Set([userId, ...talentIds, ...jobIds, ...userHashes])
    await erasures.count(id, 'redis', await caches.forget({ vectors, names }))
  }
  await erasures.eraseVectors(id)
  if (isLast) await erasures.finish(id)
  return isLast
}

/**
 * Looks one erasure over again whose time has come, which also ends what another process was killed in.
 * @returns how many ended
 */
export async function eraseDue(parts: EraseParts, signal: AbortSignal): Promise<number> {
  const due = await parts.erasures.next()
  return due && (await carryOutErasure(parts, due, signal)) ? 1 : 0
}
