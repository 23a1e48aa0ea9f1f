import Type, { type Static, type TObject } from 'typebox'
import type { ModelCard } from '../../models/card.ts'
import { MODEL_STATUSES } from '../../models/registry.ts'
import { nullableText, optional } from './fields.ts'

export const Model = Type.Object({
  version: Type.String(),
  status: Type.Enum([...MODEL_STATUSES], {
    type: 'string',
    description:
      '`candidate` never served, `retired` was active once, `rejected` was refused when it was compared.',
  }),
  is_active: Type.Boolean(),
  is_pinned: Type.Boolean({ description: 'A pinned version serves whatever is active.' }),
  basis: nullableText('What it learned from: `feedback`, or `synthetic`.'),
  notice: nullableText('What to know before its scores are trusted; null where there is nothing.'),
  metrics: Type.Unsafe<Readonly<Record<string, unknown>> | null>({
    type: ['object', 'null'],
    additionalProperties: true,
    description: 'Measured when it was trained, on pairs that it had not seen.',
  }),
  trained_at: nullableText('ISO 8601.'),
  created_at: Type.String({ description: 'When it was registered, ISO 8601.' }),
  sha256: nullableText('Of its manifest, which has the hashes of its other files.'),
  published_by: nullableText(
    'A user, `service`, or `operator:` and a login name for the command line.',
  ),
  erasure_marked_at: nullableText(
    'When somebody was erased last whose acts it may have learned from, ISO 8601; null: nobody.',
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
    description: 'When it was last made the active one, by whom, and why.',
  }),
})

export const ModelsResponse = Type.Object({
  models: Type.Array(Model, { description: 'Those trained last first.' }),
  active_version: nullableText('null before the first.'),
  pinned_version: nullableText('Serves instead of the active one; null where none is pinned.'),
  serving_version: Type.String({ description: 'What answers in the replica that was asked.' }),
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
      description: '`markdown` adds the card as a text for people.',
    }),
  ),
})

export const CardResponse = Type.Object({
  card: Type.Unsafe<ModelCard>({
    type: 'object',
    additionalProperties: true,
    description: 'What is not stored is null.',
  }),
  markdown: Type.Optional(Type.String({ description: 'The same, for people.' })),
  request_id: Type.String(),
})

const MAX_REASON = 500

const act = {
  reason: optional(
    Type.String({ maxLength: MAX_REASON, description: 'Why; it is kept with the activation.' }),
  ),
}

export const ActivateBody = Type.Unsafe<Static<TObject<typeof act>> | null>({
  ...Type.Object(act, { examples: [{ reason: 'Better on the hold-out of March.' }] }),
  type: ['object', 'null'],
})

export const ActivateResponse = Type.Object({
  model: Model,
  previous_version: nullableText('The one that was active before; null for the first.'),
  request_id: Type.String(),
})
