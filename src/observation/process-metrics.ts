import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { availableParallelism } from 'node:os'
import { Counter, collectDefaultMetrics, Gauge, Histogram, type Registry } from 'prom-client'
import { QUERY_CHANNEL, type QueryTiming } from '../db/database.ts'
import { STAGE_CHANNEL, STAGES, type StageMessage } from '../matching/stages.ts'

/** Predicting a page takes parts of a millisecond; to embed hundreds of new texts, seconds. */
const STAGE_BUCKETS_SECONDS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 3]
/** A look-up by key takes a millisecond or two, retrieval tens; statements are given up after 30 s. */
const QUERY_BUCKETS_SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5, 30]

/**
 * What every process of ours tells: CPU, memory, event loop, the stages of its answers, its statements.
 * @returns what ends it
 */
export function addProcessMetrics(register: Registry): () => void {
  collectDefaultMetrics({ register })
  new Gauge({
    name: 'process_available_cores',
    help: 'Cores that the process may use, as process_cpu_seconds_total is to be held against.',
    registers: [register],
  }).set(availableParallelism())
  const stages = new Histogram({
    name: 'match_stage_seconds',
    help: 'Seconds that one stage of an answer took.',
    labelNames: ['stage'],
    buckets: STAGE_BUCKETS_SECONDS,
    registers: [register],
  })
  for (const stage of STAGES) stages.zero({ stage })
  const rows = new Counter({
    name: 'prepared_rows_total',
    help: 'Rows of requests, by whether memory had them prepared already.',
    labelNames: ['outcome'],
    registers: [register],
  })
  const queries = new Histogram({
    name: 'database_query_seconds',
    help: 'Seconds that one statement took, by how it ended.',
    labelNames: ['outcome'],
    buckets: QUERY_BUCKETS_SECONDS,
    registers: [register],
  })
  const hearStage = (message: unknown) => {
    const told = message as StageMessage
    if ('stage' in told) stages.observe({ stage: told.stage }, told.ms / 1000)
    else {
      rows.inc({ outcome: 'hit' }, told.hits)
      rows.inc({ outcome: 'miss' }, told.misses)
    }
  }
  const hearQuery = (message: unknown) => {
    const { outcome, ms } = message as QueryTiming
    queries.observe({ outcome }, ms / 1000)
  }
  subscribe(STAGE_CHANNEL, hearStage)
  subscribe(QUERY_CHANNEL, hearQuery)
  return () => {
    unsubscribe(STAGE_CHANNEL, hearStage)
    unsubscribe(QUERY_CHANNEL, hearQuery)
  }
}
