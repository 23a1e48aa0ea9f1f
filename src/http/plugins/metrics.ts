import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Counter, Gauge, Histogram, type Registry } from 'prom-client'
import type { Match, MatchSource } from '../../../supabase/functions/_shared/payload.ts'
import type { AnswerLog } from '../../interactions/answer-log.ts'
import type { Matcher } from '../../matching/matcher.ts'
import { addProcessMetrics } from '../../observation/process-metrics.ts'
import { isOperational } from '../operational.ts'

export type MatchType = 'talent-to-jobs' | 'job-to-talents'

export interface MatchMetrics {
  countMatch(type: MatchType, answer: CountedAnswer, seconds: number): void
}

export interface CountedAnswer {
  readonly source: MatchSource
  readonly matches: readonly Pick<Match, 'match_score' | 'confidence'>[]
}

/** From a handful of pairs to 5,000 with texts never seen; an alert asks for 3 s, which is the budget by id. */
const LATENCY_BUCKETS_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3, 5, 10]
/** Ten of ten points, as quality is kept by day. */
const SCORE_BUCKETS = [10, 20, 30, 40, 50, 60, 70, 80, 90, 100]
const CONFIDENCE_BUCKETS = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1]

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
  const endProcessMetrics = addProcessMetrics(register)
  app.addHook('onClose', async () => endProcessMetrics())
  const requests = new Counter({
    name: 'match_requests_total',
    help: 'Match requests answered, by type and source.',
    labelNames: ['type', 'source'],
    registers: [register],
  })
  const latency = new Histogram({
    name: 'match_latency_seconds',
    help: 'Seconds from request to answer, by type.',
    labelNames: ['type'],
    buckets: LATENCY_BUCKETS_SECONDS,
    registers: [register],
  })
  const scores = new Histogram({
    name: 'match_score_points',
    help: 'Scores of the matches returned, 0-100, by source.',
    labelNames: ['source'],
    buckets: SCORE_BUCKETS,
    registers: [register],
  })
  const confidences = new Histogram({
    name: 'match_confidence_ratio',
    help: 'Confidences of the matches returned, 0-1, by source.',
    labelNames: ['source'],
    buckets: CONFIDENCE_BUCKETS,
    registers: [register],
  })
  const calls = new Counter({
    name: 'http_requests_total',
    help: 'Requests answered, excluding health, metrics and documentation, by route and status class.',
    labelNames: ['route', 'status'],
    registers: [register],
  })
  const inFlight = new Gauge({
    name: 'http_requests_in_flight',
    help: 'Requests in progress.',
    registers: [register],
  })
  const errors = new Counter({
    name: 'http_errors_total',
    help: 'Requests answered with a problem, by code.',
    labelNames: ['code'],
    registers: [register],
  })
  new Gauge({
    name: 'active_model_version',
    help: 'Always 1; the labels name the serving model.',
    labelNames: ['version', 'source'],
    registers: [register],
    collect() {
      const { model_version, source } = matcher.status()
      this.reset()
      this.set({ version: model_version, source }, 1)
    },
  })
  if (answers) addAnswerLogMetrics(register, answers)

  // Requests rejected by an earlier hook are not counted here.
  const counted = new WeakSet<FastifyRequest>()
  app.addHook('onRequest', async (request) => {
    counted.add(request)
    inFlight.inc()
  })
  // Also of whoever went away meanwhile.
  app.addHook('onResponse', async (request, reply) => {
    if (counted.has(request)) inFlight.dec()
    if (reply.problemCode) errors.inc({ code: reply.problemCode })
    if (isOperational(request)) return
    const route = request.routeOptions.url ?? 'unknown'
    calls.inc({ route, status: `${Math.trunc(reply.statusCode / 100)}xx` })
  })
  app.get(
    '/metrics',
    { schema: { summary: 'Prometheus metrics', tags: ['operation'] } },
    async (_request, reply) => reply.type(register.contentType).send(await register.metrics()),
  )
  return {
    countMatch: (type, { source, matches }, seconds) => {
      requests.inc({ type, source })
      latency.observe({ type }, seconds)
      for (const { match_score, confidence } of matches) {
        scores.observe({ source }, match_score)
        confidences.observe({ source }, confidence)
      }
    },
  }
}

function addAnswerLogMetrics(register: Registry, answers: Pick<AnswerLog, 'counts'>): void {
  new Counter({
    name: 'answer_log_matches_total',
    help: 'Matches answered by id, by whether their row and impression were stored.',
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
    help: 'Matches answered by id whose row and impression are not written yet.',
    registers: [register],
    collect() {
      this.set(answers.counts().waiting)
    },
  })
}
