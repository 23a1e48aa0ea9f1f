import type { FastifyInstance } from 'fastify'
import { AppError } from '../../../supabase/functions/_shared/errors.ts'
import type { Matcher } from '../../matching/matcher.ts'
import type { ModelAdministration } from '../../models/administration.ts'
import { toMarkdown } from '../../models/card-markdown.ts'
import type { ModelVersion } from '../../models/registry.ts'
import { actorOf, callerOf } from '../plugins/auth.ts'
import { allowEmptyBodies } from '../plugins/bodies.ts'
import {
  ActivateBody,
  ActivateResponse,
  CardQuery,
  CardResponse,
  ModelParams,
  ModelsResponse,
} from '../schemas/models.ts'
import { problems } from '../schemas/problem.ts'
import { type TypedApp, typed } from '../typed-app.ts'

/** What the calls about models need. */
export type Models = Pick<ModelAdministration, 'list' | 'activate' | 'card'>

interface ModelRoutes {
  readonly models: Models
  readonly matcher: Pick<Matcher, 'status'>
}

const SYNTHETIC_NOTICE =
  'It was trained on synthetic people whose matches were labeled by rules: its scores and metrics say ' +
  'nothing yet about the users of this platform.'

/** The versions of the model, and which of them serves. */
export function addModelRoutes(instance: FastifyInstance, routes: ModelRoutes): void {
  instance.register(async (scope) => {
    allowEmptyBodies(scope)
    const app = typed(scope)
    addList(app, routes)
    addActivation(app, routes)
    addCard(app, routes)
  })
}

const CONFIG = { access: 'admin' } as const
const DOCUMENTED = { tags: ['models'], security: [{ bearer: [] }] }

function addList(app: TypedApp, { models, matcher }: ModelRoutes): void {
  app.get(
    '/api/v1/models',
    {
      config: CONFIG,
      schema: {
        ...DOCUMENTED,
        summary: 'List model versions',
        description: 'For administrators and the service role.',
        response: { 200: ModelsResponse, ...problems(401, 403, 500, 503) },
      },
    },
    async (request) => {
      const versions = await models.list()
      return {
        models: versions.map(toBody),
        active_version: versions.find(({ isActive }) => isActive)?.version ?? null,
        pinned_version: versions.find(({ isPinned }) => isPinned)?.version ?? null,
        serving_version: matcher.status().model_version,
        request_id: request.id,
      }
    },
  )
}

function addActivation(app: TypedApp, { models }: ModelRoutes): void {
  app.post(
    '/api/v1/models/:version/activate',
    {
      config: CONFIG,
      schema: {
        ...DOCUMENTED,
        summary: 'Activate a version',
        description:
          'For administrators and the service role. The version is loaded and tested first; 409 if it ' +
          'cannot be served, and then nothing is changed. All replicas serve it within five seconds, ' +
          'unless another version is pinned. To roll back, activate an earlier one.',
        params: ModelParams,
        body: ActivateBody,
        response: {
          200: ActivateResponse,
          ...problems(400, 401, 403, 404, 409, 413, 415, 500, 503),
        },
      },
    },
    async (request) => {
      const act = { actor: actorOf(callerOf(request)), reason: request.body?.reason || null }
      const outcome = await models.activate(request.params.version, act)
      if (outcome.kind === 'unknown') {
        throw new AppError('not_found', 'Unknown model version')
      }
      if (outcome.kind === 'refused') {
        throw new AppError('conflict', `The version cannot be served: ${outcome.message}`)
      }
      const { model, previous } = outcome
      return { model: toBody(model), previous_version: previous, request_id: request.id }
    },
  )
}

function addCard(app: TypedApp, { models }: ModelRoutes): void {
  app.get(
    '/api/v1/models/:version/card',
    {
      config: CONFIG,
      schema: {
        ...DOCUMENTED,
        summary: 'Model card of a version',
        description:
          'For administrators and the service role: data, features, metrics, gate decision, limits; ' +
          'from stored records only.',
        params: ModelParams,
        querystring: CardQuery,
        response: { 200: CardResponse, ...problems(400, 401, 403, 404, 500, 503) },
      },
    },
    async (request, reply) => {
      const card = await models.card(request.params.version)
      if (!card) throw new AppError('not_found', 'Unknown model version')
      reply.header('cache-control', 'no-store')
      const isMarkdown = request.query.format === 'markdown'
      return {
        card,
        ...(isMarkdown ? { markdown: toMarkdown(card) } : {}),
        request_id: request.id,
      }
    },
  )
}

const toBody = (version: ModelVersion) => ({
  version: version.version,
  status: version.status,
  is_active: version.isActive,
  is_pinned: version.isPinned,
  basis: version.basis,
  notice: version.basis === 'synthetic' ? SYNTHETIC_NOTICE : null,
  metrics: version.metrics,
  trained_at: version.trainedAt?.toISOString() ?? null,
  created_at: version.createdAt.toISOString(),
  sha256: version.sha256,
  published_by: version.publishedBy,
  erasure_marked_at: version.erasureMarkedAt?.toISOString() ?? null,
  activation: version.activation && {
    at: version.activation.at.toISOString(),
    by: version.activation.actor,
    reason: version.activation.reason,
  },
})
