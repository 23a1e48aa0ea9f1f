import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import type { FastifyInstance } from 'fastify'
import { AppError } from '../../../supabase/functions/_shared/errors.ts'
import type { Rollout, RolloutStore } from '../../matching/rollout.ts'
import { actorOf, callerOf } from '../plugins/auth.ts'
import { problems } from '../schemas/problem.ts'
import { RolloutBody, RolloutResponse } from '../schemas/rollout.ts'

/** How far the model is rolled out; the gateway reads it with every request. */
export function addRolloutRoutes(instance: FastifyInstance, rollout: RolloutStore): void {
  const app = instance.withTypeProvider<TypeBoxTypeProvider>()
  const config = { access: 'admin' } as const
  const documented = { tags: ['rollout'], security: [{ bearer: [] }] }

  app.get(
    '/api/v1/rollout',
    {
      config,
      schema: {
        summary: 'How far the model is rolled out',
        ...documented,
        response: { 200: RolloutResponse, ...problems(401, 403, 500, 503) },
      },
    },
    async () => toBody(await rollout.find()),
  )

  app.put(
    '/api/v1/rollout',
    {
      config,
      schema: {
        summary: 'Roll out, hold back, or stop',
        description:
          'A user is in or out by a bucket of their own, 0-99: whoever is in at 10 % is in at 50 %. ' +
          'The gateway acts on a change with the next request.',
        ...documented,
        body: RolloutBody,
        response: { 200: RolloutResponse, ...problems(400, 401, 403, 413, 415, 500, 503) },
      },
    },
    async (request) => {
      const { percentage, is_killed, pinned_version, reason } = request.body
      const change = {
        ...(percentage !== undefined && { percentage }),
        ...(is_killed !== undefined && { isKilled: is_killed }),
        ...(pinned_version !== undefined && { pinnedVersion: pinned_version }),
      }
      const changed = await rollout.change(change, actorOf(callerOf(request)), reason)
      if (changed) return toBody(changed)
      throw new AppError('invalid_input', '1 fault in the request', {
        faults: [{ path: 'pinned_version', message: 'must be a version that there is' }],
      })
    },
  )
}

const toBody = (rollout: Rollout) => ({
  percentage: rollout.percentage,
  is_killed: rollout.isKilled,
  pinned_version: rollout.pinnedVersion,
  updated_at: rollout.updatedAt.toISOString(),
  updated_by: rollout.updatedBy,
})
