import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import type { FastifyInstance } from 'fastify'
import type { Static } from 'typebox'
import type { Matcher, MatcherStatus } from '../../matching/matcher.ts'
import { describeCauses } from '../log-error.ts'
import { Health, Probe } from '../schemas/health.ts'

/** `clock` in milliseconds; uptime counts from this call. */
export function addHealthRoutes(
  instance: FastifyInstance,
  matcher: Matcher,
  clock: () => number,
): void {
  const app = instance.withTypeProvider<TypeBoxTypeProvider>()
  const startedAt = clock()
  const tags = ['operation']

  /** The matcher's own word, or undefined where it cannot even say that. */
  const findStatus = (): MatcherStatus | undefined => {
    try {
      return matcher.status()
    } catch (error) {
      app.log.error({ error: describeCauses(error) }, 'matcher has no status')
      return undefined
    }
  }

  app.get(
    '/api/v1/health',
    {
      schema: {
        tags,
        summary: 'What works',
        description:
          '503 when unavailable, else 200. Degraded: rules answer, or texts are not read.',
        response: { 200: Health, 503: Health },
      },
    },
    async (_request, reply) => {
      const status = findStatus()
      reply.header('cache-control', 'no-store').code(status ? 200 : 503)
      return {
        status: status ? grade(status) : ('unavailable' as const),
        model_version: status?.model_version ?? null,
        model_last_trained: status?.model_last_trained ?? null,
        uptime_seconds: Math.max(0, Math.round((clock() - startedAt) / 1000)),
        checks: toChecks(status),
      }
    },
  )

  app.get(
    '/api/v1/health/live',
    { schema: { tags, summary: 'The process answers', response: { 200: Probe } } },
    async () => ({ status: 'ok' }),
  )

  app.get(
    '/api/v1/health/ready',
    { schema: { tags, summary: 'Requests are answered', response: { 200: Probe, 503: Probe } } },
    async (_request, reply) => {
      const ready = findStatus() !== undefined
      reply.code(ready ? 200 : 503)
      return { status: ready ? 'ok' : 'unavailable' }
    },
  )
}

function grade({ source, embeddings }: MatcherStatus): 'ok' | 'degraded' {
  return source === 'ml' && embeddings.state === 'ready' ? 'ok' : 'degraded'
}

function toChecks(status: MatcherStatus | undefined): Static<typeof Health>['checks'] {
  if (!status) return { model: { status: 'unavailable' } }
  const { source, embeddings } = status
  return {
    model: source === 'ml' ? { status: 'ok' } : { status: 'degraded', detail: 'rules answer' },
    embeddings: {
      status: embeddings.state === 'ready' ? 'ok' : embeddings.state,
      ...(embeddings.reason !== undefined && { detail: embeddings.reason }),
    },
  }
}
