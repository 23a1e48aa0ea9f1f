import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import type { FastifyInstance } from 'fastify'
import { AppError } from '../../../supabase/functions/_shared/errors.ts'
import { DEFAULT_SEED, type TrainingRun, type TrainingRuns } from '../../models/training-runs.ts'
import { actorOf, callerOf } from '../plugins/auth.ts'
import { allowEmptyBodies } from '../plugins/bodies.ts'
import { problems } from '../schemas/problem.ts'
import {
  RunParams,
  RunResponse,
  RunsResponse,
  TriggerBody,
  TriggerResponse,
} from '../schemas/training.ts'

/** What the calls about training need. */
export type Training = Pick<TrainingRuns, 'open' | 'find' | 'list' | 'cancel'>

const RUNS = '/api/v1/train/runs'
/** A year, at one a week. */
const RUNS_SHOWN = 52

/** Training runs: to ask for one, and to look at them. A worker carries them out. */
export function addTrainingRoutes(instance: FastifyInstance, training: Training): void {
  const config = { access: 'admin' } as const
  const documented = { tags: ['training'], security: [{ bearer: [] }] }

  instance.register(async (scope) => {
    allowEmptyBodies(scope)
    const app = scope.withTypeProvider<TypeBoxTypeProvider>()

    app.post(
      '/api/v1/train/trigger',
      {
        config,
        schema: {
          ...documented,
          summary: 'Start a training run on user activity',
          description:
            'For administrators and the service role. A worker starts within seconds; the model is promoted if ' +
            'it is significantly better. 409, with the URL of the run as `location`, if one is already queued or ' +
            'running. Without `force`, the run is skipped if the last one is less than seven days old.',
          body: TriggerBody,
          response: {
            202: TriggerResponse,
            ...problems(400, 401, 403, 409, 413, 415, 500, 503),
          },
        },
      },
      async (request, reply) => {
        const actor = actorOf(callerOf(request))
        const asked = { forced: request.body?.force ?? false, seed: DEFAULT_SEED }
        const { run, isNew } = await training.open(
          { ...asked, actor, requestId: request.id },
          'queued',
        )
        const location = `${RUNS}/${run.id}`
        if (!isNew) {
          throw new AppError('conflict', `Training run ${run.id} is already ${run.status}`, {
            headers: { location },
          })
        }
        request.log.info({ run: run.id, ...asked }, 'training requested')
        reply.status(202).header('location', location)
        return { run_id: run.id, status: run.status, request_id: request.id }
      },
    )

    app.get(
      `${RUNS}/:id`,
      {
        config,
        schema: {
          ...documented,
          summary: 'Get a training run',
          params: RunParams,
          response: { 200: RunResponse, ...problems(400, 401, 403, 404, 500, 503) },
        },
      },
      async (request) => {
        const run = await training.find(request.params.id)
        if (!run) throw noSuchRun()
        return { run: toBody(run), request_id: request.id }
      },
    )

    app.post(
      `${RUNS}/:id/cancel`,
      {
        config,
        schema: {
          ...documented,
          summary: 'Cancel a training run',
          description:
            'For administrators and the service role. Ends a queued or running run without changing the ' +
            'serving model; the worker stops within seconds. A run that has already ended is not changed; ' +
            'the response shows how it ended.',
          params: RunParams,
          response: { 200: RunResponse, ...problems(400, 401, 403, 404, 413, 415, 500, 503) },
        },
      },
      async (request) => {
        const { id } = request.params
        const actor = actorOf(callerOf(request))
        const run = await training.cancel(id, `cancelled by ${actor}`)
        if (!run) throw noSuchRun()
        request.log.info({ run: id, status: run.status }, 'training cancelled')
        return { run: toBody(run), request_id: request.id }
      },
    )

    app.get(
      RUNS,
      {
        config,
        schema: {
          ...documented,
          summary: `List the latest ${RUNS_SHOWN} training runs`,
          response: { 200: RunsResponse, ...problems(401, 403, 500, 503) },
        },
      },
      async (request) => {
        const runs = await training.list(RUNS_SHOWN)
        return { runs: runs.map(toBody), request_id: request.id }
      },
    )
  })
}

const noSuchRun = () => new AppError('not_found', 'No such training run')

const toBody = (run: TrainingRun) => ({
  id: run.id,
  status: run.status,
  reason: run.reason,
  requested_by: run.actor,
  forced: run.forced,
  seed: run.seed,
  progress: run.progress,
  dataset: run.dataset,
  versions: run.versions,
  metrics: run.metrics,
  model_version: run.modelVersion,
  queued_at: run.queuedAt.toISOString(),
  started_at: run.startedAt?.toISOString() ?? null,
  finished_at: run.finishedAt?.toISOString() ?? null,
})
