import type { RunOutcome, TrainingRun, TrainingRuns } from '../../models/training-runs.ts'

export interface TrainQueuedOptions {
  readonly runs: TrainingRuns
  /** Carries out a run, which says itself how it ended. */
  readonly train: (run: TrainingRun, signal: AbortSignal) => Promise<RunOutcome>
  readonly onStart?: ((run: TrainingRun) => void) | undefined
  readonly onEnd?: ((run: TrainingRun, outcome: RunOutcome) => void) | undefined
}

/**
 * Carries out the training run that somebody asked for, if there is one and nobody else has it. One that is
 * stopped goes back to the queue.
 *
 * @returns how many were carried out
 */
export async function trainQueued(
  { runs, train, onStart, onEnd }: TrainQueuedOptions,
  signal: AbortSignal,
): Promise<number> {
  const run = await runs.claim()
  if (!run) return 0
  onStart?.(run)
  try {
    onEnd?.(run, await train(run, signal))
  } catch (error) {
    if (signal.aborted) {
      await runs.release(run.id)
      return 1
    }
    // Its process died. Where it has ended the run before that, nothing changes.
    const outcome = { status: 'failed', reason: (error as Error).message } as const
    if (await runs.finish(run.id, outcome)) onEnd?.(run, outcome)
  }
  return 1
}
