import Type from 'typebox'
import { nullableText, uuid } from './fields.ts'

export const UserParams = Type.Object({
  id: uuid('User id as in their token (`sub`), or the id of their talent; not a company id.'),
})

export const ReceiptResponse = Type.Object({
  receipt_id: uuid(),
  pseudonym: nullableText(
    'Keyed hash of the user id: anyone with PSEUDONYM_KEY can tell whose receipt it is. Null if the erasure was ' +
      'started on the command line and no process with the key has picked it up yet.',
  ),
  actor: Type.String({
    description: '`self`, `service`, `operator`, or the pseudonym of an administrator.',
  }),
  status: Type.Enum(['under_way', 'done'], { type: 'string' }),
  requested_at: Type.String({ description: 'ISO 8601.' }),
  settles_at: Type.String({ description: 'ISO 8601; the earliest time it can be done.' }),
  finished_at: nullableText('ISO 8601.'),
  erased: Type.Record(Type.String(), Type.Integer(), {
    description: 'Number of deleted rows, by table or place.',
  }),
  not_searched: Type.Array(Type.String(), {
    description:
      'Places that the last process to search had no address or secret for: `redis` without REDIS_URL, ' +
      "`ml_request_log.user_hash` without the gateway's LOG_HASH_SECRET. Empty if there are none.",
  }),
  models: Type.Array(Type.String(), {
    description: 'Model versions that may have learned from the deleted data; they are marked.',
  }),
  retraining: nullableText('The training run that retrains without the deleted data.'),
  left: Type.String({ description: 'Data whose erasure is left to the platform.' }),
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
    description: 'Model versions that may have learned from their activity.',
  }),
  not_included: Type.String({ description: 'Data stored by the platform, not by this service.' }),
  not_searched: Type.Array(Type.String(), {
    description: "`ml_request_log.user_hash` without the gateway's LOG_HASH_SECRET.",
  }),
  tables: Type.Record(Type.String(), Type.Array(row), { description: 'Rows by table.' }),
})
