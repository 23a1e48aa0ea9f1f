import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Matcher } from '../../matching/matcher.ts'
import { type Call, type CallsById, toRanked } from '../calls-by-id.ts'
import { callerOf } from '../plugins/auth.ts'
import { allowEmptyBodies } from '../plugins/bodies.ts'
import {
  JobParams,
  MatchByIdHeaders,
  MatchQuery,
  MatchResponse,
  PageBody,
  PairParams,
  TalentParams,
} from '../schemas/match.ts'
import { problems } from '../schemas/problem.ts'
import { toOptions, toResponse } from './match.ts'

interface MatchByIdRoutes {
  readonly calls: CallsById
  readonly matcher: Pick<Matcher, 'status'>
}

/** The calls by id: what there is to rank stands in the database. */
export function addMatchByIdRoutes(instance: FastifyInstance, routes: MatchByIdRoutes): void {
  const { calls, matcher } = routes
  const config = { access: 'user' } as const
  const documented = {
    tags: ['match'],
    security: [{ bearer: [] }],
    headers: MatchByIdHeaders,
    response: { 200: MatchResponse, ...problems(400, 401, 403, 404, 413, 415, 500, 503) },
  }

  instance.register(async (scope) => {
    allowEmptyBodies(scope)
    const app = scope.withTypeProvider<TypeBoxTypeProvider>()

    app.post(
      '/api/v1/match/talents/:id/jobs',
      {
        config,
        schema: {
          summary: 'Rank the active jobs for a talent of the database',
          description: 'A user may ask for the talent of their own profile.',
          params: TalentParams,
          body: PageBody,
          querystring: MatchQuery,
          ...documented,
        },
      },
      async (request, reply) => {
        const call = toCall(request, reply)
        const options = toOptions(request, reply, request.body ?? {})
        const answer = await calls.matchJobs(call, request.params.id.toLowerCase(), options)
        return toResponse(toRanked(answer), matcher, request, reply)
      },
    )

    app.post(
      '/api/v1/match/jobs/:id/talents',
      {
        config,
        schema: {
          summary: 'Rank the talents of the database for a job of it',
          description: 'A user may ask for the jobs of their own company.',
          params: JobParams,
          body: PageBody,
          querystring: MatchQuery,
          ...documented,
        },
      },
      async (request, reply) => {
        const call = toCall(request, reply)
        const options = toOptions(request, reply, request.body ?? {})
        const answer = await calls.matchTalents(call, request.params.id.toLowerCase(), options)
        return toResponse(toRanked(answer), matcher, request, reply)
      },
    )

    app.get(
      '/api/v1/match/talents/:id/jobs/:job_id',
      {
        config,
        schema: {
          summary: 'One pair in full',
          description:
            'Every contribution and every mismatch, whatever the score. Where a hard constraint keeps ' +
            'the two out of every list, `excluded` names it. Either side may ask.',
          params: PairParams,
          ...documented,
        },
      },
      async (request, reply) => {
        const { id, job_id } = request.params
        const query = { explain: 'full' as const }
        const { budgetMs } = toOptions({ headers: request.headers, query }, reply, {})
        const { match, excluded, ...answer } = await calls.matchPair(
          { caller: callerOf(request), reply },
          { talent: id.toLowerCase(), job: job_id.toLowerCase() },
          budgetMs === undefined ? {} : { budgetMs },
        )
        const ranked = { ...answer, matches: [match], excluded: excluded ? { [excluded]: 1 } : {} }
        return toResponse(ranked, matcher, { id: request.id, query }, reply)
      },
    )
  })
}

interface ArmedRequest extends Pick<FastifyRequest, 'id' | 'caller'> {
  readonly headers: { readonly 'x-match-arm'?: string }
}

function toCall(request: ArmedRequest, reply: FastifyReply): Call {
  const caller = callerOf(request)
  const arm = caller.viaGateway ? request.headers['x-match-arm'] : undefined
  return { requestId: request.id, caller, reply, ...(arm && { arm }) }
}
