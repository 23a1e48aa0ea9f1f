import type { FastifyContextConfig, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import Type from 'typebox'
import type { Caller } from '../../../supabase/functions/_shared/caller.ts'
import type { Directory } from '../../interactions/directory.ts'
import type { Config } from '../../settings/config.ts'
import type { Call, CallsById } from '../calls-by-id.ts'
import { toJobCard, toTalentCard } from '../cards.ts'
import { unknown } from '../ownership.ts'
import { type LimitFault, readLimit } from '../page-limit.ts'
import { callerOf } from '../plugins/auth.ts'
import { ignoreBodies } from '../plugins/bodies.ts'
import { Card, Cards, LimitFaults, PlatformStats } from '../schemas/drop-in.ts'
import { isUuid } from '../schemas/fields.ts'
import { problems } from '../schemas/problem.ts'
import { skillsSharedWith } from '../shared-skills.ts'
import { type TypedApp, typed } from '../typed-app.ts'

interface DropInRoutes {
  readonly config: Pick<Config, 'dropInAuth'>
  readonly calls: CallsById
  readonly directory: Directory
}

/** Who calls where nobody has to say who they are. */
const ANYONE: Caller = { kind: 'service', viaGateway: false }

/** Pages re-sort and cut for themselves: they are given whatever there is. */
const ALL_SCORES = { minScore: 0, explain: 'brief' } as const

/** Documented as text, for what is no id is 404 here and not 400. */
const Id = Type.String({ description: 'A UUID.' })
const FAILURES = problems(401, 403, 404, 500, 503)
const LISTED = {
  querystring: Type.Object({
    limit: Type.Optional(Type.Any({ description: '1-100; default 20.' })),
  }),
  response: { 200: Cards, 422: LimitFaults, ...FAILURES },
}

/**
 * The calls of the platform's existing pages, answered as their former backend did: bare lists, bodies
 * that are empty whatever their content type says, 404 for an id that is none, 422 for a limit.
 */
export function addDropInRoutes(instance: FastifyInstance, routes: DropInRoutes): void {
  const isOpen = routes.config.dropInAuth === 'off'
  if (isOpen) {
    instance.addHook('onListen', async () =>
      instance.log.warn(
        'DROP_IN_AUTH is off: /api/matching accepts calls without a token from anyone who can reach this port',
      ),
    )
  }
  const pages: Pages = {
    ...routes,
    access: isOpen ? {} : { access: 'user' },
    documented: { tags: ['drop-in'], ...(!isOpen && { security: [{ bearer: [] }] }) },
    toCall: (request, reply) => ({
      requestId: request.id,
      caller: isOpen ? ANYONE : callerOf(request),
      isAnonymous: isOpen,
      reply,
    }),
  }
  instance.register(async (scope) => {
    ignoreBodies(scope)
    const app = typed(scope)
    addJobCards(app, pages)
    addTalentCards(app, pages)
    addPairCard(app, pages)
    addStats(app, pages)
  })
}

/** What the routes have in common. */
interface Pages extends DropInRoutes {
  readonly access: FastifyContextConfig
  readonly documented: { readonly tags: string[]; readonly security?: { bearer: [] }[] }
  readonly toCall: (request: FastifyRequest, reply: FastifyReply) => Call
}

function addJobCards(app: TypedApp, { access, documented, toCall, calls, directory }: Pages): void {
  app.post(
    '/api/matching/talent/:talent_id/jobs',
    {
      config: access,
      schema: {
        summary: 'Jobs for a talent',
        params: Type.Object({ talent_id: Id }),
        ...documented,
        ...LISTED,
      },
    },
    async (request, reply) => {
      const id = readId(request.params.talent_id, 'talent')
      const limit = readLimit(request.query.limit)
      if (typeof limit !== 'number') return refuse(reply, limit)
      const call = toCall(request, reply)
      const answer = await calls.matchJobs(call, id, { limit, ...ALL_SCORES })
      const companies = await directory.findCompanyNames([...answer.jobs.keys()])
      const { talent } = answer
      const skillsOf = skillsSharedWith(talent)
      return answer.served.flatMap(({ match }) => {
        const job = answer.jobs.get(match.job_id)
        if (!job) return []
        const pair = { match, talent, job, skills: skillsOf(job) }
        return toJobCard(pair, answer, companies.get(job.id))
      })
    },
  )
}

function addTalentCards(app: TypedApp, { access, documented, toCall, calls }: Pages): void {
  app.post(
    '/api/matching/job/:job_id/talents',
    {
      config: access,
      schema: {
        summary: 'Talents for a job',
        params: Type.Object({ job_id: Id }),
        ...documented,
        ...LISTED,
      },
    },
    async (request, reply) => {
      const id = readId(request.params.job_id, 'job')
      const limit = readLimit(request.query.limit)
      if (typeof limit !== 'number') return refuse(reply, limit)
      const call = toCall(request, reply)
      const answer = await calls.matchTalents(call, id, { limit, ...ALL_SCORES })
      const { job } = answer
      return answer.served.flatMap(({ match }) => {
        const talent = answer.talents.get(match.talent_id)
        if (!talent) return []
        return toTalentCard({ match, talent, job, skills: skillsSharedWith(talent)(job) }, answer)
      })
    },
  )
}

function addPairCard(app: TypedApp, { access, documented, toCall, calls, directory }: Pages): void {
  app.get(
    '/api/matching/talent/:talent_id/job/:job_id',
    {
      config: access,
      schema: {
        summary: 'One pair',
        params: Type.Object({ talent_id: Id, job_id: Id }),
        ...documented,
        response: { 200: Card, ...FAILURES },
      },
    },
    async (request, reply) => {
      const ids = {
        talent: readId(request.params.talent_id, 'talent'),
        job: readId(request.params.job_id, 'job'),
      }
      const answer = await calls.matchPair(toCall(request, reply), ids)
      const companies = await directory.findCompanyNames([ids.job])
      const { match, talent, job } = answer
      const pair = { match, talent, job, skills: skillsSharedWith(talent)(job) }
      return toJobCard(pair, answer, companies.get(job.id))
    },
  )
}

function addStats(app: TypedApp, { access, documented, directory }: Pages): void {
  app.get(
    '/api/matching/stats',
    {
      config: access,
      schema: {
        summary: 'Numbers of talents, jobs and matches',
        ...documented,
        response: { 200: PlatformStats, ...problems(401, 500, 503) },
      },
    },
    async () => {
      const { talents, jobs } = await directory.countPlatform()
      return { total_talents: talents, total_jobs: jobs, status: 'operational' }
    },
  )
}

/** @throws {AppError} `not_found`: to the pages, what is no UUID is an id that does not exist */
function readId(text: string, what: 'talent' | 'job'): string {
  if (isUuid(text)) return text.toLowerCase()
  throw unknown(what)
}

const refuse = (reply: FastifyReply, fault: LimitFault) =>
  reply.code(422).send({ detail: [fault] }) as never
