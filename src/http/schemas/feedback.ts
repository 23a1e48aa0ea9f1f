import Type from 'typebox'
import { FEEDBACK_TYPES } from '../../interactions/feedback.ts'
import { idempotencyKey, optional, optionalChoice, uuid } from './fields.ts'

/** Longer than any tab stays open that somebody looks at. */
const DAY_SECONDS = 86_400

export const FeedbackBody = Type.Object(
  {
    talent_id: uuid(),
    job_id: uuid(),
    type: Type.Enum([...FEEDBACK_TYPES], {
      type: 'string',
      description:
        'Talents may send `viewed`, `interested`, `dismissed`; companies `viewed`, `contacted`, ' +
        '`dismissed`. Dismissed matches are not shown again. `cleared` undoes earlier feedback.',
    }),
    duration_seconds: optional(
      Type.Number({
        minimum: 0,
        maximum: DAY_SECONDS,
        description: 'How long the match was viewed; only with `viewed`.',
      }),
    ),
    actor: optionalChoice(
      ['talent', 'company'],
      'The side that sends it: for users who own both sides, and for the service role, ' +
        'which may act for either.',
    ),
    id: Type.Optional(idempotencyKey('Same as the header `idempotency-key`.')),
  },
  {
    examples: [
      {
        talent_id: '7f1c3a52-0d0e-4b4e-9a51-5c1e9f0f8a11',
        job_id: '2b6f0c1e-93a4-4f5c-8f0d-6a7e5d4c3b21',
        type: 'viewed',
        duration_seconds: 42,
      },
    ],
  },
)

export const FeedbackHeaders = Type.Object({
  'idempotency-key': Type.Optional(
    idempotencyKey('Sending the same key again returns what was recorded the first time.'),
  ),
})

export const FeedbackResponse = Type.Object({
  id: Type.String({ description: 'Id of the recorded event.' }),
  talent_id: uuid(),
  job_id: uuid(),
  type: Type.Enum([...FEEDBACK_TYPES], { type: 'string' }),
  duration_seconds: Type.Unsafe<number | null>({ type: ['number', 'null'] }),
  actor: Type.Enum(['talent', 'company', 'service'], { type: 'string' }),
  occurred_at: Type.String({ description: 'ISO 8601.' }),
  request_id: Type.String(),
})
