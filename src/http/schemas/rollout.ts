import Type, { type Static, type TObject } from 'typebox'
import { optional } from './fields.ts'

const percentage = () =>
  Type.Integer({ minimum: 0, maximum: 100, description: 'Share of users served by the model.' })
const isKilled = () =>
  Type.Boolean({ description: 'Kill switch: everyone gets the rules, immediately.' })
const reason = () =>
  Type.String({ minLength: 1, maxLength: 500, description: 'Reason, stored in the change log.' })
const stages = () =>
  Type.Array(Type.Integer({ minimum: 1, maximum: 100 }), {
    minItems: 1,
    maxItems: 10,
    description: 'Shares of the plan, in ascending order.',
  })
const holdHours = () =>
  Type.Integer({
    minimum: 0,
    maximum: 8_760,
    description: 'Minimum duration of a stage, in hours.',
  })
const VERSION_LENGTH = 50

const move = {
  reason: Type.Optional(reason()),
  is_forced: Type.Optional(
    Type.Boolean({
      description: 'Advances even if the stage is not over or a guard is broken.',
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
    description:
      'Treatment - control, with an interval that stays valid no matter how often it is checked.',
    properties: { value: Type.Number(), low: Type.Number(), high: Type.Number() },
  })

export const ReportResponse = Type.Object({
  percentage: percentage(),
  since: Type.String({ description: 'ISO 8601: when the stage began.' }),
  due: Type.Unsafe<string | null>({
    type: ['string', 'null'],
    description: 'ISO 8601: planned end of the stage; null for the last one.',
  }),
  treatment: arm(),
  control: arm(),
  engagement_difference: difference(),
  conversion_difference: difference(),
  is_sample_ratio_plausible: Type.Unsafe<boolean | null>({ type: ['boolean', 'null'] }),
  users_needed: number(),
  broken_guards: Type.Array(Type.String(), {
    description: 'Reasons not to advance, as sentences.',
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
        description: 'Version that serves regardless of the active one; null removes the pin.',
      }),
    ),
    shadow_version: optional(
      Type.String({
        minLength: 1,
        maxLength: VERSION_LENGTH,
        description: 'Version that scores answers in shadow, without being shown; null stops it.',
      }),
    ),
    stages: Type.Optional(stages()),
    hold_hours: Type.Optional(holdHours()),
    reason: Type.Optional(reason()),
  },
  {
    description: 'Fields to change; omitted fields stay as they are.',
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
  is_held: Type.Boolean({ description: 'On hold: it cannot be advanced.' }),
  since: Type.String({
    description: 'ISO 8601: when the share or the kill switch last changed.',
  }),
  updated_at: Type.String({ description: 'ISO 8601.' }),
  updated_by: Type.Unsafe<string | null>({
    type: ['string', 'null'],
    description:
      'Who changed it last: a user, `service`, `operator:` and a login name for the command line, or `alert:` and its name; null if never changed.',
  }),
})
