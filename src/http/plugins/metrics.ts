import type { FastifyInstance } from 'fastify'
import { Counter, collectDefaultMetrics, Gauge, Histogram, type Registry } from 'prom-client'
import type { MatchSource } from '../../../supabase/functions/_shared/payload.ts'
import type { AnswerLog } from '../../matching/answer-log.ts'
import type { Matcher } from '../../matching/matcher.ts'

export type MatchType = 'talent-to-jobs' | 'job-to-talents'

export interface MatchMetrics {
  countMatch(type: MatchType, source: MatchSource, seconds: number): void
}

/** From a handful of pairs to 5,000 with texts never seen. */
const LATENCY_BUCKETS_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10]

interface MetricSources {
  /** Of this process; what works beside the app has its metrics there too. */
  readonly register: Registry
  readonly matcher: Matcher
  readonly answers: Pick<AnswerLog, 'counts'> | undefined
}

/** Serves `/metrics`. */
export function addMetrics(
  app: FastifyInstance,
  { register, matcher, answers }: MetricSources,
): MatchMetrics {
  collectDefaultMetrics({ register })
  const requests = new Counter({
    name: 'match_requests_total',
    help: 'Match requests answered, by type and by what answered them.',
    labelNames: ['type', 'source'],
    registers: [register],
  })
  const latency = new Histogram({
    name: 'match_latency_seconds',
    help: 'Seconds from the request to the answer, by type.',
    labelNames: ['type'],
    buckets: LATENCY_BUCKETS_SECONDS,
    registers: [register],
  })
  const errors = new Counter({
    name: 'http_errors_total',
    help: 'Requests answered with a problem, by its code.',
    labelNames: ['code'],
    registers: [register],
  })
  new Gauge({
    name: 'active_model_version',
    help: 'Always 1; its labels name the model that serves.',
    labelNames: ['version', 'source'],
    registers: [register],
    collect() {
      const { model_version, source } = matcher.status()
      this.reset()
      this.set({ version: model_version, source }, 1)
    },
  })
  if (answers) addAnswerLogMetrics(register, answers)

  app.addHook('onResponse', async (_request, reply) => {
    if (reply.problemCode) errors.inc({ code: reply.problemCode })
  })
  app.get(
    '/metrics',
    { schema: { summary: 'Prometheus metrics', tags: ['operation'] } },
    async (_request, reply) => reply.type(register.contentType).send(await register.metrics()),
  )
  return {
    countMatch: (type, source, seconds) => {
      requests.inc({ type, source })
      latency.observe({ type }, seconds)
    },
  }
}

function addAnswerLogMetrics(register: Registry, answers: Pick<AnswerLog, 'counts'>): void {
  new Counter({
    name: 'answer_log_matches_total',
    help: 'Matches answered by id, by whether their row and impression could be kept.',
    labelNames: ['outcome'],
    registers: [register],
    collect() {
      const { written, dropped } = answers.counts()
      this.reset()
      this.inc({ outcome: 'written' }, written)
      this.inc({ outcome: 'dropped' }, dropped)
    },
  })
  new Gauge({
    name: 'answer_log_waiting',
    help: 'Matches answered by id whose row and impression are still to be written.',
    registers: [register],
    collect() {
      this.set(answers.counts().waiting)
    },
  })
}
