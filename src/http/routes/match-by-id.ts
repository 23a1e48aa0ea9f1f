import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { ServedMatches } from '../../matching/by-id/by-id-matcher.ts'
import type { Matcher, MatchOptions } from '../../matching/matcher.ts'
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
import { type TypedApp, typed } from '../typed-app.ts'
import { toOptions, toResponse } from './match.ts'

interface MatchByIdRoutes {
  readonly calls: CallsById
  readonly matcher: Pick<Matcher, 'status'>
}

const CONFIG = { access: 'user' } as const
const DOCUMENTED = {
  tags: ['match'],
  security: [{ bearer: [] }],
  headers: MatchByIdHeaders,
  response: { 200: MatchResponse, ...problems(400, 401, 403, 404, 413, 415, 500, 503) },
}

/** The calls by id: what there is to rank stands in the database. */
export function addMatchByIdRoutes(instance: FastifyInstance, routes: MatchByIdRoutes): void {
  const { calls, matcher } = routes
  instance.register(async (scope) => {
    allowEmptyBodies(scope)
    const app = typed(scope)
    addRanking(app, matcher, {
      path: '/api/v1/match/talents/:id/jobs',
      params: TalentParams,
      summary: 'Rank the active jobs for a talent in the database',
      description: 'Users may request the talent of their own profile.',
      rank: (...call) => calls.matchJobs(...call),
    })
    addRanking(app, matcher, {
      path: '/api/v1/match/jobs/:id/talents',
      params: JobParams,
      summary: 'Rank the talents in the database for one of its jobs',
      description: 'Users may request the jobs of their own company.',
      rank: (...call) => calls.matchTalents(...call),
    })
    addPair(app, routes)
  })
}

interface Ranking {
  readonly path: string
  readonly params: typeof TalentParams
  readonly summary: string
  readonly description: string
  readonly rank: (call: Call, id: string, options: MatchOptions) => Promise<ServedMatches>
}

function addRanking(
  app: TypedApp,
  matcher: MatchByIdRoutes['matcher'],
  { path, rank, ...documented }: Ranking,
): void {
  app.post(
    path,
    {
      config: CONFIG,
      schema: { ...documented, body: PageBody, querystring: MatchQuery, ...DOCUMENTED },
    },
    async (request, reply) => {
      const call = toCall(request, reply)
      const options = toOptions(request, reply, request.body ?? {})
      const answer = await rank(call, request.params.id.toLowerCase(), options)
      return toResponse(toRanked(answer), matcher, request, reply)
    },
  )
}

function addPair(app: TypedApp, { calls, matcher }: MatchByIdRoutes): void {
  app.get(
    '/api/v1/match/talents/:id/jobs/:job_id',
    {
      config: CONFIG,
      schema: {
        summary: 'Explain one pair in full',
        description:
          'Every contribution and every mismatch, regardless of the score. If a hard constraint excludes ' +
          'the pair from all lists, `excluded` names it. Either side may call this.',
        params: PairParams,
        ...DOCUMENTED,
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
}

interface ArmedRequest extends Pick<FastifyRequest, 'id' | 'caller'> {
  readonly headers: { readonly 'x-match-arm'?: string }
}

function toCall(request: ArmedRequest, reply: FastifyReply): Call {
  const caller = callerOf(request)
  const arm = caller.viaGateway ? request.headers['x-match-arm'] : undefined
  return { requestId: request.id, caller, reply, ...(arm && { arm }) }
}
