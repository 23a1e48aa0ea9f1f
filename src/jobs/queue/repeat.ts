import { setTimeout as pause } from 'node:timers/promises'

export interface RepeatOptions {
  /** Between two runs: when the first found nothing to do, and, doubled each time, when it failed. */
  readonly pauseMs: number
  /** Called when it begins to fail, with the error, and when it works again, without one. */
  readonly onChange?: ((error: unknown) => void) | undefined
}

/** After failures the pause grows up to this. */
const LONGEST_PAUSE_MS = 30_000

/**
 * Runs `work` again and again until `signal` is aborted: at once while it finds something to do, in
 * steady pauses when not, in growing ones while it fails. Never rejects.
 *
 * @param work resolves with how much it did; 0 = nothing
 */
export async function repeat(
  work: (signal: AbortSignal) => Promise<number>,
  options: RepeatOptions,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    const done = await retry(work, options, signal)
    if (done === 0) await rest(options.pauseMs, signal)
  }
}

/** Runs `work` until it succeeds once; `undefined` where `signal` was aborted before. Never rejects. */
export async function retry<T>(
  work: (signal: AbortSignal) => Promise<T>,
  { pauseMs, onChange }: RepeatOptions,
  signal: AbortSignal,
): Promise<T | undefined> {
  for (let failures = 0; !signal.aborted; failures++) {
    try {
      const result = await work(signal)
      if (failures > 0) onChange?.(undefined)
      return result
    } catch (error) {
      if (signal.aborted) return undefined
      if (failures === 0) onChange?.(error)
      await rest(Math.min(pauseMs * 2 ** failures, LONGEST_PAUSE_MS), signal)
    }
  }
  return undefined
}

/** A rest that the signal cuts short rejects, which is its end. */
const rest = (ms: number, signal: AbortSignal) =>
  pause(ms, undefined, { signal }).catch(() => undefined)
