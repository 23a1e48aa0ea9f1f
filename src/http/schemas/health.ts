import Type from 'typebox'

export const Health = Type.Object({
  status: Type.Enum(['ok', 'degraded', 'unavailable'], { type: 'string' }),
  model_version: Type.Unsafe<string | null>({ type: ['string', 'null'] }),
  model_last_trained: Type.Unsafe<string | null>({
    type: ['string', 'null'],
    description: 'null if the rules are used.',
  }),
  uptime_seconds: Type.Number({ minimum: 0 }),
  checks: Type.Record(
    Type.String(),
    Type.Object({ status: Type.String(), detail: Type.Optional(Type.String()) }),
  ),
})

export const Probe = Type.Object({ status: Type.String() })
