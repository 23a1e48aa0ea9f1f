import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import type { FastifyInstance } from 'fastify'
import type { Caller } from '../../../supabase/functions/_shared/caller.ts'
import { AppError } from '../../../supabase/functions/_shared/errors.ts'
import type {
  FeedbackAuthor,
  FeedbackLog,
  FeedbackOutcome,
  FeedbackType,
  RecordedFeedback,
  Side,
} from '../../interactions/feedback.ts'
import { foreign } from '../ownership.ts'
import { callerOf } from '../plugins/auth.ts'
import { FeedbackBody, FeedbackHeaders, FeedbackResponse } from '../schemas/feedback.ts'
import { isUuid } from '../schemas/fields.ts'
import { problems } from '../schemas/problem.ts'

/** What people do with matches, to learn from. */
export function addFeedbackRoutes(instance: FastifyInstance, feedback: FeedbackLog): void {
  const app = instance.withTypeProvider<TypeBoxTypeProvider>()
  app.post(
    '/api/v1/feedback',
    {
      config: { access: 'user' },
      schema: {
        tags: ['feedback'],
        summary: 'Record an action on a match',
        description:
          '202 when recorded; 200, with the same body, if it was already recorded under this ' +
          '`idempotency-key`; 409 if the key was used for different feedback.',
        security: [{ bearer: [] }],
        headers: FeedbackHeaders,
        body: FeedbackBody,
        response: {
          200: FeedbackResponse,
          202: FeedbackResponse,
          ...problems(400, 401, 403, 404, 409, 413, 415, 500, 503),
        },
      },
    },
    async (request, reply) => {
      const { talent_id, job_id, type, duration_seconds = null, actor = null, id } = request.body
      if (duration_seconds !== null && type !== 'viewed') {
        throw invalid('duration_seconds', 'is only allowed with the type viewed')
      }
      const caller = callerOf(request)
      if (caller.kind === 'user' && !isUuid(caller.id)) throw foreign('pair')
      const outcome = await feedback.record(
        {
          talentId: talent_id.toLowerCase(),
          jobId: job_id.toLowerCase(),
          type,
          durationSeconds: duration_seconds,
          idempotencyKey: scopedKey(caller, request.headers['idempotency-key'], id),
        },
        authorOf(caller, actor),
      )
      const event = requireEvent(outcome, caller, type)
      reply.code(outcome.kind === 'repeated' ? 200 : 202)
      return { ...toBody(event), request_id: request.id }
    },
  )
}

const authorOf = (caller: Caller, side: Side | null): FeedbackAuthor =>
  caller.kind === 'service' ? { kind: 'service', side } : { kind: 'user', id: caller.id, side }

/** A key is its sender's own: nobody learns of, or uses up, the keys of others. */
function scopedKey(caller: Caller, header: string | undefined, id: string | undefined) {
  if (header !== undefined && id !== undefined && header !== id) {
    throw invalid('id', 'must match the header idempotency-key if both are given')
  }
  const key = header ?? id
  if (key === undefined) return null
  return caller.kind === 'service' ? `service:${key}` : `user:${caller.id}:${key}`
}

function requireEvent(
  outcome: FeedbackOutcome,
  caller: Caller,
  type: FeedbackType,
): RecordedFeedback {
  switch (outcome.kind) {
    case 'recorded':
    case 'repeated':
      return outcome.event
    case 'conflict':
      throw new AppError('conflict', 'The idempotency key was already used for different feedback')
    case 'wrong_side':
      throw new AppError('forbidden', `This side of a match cannot send ${type}`)
    case 'unknown':
      if (caller.kind === 'service') throw new AppError('not_found', 'No such talent or job')
      throw foreign('pair')
    case 'foreign':
      throw foreign('pair')
  }
}

const toBody = (event: RecordedFeedback) => ({
  id: event.id,
  talent_id: event.talentId,
  job_id: event.jobId,
  type: event.type,
  duration_seconds: event.durationSeconds,
  actor: event.actor,
  occurred_at: event.occurredAt.toISOString(),
})

const invalid = (path: string, message: string) =>
  new AppError('invalid_input', '1 fault in the request', { faults: [{ path, message }] })
