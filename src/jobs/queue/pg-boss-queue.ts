import PgBoss from 'pg-boss'
import type { JobOptions, JobQueue, JobWork } from './queue.ts'

export interface PgBossQueueOptions {
  readonly connectionString: string
  /** How often a process looks for jobs that are due; default 15. */
  readonly pollingSeconds?: number | undefined
  readonly onError?: ((error: Error) => void) | undefined
}

/** Jobs come once a night: nobody waits for them by the second, and every look is a query. */
const DEFAULT_POLLING_SECONDS = 15

/** pg-boss takes no longer pauses between looks at its schedule. */
const CRON_SECONDS = 45

/** The sweep of a million rows takes one of them. */
const DEFAULT_MINUTES = 6 * 60

/** What work gets to stop when the queue closes. */
const CLOSE_MS = 10_000

/**
 * A queue in the database, in the schema `pgboss`.
 *
 * @throws {Error} when the database cannot be reached
 */
export async function openPgBossQueue(options: PgBossQueueOptions): Promise<JobQueue> {
  const { connectionString, onError } = options
  const boss = new PgBoss({
    connectionString,
    application_name: 'talentmatch-queue',
    max: 2,
    cronMonitorIntervalSeconds: CRON_SECONDS,
    cronWorkerIntervalSeconds: CRON_SECONDS,
  })
  // Without a listener an error of its background work would end the process.
  boss.on('error', (error) => onError?.(error))
  try {
    await boss.start()
  } catch (error) {
    await boss.stop({ graceful: false, wait: true }).catch(() => {})
    throw error
  }
  return new PgBossQueue(boss, options.pollingSeconds ?? DEFAULT_POLLING_SECONDS)
}

class PgBossQueue implements JobQueue {
  readonly #boss: PgBoss
  readonly #pollingSeconds: number
  readonly #closing = new AbortController()

  constructor(boss: PgBoss, pollingSeconds: number) {
    this.#boss = boss
    this.#pollingSeconds = pollingSeconds
  }

  async handle(
    name: string,
    work: JobWork,
    { cron, minutes = DEFAULT_MINUTES }: JobOptions = {},
  ): Promise<void> {
    const queue = {
      name,
      // One that waits and one under work, at most.
      policy: 'stately',
      retryLimit: 5,
      retryDelay: 60,
      retryBackoff: true,
      // Of a queue, pg-boss 10 reads no other unit.
      expireInSeconds: minutes * 60,
    } as const
    await this.#boss.createQueue(name, { ...queue })
    // One that is there already is not created, and keeps what it was created with.
    await this.#boss.updateQueue(name, { ...queue })
    await this.#boss.work(name, { pollingIntervalSeconds: this.#pollingSeconds }, () =>
      work(this.#closing.signal),
    )
    if (cron === undefined) await this.#boss.unschedule(name)
    else await this.#boss.schedule(name, cron, {}, { tz: 'UTC' })
  }

  async enqueue(name: string): Promise<void> {
    await this.#boss.send(name, {})
  }

  async close(): Promise<void> {
    this.#closing.abort(new Error('the queue is closing'))
    await this.#boss.stop({ graceful: true, wait: true, timeout: CLOSE_MS })
  }
}
