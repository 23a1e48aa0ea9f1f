import { setTimeout as sleep } from 'node:timers/promises'
import { openPostgres } from '../../src/db/postgres.ts'
import { type Latencies, latenciesOf } from '../load.ts'
import { Service } from '../service.ts'

/** Between an answer and the next question: most of the machine is idle while nobody trains. */
const PAUSE_MS = 30

export interface Answered extends Latencies {
  readonly answers: number
}

/** One client of a service that has an index of its own, and answers by id. */
export class Caller {
  readonly #service: Service
  readonly #talentIds: readonly string[]
  #next = 0

  private constructor(service: Service, talentIds: readonly string[]) {
    this.#service = service
    this.#talentIds = talentIds
  }

  static async start(connectionString: string): Promise<Caller> {
    const service = await Service.start({ DATABASE_URL: connectionString }, true)
    await service.indexed()
    const database = openPostgres({ connectionString })
    const rows = await database.query<{ readonly id: string }>('select id from public.talents')
    await database.close()
    return new Caller(
      service,
      rows.map(({ id }) => id),
    )
  }

  /** Asks for one talent after the other until `work` ends. */
  async during(work: Promise<unknown>): Promise<Answered> {
    const ms: number[] = []
    let isOver = false
    const over = work.finally(() => {
      isOver = true
    })
    while (!isOver) {
      const id = this.#talentIds[this.#next++ % this.#talentIds.length]
      ms.push(await this.#service.call({ path: `/api/v1/match/talents/${id}/jobs`, body: '{}' }))
      await sleep(PAUSE_MS)
    }
    await over
    return { answers: ms.length, ...latenciesOf(ms) }
  }

  stop(): Promise<void> {
    return this.#service.stop()
  }
}

export const inWords = ({ answers, p50, p95 }: Answered): string =>
  `${answers} answers, p50 ${p50.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms`
