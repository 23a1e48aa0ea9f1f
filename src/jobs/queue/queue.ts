/** What a background job does; it may be cut off and is then begun again. */
export type JobWork = (signal: AbortSignal) => Promise<void>

/**
 * Runs background jobs, each in one process at a time however many there are. To add a job, write it
 * beside this file and hand it over in `src/processes/worker.ts`.
 */
export interface JobQueue {
  /**
   * Runs `work` here whenever the job is due.
   * @param cron when it is, in UTC, such as `17 3 * * *`; absent: only when it is asked for, whatever it was before
   */
  handle(name: string, work: JobWork, cron?: string): Promise<void>
  /** Has the job run as soon as may be; where it waits already, nothing changes. */
  enqueue(name: string): Promise<void>
  /** Tells jobs under work to stop, which then go back to the queue, and waits for them. */
  close(): Promise<void>
}
