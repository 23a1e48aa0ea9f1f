import Type, { type Static, type TObject } from 'typebox'
import type { ModelCard } from '../../models/card.ts'
import { MODEL_STATUSES } from '../../models/registry.ts'
import { nullableText, optional } from './fields.ts'

export const Model = Type.Object({
  version: Type.String(),
  status: Type.Enum([...MODEL_STATUSES], {
    type: 'string',
    description:
      '`candidate`: never served; `retired`: active in the past; `rejected`: did not pass the gate.',
  }),
  is_active: Type.Boolean(),
  is_pinned: Type.Boolean({ description: 'A pinned version serves regardless of the active one.' }),
  basis: nullableText('Training data: `feedback` or `synthetic`.'),
  notice: nullableText('Caveats about its scores; null if none.'),
  metrics: Type.Unsafe<Readonly<Record<string, unknown>> | null>({
    type: ['object', 'null'],
    additionalProperties: true,
    description: 'Measured at training time on held-out pairs.',
  }),
  trained_at: nullableText('ISO 8601.'),
  created_at: Type.String({ description: 'Registration time, ISO 8601.' }),
  sha256: nullableText('SHA-256 of its manifest, which contains the hashes of its other files.'),
  published_by: nullableText(
    'A user, `service`, or `operator:` and a login name for the command line.',
  ),
  erasure_marked_at: nullableText(
    'When a user whose activity it may have learned from was last erased, ISO 8601; null if never.',
  ),
  activation: Type.Unsafe<{
    readonly at: string
    readonly by: string
    readonly reason: string | null
  } | null>({
    type: ['object', 'null'],
    properties: {
      at: { type: 'string' },
      by: { type: 'string' },
      reason: { type: ['string', 'null'] },
    },
    description: 'Last activation: when, by whom and why.',
  }),
})

export const ModelsResponse = Type.Object({
  models: Type.Array(Model, { description: 'Most recently trained first.' }),
  active_version: nullableText('null if none yet.'),
  pinned_version: nullableText('Serves instead of the active one; null if none is pinned.'),
  serving_version: Type.String({
    description: 'The version serving in the replica that handled the call.',
  }),
  request_id: Type.String(),
})

export const ModelParams = Type.Object({
  version: Type.String({ minLength: 1, maxLength: 50, description: 'Such as `1.0.20260301`.' }),
})

export const CardQuery = Type.Object({
  format: Type.Optional(
    Type.Enum(['json', 'markdown'], {
      type: 'string',
      default: 'json',
      description: '`markdown` adds the card as readable text.',
    }),
  ),
})

export const CardResponse = Type.Object({
  card: Type.Unsafe<ModelCard>({
    type: 'object',
    additionalProperties: true,
    description: 'Fields that are not stored are null.',
  }),
  markdown: Type.Optional(Type.String({ description: 'The card as Markdown.' })),
  request_id: Type.String(),
})

const MAX_REASON = 500

const act = {
  reason: optional(
    Type.String({ maxLength: MAX_REASON, description: 'Reason, stored with the activation.' }),
  ),
}

export const ActivateBody = Type.Unsafe<Static<TObject<typeof act>> | null>({
  ...Type.Object(act, { examples: [{ reason: 'Better on the hold-out of March.' }] }),
  type: ['object', 'null'],
})

export const ActivateResponse = Type.Object({
  model: Model,
  previous_version: nullableText('The previously active version; null for the first.'),
  request_id: Type.String(),
})
