import type { MatchIndex } from '../../db/match-index/match-index.ts'
import type { Entity } from '../../db/match-index/outbox.ts'
import type { Embedder } from '../../embeddings/embedder.ts'
import { makeOf } from './index-entities.ts'

export interface SweepOptions {
  readonly index: MatchIndex
  readonly embedder: Embedder
  /** Jobs and talents that one statement looks at; default 1,000, well under a second. */
  readonly page?: number | undefined
}

const DEFAULT_PAGE = 1_000

/**
 * Tidies the index up, queues every active job and talent whose row is missing or stale, and counts
 * skills anew. What is queued twice is indexed once, so a sweep may be cut off and begun again.
 *
 * @returns how many were queued
 */
export async function sweep(options: SweepOptions, signal: AbortSignal): Promise<number> {
  const { index } = options
  await index.markAll()
  const jobs = await queueStale('job', options, signal)
  const talents = await queueStale('talent', options, signal)
  await index.countSkills()
  return jobs + talents
}

async function queueStale(
  entity: Entity,
  { index, embedder, page = DEFAULT_PAGE }: SweepOptions,
  signal: AbortSignal,
): Promise<number> {
  let queued = 0
  let after: string | null = null
  do {
    signal.throwIfAborted()
    const swept = await index.queueStale(entity, after, page, makeOf(embedder))
    queued += swept.queued
    after = swept.last
  } while (after !== null)
  return queued
}
