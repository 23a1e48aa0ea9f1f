import type { RunProgress, TrainingRuns } from '../../models/training-runs.ts'

/** A tenth of what a run may be silent for, and often enough for somebody who watches. */
const BEAT_MS = 3_000

/** Another process, or a person, has ended this run: whatever it does from here on counts for nothing. */
export class RunTakenError extends Error {
  override readonly name = 'RunTakenError'

  constructor(id: string) {
    super(`training run ${id} was ended by another process`)
  }
}

/** A run that is under way here. */
export interface LivingRun {
  /** Aborted, with a {@link RunTakenError}, when it is no longer this process's. */
  readonly taken: AbortSignal
  tell(progress: RunProgress): void
  stop(): void
}

/** Says every few seconds that a run lives, and how far it is. A database that is out is asked again. */
export function keepAlive(runs: Pick<TrainingRuns, 'note'>, id: string): LivingRun {
  const taken = new AbortController()
  let progress: RunProgress | undefined
  const beat = async () => {
    if (!(await runs.note(id, { progress }))) taken.abort(new RunTakenError(id))
  }
  const timer = setInterval(() => void beat().catch(() => {}), BEAT_MS)
  return {
    taken: taken.signal,
    tell: (told) => {
      progress = told
    },
    stop: () => clearInterval(timer),
  }
}
