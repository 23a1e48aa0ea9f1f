import type { RunOutcome, TrainingRun } from '../models/training-runs.ts'
import { runChild } from '../runtime/child.ts'
import { compiledFile } from '../runtime/compiled-file.ts'

/** What the child process is sent. */
export interface TrainJob {
  readonly run: TrainingRun
  readonly connectionString: string
}

/** To stop LightGBM and put the run back; then it is killed, and whoever closes puts it back. */
const GRACE_MS = 5_000

/**
 * Carries out a run in a process of its own.
 *
 * @throws ChildError when it dies
 */
export const trainApart = (
  run: TrainingRun,
  connectionString: string,
  signal: AbortSignal,
): Promise<RunOutcome> => {
  const job: TrainJob = { run, connectionString }
  const file = compiledFile(import.meta.url, './train-process.ts')
  return runChild(file, job, { name: 'the training process', signal, graceMs: GRACE_MS })
}
