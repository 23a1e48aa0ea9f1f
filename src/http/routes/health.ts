import { setTimeout as delay } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import type { Static } from 'typebox'
import { describeCauses } from '../../../supabase/functions/_shared/log-error.ts'
import type { Matcher, MatcherStatus } from '../../matching/matcher.ts'
import { Health, Probe } from '../schemas/health.ts'
import { type TypedApp, typed } from '../typed-app.ts'

/** How one part of the service fares. */
export interface HealthCheck {
  readonly status: 'ok' | 'degraded' | 'unavailable'
  /** What a person should know of it; no secret. */
  readonly detail?: string
}

/** By the name of the part. */
export type HealthChecks = Readonly<Record<string, () => Promise<HealthCheck>>>

/** What has not answered by then is out. Probes wait 2 s; the embedded database may be busy for a while. */
const CHECK_MS = 1000

const TAGS = ['operation']

/** `clock` in milliseconds; uptime counts from this call. */
export function addHealthRoutes(
  instance: FastifyInstance,
  matcher: Matcher,
  clock: () => number,
  checks: HealthChecks = {},
): void {
  const app = typed(instance)
  /** The matcher's own word, or undefined where it cannot even say that. */
  const findStatus = (): MatcherStatus | undefined => {
    try {
      return matcher.status()
    } catch (error) {
      app.log.error({ error: describeCauses(error) }, 'matcher status unavailable')
      return undefined
    }
  }
  const startedAt = clock()
  addHealth(app, async () => {
    const [status, parts] = [findStatus(), await run(checks)]
    return {
      status: grade(status, Object.values(parts)),
      model_version: status?.model_version ?? null,
      model_last_trained: status?.model_last_trained ?? null,
      uptime_seconds: Math.max(0, Math.round((clock() - startedAt) / 1000)),
      checks: { ...toChecks(status), ...parts },
    }
  })
  addProbes(app, async () => {
    const parts = Object.values(await run(checks))
    return findStatus() !== undefined && parts.every(({ status }) => status !== 'unavailable')
  })
}

function addHealth(app: TypedApp, findHealth: () => Promise<Static<typeof Health>>): void {
  app.get(
    '/api/v1/health',
    {
      schema: {
        tags: TAGS,
        summary: 'Health of the service and its parts',
        description:
          '503 if unavailable, else 200. Degraded: the rules are used, text embeddings are unavailable, ' +
          'or the database is down.',
        response: { 200: Health, 503: Health },
      },
    },
    async (_request, reply) => {
      const health = await findHealth()
      reply.code(health.status === 'unavailable' ? 503 : 200)
      return health
    },
  )
}

function addProbes(app: TypedApp, isReady: () => Promise<boolean>): void {
  app.get(
    '/api/v1/health/live',
    { schema: { tags: TAGS, summary: 'Liveness: the process responds', response: { 200: Probe } } },
    async () => ({ status: 'ok' }),
  )
  app.get(
    '/api/v1/health/ready',
    {
      schema: {
        tags: TAGS,
        summary: 'Readiness: requests are accepted',
        response: { 200: Probe, 503: Probe },
      },
    },
    async (_request, reply) => {
      const ready = await isReady()
      reply.code(ready ? 200 : 503)
      return { status: ready ? 'ok' : 'unavailable' }
    },
  )
}

/** All at once, so that they take no longer than one. */
async function run(checks: HealthChecks): Promise<Readonly<Record<string, HealthCheck>>> {
  const late = delay(
    CHECK_MS,
    { status: 'unavailable', detail: 'no answer within a second' } as const,
    {
      ref: false,
    },
  )
  const failed = (): HealthCheck => ({ status: 'unavailable' })
  const results = Object.entries(checks).map(
    async ([name, check]) => [name, await Promise.race([check().catch(failed), late])] as const,
  )
  return Object.fromEntries(await Promise.all(results))
}

function grade(
  matcher: MatcherStatus | undefined,
  parts: readonly HealthCheck[],
): Static<typeof Health>['status'] {
  if (!matcher) return 'unavailable'
  const isMatcherFine = matcher.source === 'ml' && matcher.embeddings.state === 'ready'
  return isMatcherFine && parts.every(({ status }) => status === 'ok') ? 'ok' : 'degraded'
}

function toChecks(status: MatcherStatus | undefined): Static<typeof Health>['checks'] {
  if (!status) return { model: { status: 'unavailable' } }
  const { source, embeddings } = status
  return {
    model: source === 'ml' ? { status: 'ok' } : { status: 'degraded', detail: 'using rules' },
    embeddings: {
      status: embeddings.state === 'ready' ? 'ok' : embeddings.state,
      ...(embeddings.reason !== undefined && { detail: embeddings.reason }),
    },
  }
}
