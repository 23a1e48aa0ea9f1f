import Type, { type Static, type TObject } from 'typebox'
import { optional } from './fields.ts'

const percentage = () =>
  Type.Integer({ minimum: 0, maximum: 100, description: 'Share of users whom the model answers.' })
const isKilled = () =>
  Type.Boolean({ description: 'The kill switch: rules answer everyone, at once.' })
const reason = () =>
  Type.String({ minLength: 1, maxLength: 500, description: 'Why; kept in the log of changes.' })
const stages = () =>
  Type.Array(Type.Integer({ minimum: 1, maximum: 100 }), {
    minItems: 1,
    maxItems: 10,
    description: 'Shares of the plan, from the lowest up.',
  })
const holdHours = () =>
  Type.Integer({ minimum: 0, maximum: 8_760, description: 'How long a stage lasts at least.' })
const VERSION_LENGTH = 50

const move = {
  reason: Type.Optional(reason()),
  is_forced: Type.Optional(
    Type.Boolean({
      description:
        'Advances before the stage has lasted as long as planned, and whatever the guards say.',
    }),
  ),
}
export const MoveBody = Type.Unsafe<Static<TObject<typeof move>> | null>({
  ...Type.Object(move, { examples: [{ reason: 'no worse after three days' }] }),
  type: ['object', 'null'],
})

const number = () => Type.Unsafe<number | null>({ type: ['number', 'null'] })
const arm = () =>
  Type.Object({
    users: Type.Integer(),
    pairs_shown: Type.Integer(),
    engagement: number(),
    conversion: number(),
    calls: Type.Integer(),
    p50_ms: number(),
    p95_ms: number(),
    fallbacks: Type.Integer(),
    errors: Type.Integer(),
  })
const difference = () =>
  Type.Unsafe<{ readonly value: number; readonly low: number; readonly high: number } | null>({
    type: ['object', 'null'],
    description: 'Treatment - control, with an interval that holds however often one looks.',
    properties: { value: Type.Number(), low: Type.Number(), high: Type.Number() },
  })

export const ReportResponse = Type.Object({
  percentage: percentage(),
  since: Type.String({ description: 'ISO 8601: when the stage began.' }),
  due: Type.Unsafe<string | null>({
    type: ['string', 'null'],
    description: 'ISO 8601: when it has lasted as long as planned; null for the last stage.',
  }),
  treatment: arm(),
  control: arm(),
  engagement_difference: difference(),
  conversion_difference: difference(),
  is_sample_ratio_plausible: Type.Unsafe<boolean | null>({ type: ['boolean', 'null'] }),
  users_needed: number(),
  broken_guards: Type.Array(Type.String(), {
    description: 'What stands against advancing, in sentences.',
  }),
})

export const RolloutBody = Type.Object(
  {
    percentage: Type.Optional(percentage()),
    is_killed: Type.Optional(isKilled()),
    pinned_version: optional(
      Type.String({
        minLength: 1,
        maxLength: VERSION_LENGTH,
        description: 'The version that serves whichever is active; null pins none.',
      }),
    ),
    shadow_version: optional(
      Type.String({
        minLength: 1,
        maxLength: VERSION_LENGTH,
        description: 'The version that scores answers without being shown; null ends it.',
      }),
    ),
    stages: Type.Optional(stages()),
    hold_hours: Type.Optional(holdHours()),
    reason: Type.Optional(reason()),
  },
  {
    description: 'What to change; what is left out stays.',
    examples: [{ percentage: 10, is_killed: false }],
  },
)

export const RolloutResponse = Type.Object({
  percentage: percentage(),
  is_killed: isKilled(),
  pinned_version: Type.Unsafe<string | null>({ type: ['string', 'null'] }),
  shadow_version: Type.Unsafe<string | null>({ type: ['string', 'null'] }),
  stages: stages(),
  hold_hours: holdHours(),
  is_held: Type.Boolean({ description: 'Nobody advances it.' }),
  since: Type.String({
    description: 'ISO 8601: since when share and kill switch are what they are.',
  }),
  updated_at: Type.String({ description: 'ISO 8601.' }),
  updated_by: Type.Unsafe<string | null>({
    type: ['string', 'null'],
    description:
      'Who changed it last: a user, `service`, `operator:` and a login name for the command line, or `alert:` and its name; null is nobody yet.',
  }),
})
