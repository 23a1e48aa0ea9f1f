import { DatabaseTooSlowError, DatabaseUnavailableError } from '../../db/database.ts'
import type { Claim, Entity, Outbox } from '../../db/match-index/outbox.ts'
import { type IndexEntitiesOptions, indexEntities } from './index-entities.ts'

export interface IndexChangesOptions extends IndexEntitiesOptions {
  readonly outbox: Outbox
  /** Jobs and talents at once; default 100. */
  readonly batch?: number | undefined
  /** How long a claim holds; after a kill, another worker goes on so much later. Default 30. */
  readonly leaseSeconds?: number | undefined
  /** Hears of each failure of one job or talent alone, with the last it is given up. */
  readonly onFailure?: ((failure: IndexFailure) => void) | undefined
}

export interface IndexFailure {
  readonly entity: Entity
  readonly id: string
  readonly isGivenUp: boolean
  readonly error: unknown
}

const DEFAULT_BATCH = 100
const DEFAULT_LEASE_SECONDS = 30

/** A claim is renewed so many times before it would run out. */
const RENEWALS = 3

/**
 * Indexes the jobs and talents that have waited longest in the outbox. Several workers share them.
 * Whatever ends a worker, what it had claimed is indexed by another; a batch that fails is halved
 * until what fails stands alone, which is put off, and given up after several tries.
 *
 * @returns how many there were; 0 = nothing waits
 * @throws {Error} when the database is out, or `signal` is aborted; then all of them wait again
 */
export async function indexChanges(
  options: IndexChangesOptions,
  signal: AbortSignal,
): Promise<number> {
  const { outbox, batch = DEFAULT_BATCH, leaseSeconds = DEFAULT_LEASE_SECONDS } = options
  const open = new Set(await outbox.claim(batch, leaseSeconds))
  const count = open.size
  if (count === 0) return 0
  const renewal = setInterval(
    // Where it fails the claim runs out, and the work is done twice, which harms nobody.
    () => void outbox.extend([...open], leaseSeconds).catch(() => {}),
    (leaseSeconds * 1000) / RENEWALS,
  )
  try {
    await indexOrHalve([...open], open, options, signal)
    return count
  } catch (error) {
    await outbox.release([...open]).catch(() => {})
    throw error
  } finally {
    clearInterval(renewal)
  }
}

async function indexOrHalve(
  claims: readonly Claim[],
  open: Set<Claim>,
  options: IndexChangesOptions,
  signal: AbortSignal,
): Promise<void> {
  signal.throwIfAborted()
  try {
    const ids = (entity: Entity) =>
      claims.flatMap((claim) => (claim.entity === entity ? [claim.id] : []))
    await indexEntities('job', ids('job'), options, signal)
    await indexEntities('talent', ids('talent'), options, signal)
    await options.outbox.finish(claims)
    for (const claim of claims) open.delete(claim)
  } catch (error) {
    if (signal.aborted || isOut(error)) throw error
    const [first] = claims
    if (claims.length === 1 && first) {
      const isGivenUp = await options.outbox.putOff(first)
      open.delete(first)
      options.onFailure?.({ entity: first.entity, id: first.id, isGivenUp, error })
      return
    }
    const half = Math.ceil(claims.length / 2)
    await indexOrHalve(claims.slice(0, half), open, options, signal)
    await indexOrHalve(claims.slice(half), open, options, signal)
  }
}

/** What is too slow for a whole batch may do for half of it. */
const isOut = (error: unknown) =>
  error instanceof DatabaseUnavailableError && !(error instanceof DatabaseTooSlowError)
