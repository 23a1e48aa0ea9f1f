import Type from 'typebox'
import { optional } from './fields.ts'

const percentage = () =>
  Type.Integer({ minimum: 0, maximum: 100, description: 'Share of users whom the model answers.' })
const isKilled = () =>
  Type.Boolean({ description: 'The kill switch: rules answer everyone, at once.' })
const reason = () =>
  Type.String({ minLength: 1, maxLength: 500, description: 'Why; kept in the log of changes.' })
const VERSION_LENGTH = 50

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
  updated_at: Type.String({ description: 'ISO 8601.' }),
  updated_by: Type.Unsafe<string | null>({
    type: ['string', 'null'],
    description:
      'Who changed it last: a user, `service`, or `operator:` and a login name for the command line; null is nobody yet.',
  }),
})
