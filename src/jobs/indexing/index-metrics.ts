import { Counter, Gauge, type Registry } from 'prom-client'
import type { Backlog, Entity } from '../../db/match-index/outbox.ts'

/** A scrape more often than this is told what the last one was. */
const BACKLOG_AGE_MS = 5_000

/** @param findBacklog asks the database; where it fails, the gauges say NaN */
export function addBacklogMetrics(registry: Registry, findBacklog: () => Promise<Backlog>): void {
  const unknown: Backlog = { waiting: Number.NaN, ageSeconds: Number.NaN, parked: Number.NaN }
  let asked = Number.NEGATIVE_INFINITY
  let answer: Promise<Backlog> = Promise.resolve(unknown)
  // One question for all gauges of a scrape.
  const latest = () => {
    if (performance.now() - asked > BACKLOG_AGE_MS) {
      asked = performance.now()
      answer = findBacklog().catch(() => unknown)
    }
    return answer
  }
  const gauges = {
    embedding_backlog: ['Jobs and talents waiting to be indexed.', 'waiting'],
    embedding_backlog_age_seconds: ['How long the oldest of them has waited.', 'ageSeconds'],
    embedding_parked: ['Jobs and talents given up after repeated indexing failures.', 'parked'],
  } as const
  for (const [name, [help, of]] of Object.entries(gauges)) {
    new Gauge({
      name,
      help,
      registers: [registry],
      async collect() {
        this.set((await latest())[of])
      },
    })
  }
}

export interface IndexMetrics {
  countRows(entity: Entity, rows: number): void
  countFailure(entity: Entity): void
}

export function addIndexMetrics(registry: Registry): IndexMetrics {
  const rows = new Counter({
    name: 'index_rows_total',
    help: 'Index rows written, by kind.',
    labelNames: ['entity'],
    registers: [registry],
  })
  const failures = new Counter({
    name: 'outbox_failures_total',
    help: 'Failures to index a job or talent, by kind.',
    labelNames: ['entity'],
    registers: [registry],
  })
  return {
    countRows: (entity, count) => rows.inc({ entity }, count),
    countFailure: (entity) => failures.inc({ entity }),
  }
}
