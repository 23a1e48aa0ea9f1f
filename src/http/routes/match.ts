import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Matcher, MatchOptions, RankedMatches } from '../../matching/matcher.ts'
import type { Config } from '../../settings/config.ts'
import { BODY_BYTES } from '../limits.ts'
import { requireSelf } from '../plugins/auth.ts'
import type { MatchMetrics, MatchType } from '../plugins/metrics.ts'
import {
  DEFAULT_DEADLINE_MS,
  DEFAULT_LIMIT,
  DEFAULT_MIN_SCORE,
  jobToTalents,
  MatchHeaders,
  MatchQuery,
  MatchResponse,
  talentToJobs,
} from '../schemas/match.ts'
import { problems } from '../schemas/problem.ts'

interface MatchRoutes {
  readonly config: Config
  readonly matcher: Matcher
  readonly metrics: MatchMetrics
}

interface MatchRequest extends FastifyRequest {
  query: { explain?: 'brief' | 'full' }
}

/** The stateless calls: everything to rank travels in the body. An empty list has no matches. */
export function addMatchRoutes(instance: FastifyInstance, routes: MatchRoutes): void {
  const { config, matcher, metrics } = routes
  const app = instance.withTypeProvider<TypeBoxTypeProvider>()
  const documented = {
    tags: ['match'],
    security: [{ bearer: [] }],
    querystring: MatchQuery,
    headers: MatchHeaders,
    response: { 200: MatchResponse, ...problems(400, 401, 403, 413, 415, 500, 503) },
  }

  app.post(
    '/api/v1/match/talent-to-jobs',
    {
      config: { access: 'user' },
      bodyLimit: BODY_BYTES.lists,
      schema: {
        summary: 'Rank jobs for a talent',
        description:
          'The service role may rank for anyone, users for the talent with their own id.',
        body: talentToJobs(config.maxPairs),
        ...documented,
      },
    },
    async (request, reply) => {
      const { talent, jobs, ...page } = request.body
      requireSelf(request, talent.id)
      const ranked = await matcher.matchJobs(talent, jobs, inTime(request, reply, page))
      return answer('talent-to-jobs', ranked, request, reply)
    },
  )

  app.post(
    '/api/v1/match/job-to-talents',
    {
      config: { access: 'service' },
      bodyLimit: BODY_BYTES.lists,
      schema: {
        summary: 'Rank talents for a job',
        description: 'Service role only.',
        body: jobToTalents(config.maxPairs),
        ...documented,
      },
    },
    async (request, reply) => {
      const { job, talents, ...page } = request.body
      const ranked = await matcher.matchTalents(job, talents, inTime(request, reply, page))
      return answer('job-to-talents', ranked, request, reply)
    },
  )

  function answer(
    type: MatchType,
    ranked: RankedMatches,
    request: Pick<MatchRequest, 'id' | 'query'>,
    reply: Pick<FastifyReply, 'elapsedTime'>,
  ) {
    metrics.countMatch(type, ranked, reply.elapsedTime / 1000)
    return toResponse(ranked, matcher, request, reply)
  }
}

export function toResponse(
  { matches, source, model_version, partial, excluded }: RankedMatches,
  matcher: Pick<Matcher, 'status'>,
  request: Pick<MatchRequest, 'id' | 'query'>,
  reply: Pick<FastifyReply, 'elapsedTime'>,
) {
  return {
    matches,
    source,
    model_version,
    processing_time_ms: Math.round(reply.elapsedTime * 100) / 100,
    request_id: request.id,
    partial,
    ...(request.query.explain === 'full' && {
      feature_importances: matcher.status().feature_importances,
      excluded,
    }),
  }
}

export function toOptions(
  request: {
    readonly headers: { 'x-deadline-ms'?: string }
    readonly query: MatchRequest['query']
  },
  reply: Pick<FastifyReply, 'elapsedTime' | 'raw'>,
  page: { readonly limit?: number; readonly min_score?: number },
): MatchOptions {
  const deadline = request.headers['x-deadline-ms']
  return {
    limit: page.limit ?? DEFAULT_LIMIT,
    minScore: page.min_score ?? DEFAULT_MIN_SCORE,
    explain: request.query.explain ?? 'brief',
    // What it took to read and check the body is already gone.
    ...(deadline !== undefined && { budgetMs: Math.max(0, Number(deadline) - reply.elapsedTime) }),
    gone: whenGone(reply),
  }
}

const inTime = (...asked: Parameters<typeof toOptions>): MatchOptions => ({
  budgetMs: DEFAULT_DEADLINE_MS,
  ...toOptions(...asked),
})

/** Aborted when the connection ends before the answer was sent. */
function whenGone({ raw }: Pick<FastifyReply, 'raw'>): AbortSignal {
  const gone = new AbortController()
  raw.once('close', () => {
    if (!raw.writableEnded) gone.abort()
  })
  return gone.signal
}
