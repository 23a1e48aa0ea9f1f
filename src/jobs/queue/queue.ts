/** What a background job does; it may be cut off and is then begun again. */
export type JobWork = (signal: AbortSignal) => Promise<void>

export interface JobOptions {
  /** When it is due, in UTC, such as `17 3 * * *`; absent: only when it is asked for, whatever it was before. */
  readonly cron?: string | undefined
  /** One that takes longer is taken for dead and given to another process; default six hours. */
  readonly minutes?: number
}

/**
 * Runs background jobs, each in one process at a time however many there are. To add a job, write it
 * beside this file and hand it over in `src/processes/worker.ts`.
 */
export interface JobQueue {
  /** Runs `work` here whenever the job is due. */
  handle(name: string, work: JobWork, options?: JobOptions): Promise<void>
  /** Has the job run as soon as may be; where it waits already, nothing changes. */
  enqueue(name: string): Promise<void>
  /** Tells jobs under work to stop, which then go back to the queue, and waits for them. */
  close(): Promise<void>
}
