/**
 * `queued` waits for a worker, `running` is under way; all others are ends. `promoted`: a new model is the
 * active one; `rejected`: it was made, and the gate refused it; `skipped`: none was made, for there was no
 * need or too little to learn from.
 */
export const RUN_STATUSES = [
  'queued',
  'running',
  'promoted',
  'rejected',
  'skipped',
  'failed',
  'cancelled',
] as const
export type RunStatus = (typeof RUN_STATUSES)[number]

/**
 * The same each time, as a coin that is thrown once: whoever asks again must not draw other parts until one
 * of them passes.
 */
export const DEFAULT_SEED = 1

export interface RunRequest {
  /** A user's id, `service`, `operator:` and a login name for the command line, `schedule`. */
  readonly actor: string
  /** Whether it is run however recent the last one is. */
  readonly forced: boolean
  readonly seed: number
  /** Of the call that asked for it; absent: no call did. */
  readonly requestId?: string | undefined
}

/** How far a run is. */
export interface RunProgress {
  readonly step: string
  readonly done: number
  readonly total: number
}

type Facts = Readonly<Record<string, unknown>>

/** What is kept of a run while it is under way. */
export interface RunNotes {
  readonly progress?: RunProgress | undefined
  /** Manifest of the snapshot that it learns from. */
  readonly dataset?: Facts | undefined
  /** Of champion, library, features and code. */
  readonly versions?: Facts | undefined
}

export interface TrainingRun extends RunRequest {
  readonly id: string
  readonly status: RunStatus
  /** Why it ended as it did, in words. */
  readonly reason: string | null
  readonly progress: RunProgress | null
  readonly dataset: Facts | null
  readonly versions: Facts | null
  /** What was measured, and every check of the gate. */
  readonly metrics: Facts | null
  /** The model that it published. */
  readonly modelVersion: string | null
  readonly queuedAt: Date
  readonly startedAt: Date | null
  readonly finishedAt: Date | null
}

/** How a run ended. */
export interface RunOutcome {
  readonly status: Exclude<RunStatus, 'queued' | 'running'>
  readonly reason: string
  readonly metrics?: Facts | undefined
  readonly modelVersion?: string | undefined
}

/** A model that takes another's place. */
export interface Promotion {
  readonly version: string
  /** Nothing is done where another is active by now. */
  readonly insteadOf: string
}

export interface OpenedRun {
  readonly run: TrainingRun
  /** False: it was queued or running already, and nothing was changed. */
  readonly isNew: boolean
}

/** Every run there was; at most one is queued or running, which the database sees to. */
export interface TrainingRuns {
  /** @param status `running`: it is run by whoever asks */
  open(request: RunRequest, status: 'queued' | 'running'): Promise<OpenedRun>
  /** Takes the run that is queued. A run whose process died is marked as failed. */
  claim(): Promise<TrainingRun | undefined>
  /** Says that the run lives. @returns false where it is no longer this process's */
  note(id: string, notes: RunNotes): Promise<boolean>
  /** Puts it back, for another process to run from the beginning. */
  release(id: string): Promise<void>
  /** @returns false where it was not running any more */
  finish(id: string, outcome: RunOutcome): Promise<boolean>
  /**
   * Ends it as cancelled where it is queued or under way; whoever runs it hears of that within seconds, and
   * nothing it does from then on counts.
   *
   * @returns the run as it is now; undefined where there is none
   */
  cancel(id: string, reason: string): Promise<TrainingRun | undefined>
  /** Ends the run and has its model serve, both or neither. @returns whether it did */
  promote(id: string, outcome: RunOutcome, promotion: Promotion): Promise<boolean>
  /** When a model was last made and judged. */
  lastDecided(): Promise<Date | undefined>
  find(id: string): Promise<TrainingRun | undefined>
  /** Those queued last first. */
  list(limit: number): Promise<readonly TrainingRun[]>
}
