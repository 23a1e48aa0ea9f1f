import type { FastifyInstance } from 'fastify'
import { AppError } from '../../../supabase/functions/_shared/errors.ts'
import type { PressureLimits } from '../limits.ts'
import { isOperational } from '../operational.ts'
import type { HealthCheck } from '../routes/health.ts'

/**
 * A late sample or two are one large body, or a model that is loaded, which is no reason to refuse anybody;
 * so many in a row, two seconds at least, are too much to do.
 */
const LATE_SAMPLES = 4
const MEBIBYTE = 1024 * 1024

interface BackPressure {
  /** The health check. */
  readonly load: () => Promise<HealthCheck>
  /** Measures memory now. @throws {AppError} `overloaded` */
  readonly refuseIfFull: () => void
}

/**
 * Refuses with 503 what would only queue here until all are late, before anything is done for it.
 * Health and metrics are always answered.
 */
export function addBackPressure(app: FastifyInstance, limits: PressureLimits): BackPressure {
  let sampledAt = performance.now()
  let lateSamples = 0
  let reason: string | undefined
  const sample = () => {
    const lateMs = performance.now() - sampledAt - limits.sampleMs
    sampledAt = performance.now()
    lateSamples = lateMs > limits.eventLoopDelayMs ? lateSamples + 1 : 0
    const before = reason
    reason = fullness(limits)
    if (!reason && lateSamples >= LATE_SAMPLES)
      reason = `the event loop is ${Math.round(lateMs)} ms late`
    if (reason && !before) app.log.warn({ reason }, 'overloaded, rejecting requests')
    else if (before && !reason) app.log.info('accepting requests again')
  }
  const timer = setInterval(sample, limits.sampleMs).unref()
  app.addHook('onClose', async () => clearInterval(timer))
  app.addHook('onRequest', async (request) => {
    if (reason === undefined || isOperational(request)) return
    throw TOO_MUCH
  })
  return {
    load: async () =>
      reason === undefined
        ? { status: 'ok' }
        : { status: 'degraded', detail: `overloaded, rejecting requests: ${reason}` },
    refuseIfFull: () => {
      if (fullness(limits) !== undefined) throw TOO_MUCH
    },
  }
}

const TOO_MUCH = new AppError('overloaded', 'The service is overloaded')

function fullness({ heapBytes, rssBytes }: PressureLimits): string | undefined {
  const { heapUsed, rss } = process.memoryUsage()
  if (rss > rssBytes) return `the process uses ${Math.round(rss / MEBIBYTE)} MiB`
  if (heapUsed > heapBytes) return `the heap uses ${Math.round(heapUsed / MEBIBYTE)} MiB`
  return undefined
}
