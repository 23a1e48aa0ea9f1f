import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import type { FastifyInstance } from 'fastify'
import { AppError } from '../../../supabase/functions/_shared/errors.ts'
import { moveRollout } from '../../rollout/move-rollout.ts'
import { MOVES } from '../../rollout/plan.ts'
import type { Arm, ReportedRollout, RolloutReport } from '../../rollout/report.ts'
import type { Rollout } from '../../rollout/rollout.ts'
import { actorOf, callerOf } from '../plugins/auth.ts'
import { allowEmptyBodies } from '../plugins/bodies.ts'
import { problems } from '../schemas/problem.ts'
import { MoveBody, ReportResponse, RolloutBody, RolloutResponse } from '../schemas/rollout.ts'

/** How far the model is rolled out; the gateway reads it with every request. */
export function addRolloutRoutes(instance: FastifyInstance, rollout: ReportedRollout): void {
  const app = instance.withTypeProvider<TypeBoxTypeProvider>()
  const config = { access: 'admin' } as const
  const documented = { tags: ['rollout'], security: [{ bearer: [] }] }

  app.get(
    '/api/v1/rollout',
    {
      config,
      schema: {
        summary: 'State of the rollout',
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
        summary: 'Change the rollout',
        description:
          'Each user has a fixed bucket, 0-99: users included at 10 % are also included at 50 %. ' +
          'The gateway applies a change from the next request on.',
        ...documented,
        body: RolloutBody,
        response: { 200: RolloutResponse, ...problems(400, 401, 403, 413, 415, 500, 503) },
      },
    },
    async (request) => {
      const { percentage, is_killed, pinned_version, shadow_version, stages, hold_hours, reason } =
        request.body
      const change = {
        ...(percentage !== undefined && { percentage }),
        ...(is_killed !== undefined && { isKilled: is_killed }),
        ...(pinned_version !== undefined && { pinnedVersion: pinned_version }),
        ...(shadow_version !== undefined && { shadowVersion: shadow_version }),
        ...(stages !== undefined && { stages }),
        ...(hold_hours !== undefined && { holdHours: hold_hours }),
      }
      const changed = await rollout.change(change, actorOf(callerOf(request)), reason)
      if (changed) return toBody(changed)
      const named = Object.entries({ pinned_version, shadow_version })
      const unknown = await rollout.findUnknown(named.flatMap(([, name]) => name ?? []))
      throw new AppError('invalid_input', 'Unknown version', {
        faults: named
          .filter(([, name]) => name && unknown.includes(name))
          .map(([path]) => ({ path, message: 'must be a registered version' })),
      })
    },
  )

  app.get(
    '/api/v1/rollout/report',
    {
      config,
      schema: {
        summary: 'Model compared with rules since the stage began',
        ...documented,
        response: { 200: ReportResponse, ...problems(401, 403, 500, 503) },
      },
    },
    async () => toReportBody(await rollout.report()),
  )

  instance.register(async (scope) => {
    allowEmptyBodies(scope)
    const moves = scope.withTypeProvider<TypeBoxTypeProvider>()
    for (const move of MOVES) {
      moves.post(
        `/api/v1/rollout/${move}`,
        {
          config,
          schema: {
            summary: `Rollout plan: ${move}`,
            description:
              '409 if the plan, a hold, a guard, the kill switch or a concurrent change prevents it.',
            ...documented,
            body: MoveBody,
            response: {
              200: RolloutResponse,
              ...problems(400, 401, 403, 409, 413, 415, 500, 503),
            },
          },
        },
        async (request) => {
          const outcome = await moveRollout(rollout, {
            move,
            by: actorOf(callerOf(request)),
            reason: request.body?.reason ?? null,
            isForced: request.body?.is_forced ?? false,
          })
          if ('refusal' in outcome) {
            throw new AppError('conflict', `Not changed: ${outcome.refusal}`)
          }
          return toBody(outcome.rollout)
        },
      )
    }
  })
}

const toReportBody = (report: RolloutReport) => ({
  percentage: report.percentage,
  since: report.since.toISOString(),
  due: report.due?.toISOString() ?? null,
  treatment: toArmBody(report.treatment),
  control: toArmBody(report.control),
  engagement_difference: report.difference.engagement,
  conversion_difference: report.difference.conversion,
  is_sample_ratio_plausible: report.isSampleRatioPlausible,
  users_needed: report.usersNeeded,
  broken_guards: [...report.brokenGuards],
})

const toArmBody = ({ users, pairsShown, engagement, conversion, calls }: Arm) => ({
  users,
  pairs_shown: pairsShown,
  engagement,
  conversion,
  calls: calls.calls,
  p50_ms: calls.p50Ms,
  p95_ms: calls.p95Ms,
  fallbacks: calls.fallbacks,
  errors: calls.errors,
})

const toBody = (rollout: Rollout) => ({
  percentage: rollout.percentage,
  is_killed: rollout.isKilled,
  pinned_version: rollout.pinnedVersion,
  shadow_version: rollout.shadowVersion,
  stages: [...rollout.stages],
  hold_hours: rollout.holdHours,
  is_held: rollout.isHeld,
  since: rollout.since.toISOString(),
  updated_at: rollout.updatedAt.toISOString(),
  updated_by: rollout.updatedBy,
})
