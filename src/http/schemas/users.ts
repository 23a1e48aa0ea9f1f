import Type from 'typebox'
import { nullableText, uuid } from './fields.ts'

export const UserParams = Type.Object({
  id: uuid('Of the user, as their token has it (`sub`), or of their talent; not of a company.'),
})

export const ReceiptResponse = Type.Object({
  receipt_id: uuid(),
  pseudonym: nullableText(
    'Keyed hash of the user: whoever holds PSEUDONYM_KEY can tell whose receipt it is. Null where it was ' +
      'asked for at the command line and nobody who has the key has taken it up yet.',
  ),
  actor: Type.String({
    description: '`self`, `service`, `operator`, or an administrator by their pseudonym.',
  }),
  status: Type.Enum(['under_way', 'done'], { type: 'string' }),
  requested_at: Type.String({ description: 'ISO 8601.' }),
  settles_at: Type.String({ description: 'ISO 8601; from then on it can be done.' }),
  finished_at: nullableText('ISO 8601.'),
  erased: Type.Record(Type.String(), Type.Integer(), {
    description: 'How many rows went, by table or place.',
  }),
  not_searched: Type.Array(Type.String(), {
    description:
      'Places that whoever looked last had no address or secret for: `redis` without REDIS_URL, ' +
      "`ml_request_log.user_hash` without the gateway's LOG_HASH_SECRET. Nothing of them where there are none.",
  }),
  models: Type.Array(Type.String(), {
    description: 'Versions of the model that may have learned from what went; they are marked.',
  }),
  retraining: nullableText('The training run that learns without it.'),
  left: Type.String({ description: 'What an erasure leaves to the platform.' }),
  request_id: Type.String(),
})

const row = Type.Unsafe<object>({ type: 'object', additionalProperties: true })

/** Documents what is streamed; it is not serialised by this. */
export const ExportResponse = Type.Object({
  user_id: uuid(),
  exported_at: Type.String({ description: 'ISO 8601.' }),
  talent_ids: Type.Array(uuid()),
  job_ids: Type.Array(uuid()),
  learned_by: Type.Array(Type.String(), {
    description: 'Versions of the model that may have learned from their acts.',
  }),
  not_included: Type.String({ description: 'What the platform holds, and not we.' }),
  not_searched: Type.Array(Type.String(), {
    description: "`ml_request_log.user_hash` without the gateway's LOG_HASH_SECRET.",
  }),
  tables: Type.Record(Type.String(), Type.Array(row), { description: 'Rows by table.' }),
})
