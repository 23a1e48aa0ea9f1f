import type { Erasures } from '../../db/privacy/erasures.ts'
import { repeat } from '../queue/repeat.ts'

export interface FollowErasuresOptions {
  readonly erasures: Pick<Erasures, 'mark'>
  /** Forgets what this process keeps in memory of anybody: it is had again from elsewhere. */
  readonly forget: () => void
  readonly pauseMs?: number | undefined
}

/** As often as it is asked which model serves. */
const PAUSE_MS = 2_000

/**
 * Has a process forget what it keeps in memory, when somebody's erasure begins and again when it ends.
 * Resolves after the signal. Never rejects.
 */
export function followErasures(
  { erasures, forget, pauseMs = PAUSE_MS }: FollowErasuresOptions,
  signal: AbortSignal,
): Promise<void> {
  let known: string | undefined
  const look = async () => {
    const mark = await erasures.mark()
    // Without a first word there is no telling what was kept before it.
    if (mark !== known) forget()
    known = mark
    return 0
  }
  return repeat(look, { pauseMs }, signal)
}
