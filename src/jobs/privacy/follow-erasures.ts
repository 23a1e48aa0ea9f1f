import type { Erasures } from '../../db/privacy/erasures.ts'
import { repeat } from '../queue/repeat.ts'

export interface FollowErasuresOptions {
  readonly erasures: Pick<Erasures, 'mark' | 'noteRedis'>
  /** Whether this process keeps something in Redis. */
  readonly hasRedis?: boolean | undefined
  /** Forgets what this process keeps in memory of anybody: it is had again from elsewhere. */
  readonly forget: () => void
  readonly pauseMs?: number | undefined
}

/** As often as it is asked which model serves. */
const PAUSE_MS = 2_000
/** Others believe it for a day. */
const NOTE_MS = 3_600_000

/**
 * Has a process forget what it keeps in memory, when somebody's erasure begins and again when it ends, and tells
 * others of the Redis that it has.
 * Resolves after the signal. Never rejects.
 */
export function followErasures(
  { erasures, hasRedis = false, forget, pauseMs = PAUSE_MS }: FollowErasuresOptions,
  signal: AbortSignal,
): Promise<void> {
  let known: string | undefined
  let notedAt = Number.NEGATIVE_INFINITY
  const look = async () => {
    const mark = await erasures.mark()
    // Without a first word there is no telling what was kept before it.
    if (mark !== known) forget()
    known = mark
    if (hasRedis && performance.now() - notedAt > NOTE_MS) {
      await erasures.noteRedis()
      notedAt = performance.now()
    }
    return 0
  }
  return repeat(look, { pauseMs }, signal)
}
