import underPressure from '@fastify/under-pressure'
import type { FastifyInstance } from 'fastify'
import { AppError } from '../../../supabase/functions/_shared/errors.ts'
import type { PressureLimits } from '../limits.ts'
import { isOperational } from '../operational.ts'
import type { HealthCheck } from '../routes/health.ts'

/**
 * Refuses with 503 what would only queue here until all are late, before anything is done for it.
 * Health and metrics are always answered.
 * @returns what health says of it
 */
export async function addBackPressure(
  app: FastifyInstance,
  limits: PressureLimits,
): Promise<() => Promise<HealthCheck>> {
  await app.register(underPressure, {
    maxEventLoopDelay: limits.eventLoopDelayMs,
    maxHeapUsedBytes: limits.heapBytes,
    maxRssBytes: limits.rssBytes,
    sampleInterval: limits.sampleMs,
    pressureHandler: async (request) => {
      if (!isOperational(request)) throw new AppError('overloaded', 'Too much to do now')
    },
  })
  return async () => {
    if (!app.isUnderPressure()) return { status: 'ok' }
    const { eventLoopDelay, heapUsed, rssBytes } = app.memoryUsage()
    const [heap, rss] = [heapUsed, rssBytes].map((bytes) => Math.round(bytes / 1024 / 1024))
    const detail = `requests are refused: event loop ${Math.round(eventLoopDelay)} ms late, heap ${heap} MiB, process ${rss} MiB`
    return { status: 'degraded', detail }
  }
}
