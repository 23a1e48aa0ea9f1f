import Type, { type Static, type TSchema } from 'typebox'

/** A field that may be null or absent, which both mean unknown. */
export function optional<T extends TSchema & { type: string }>(schema: T) {
  return Type.Optional(Type.Unsafe<Static<T> | null>({ ...schema, type: [schema.type, 'null'] }))
}

/** A text of an answer that may be null. */
export const nullableText = (description: string) =>
  Type.Unsafe<string | null>({ type: ['string', 'null'], description })

/** One of a few words, or unknown. */
export function optionalChoice<const T extends string>(values: readonly T[], description?: string) {
  return Type.Optional(
    Type.Unsafe<T | null>({
      type: ['string', 'null'],
      enum: [...values, null],
      ...(description && { description }),
    }),
  )
}

export const text = (maxLength: number, description?: string) =>
  Type.String({ maxLength, ...(description && { description }) })

/** A text that says something once markup and blanks are gone. */
export const nonBlankText = (maxLength: number, description?: string) =>
  Type.String({ minLength: 1, maxLength, ...(description && { description }) })

export const texts = (maxItems: number, maxLength: number) =>
  Type.Array(nonBlankText(maxLength), { maxItems })

/** In lower or upper case; versions are not told apart. */
export const uuid = (description?: string) =>
  Type.String({ format: 'uuid', ...(description && { description }) })

export const isUuid = (text: string) =>
  /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i.test(text)

/** Whole units of a currency; the platform's columns are 32-bit integers. */
export const money = (description: string) =>
  Type.Integer({ minimum: 0, maximum: 2_147_483_647, description })

export const hourlyRate = () =>
  Type.Number({ minimum: 0, maximum: 2_147_483_647, description: 'Currency units per hour.' })

export const years = () => Type.Number({ minimum: 0, maximum: 80 })

const THREE_LETTERS = '^[A-Za-z]{3}$'
const DIGITS = '^\\d{1,7}$'
const KEY = '^[\\x21-\\x7e]{1,128}$'

/** How to mend a text that breaks a pattern. */
export const PATTERN_MESSAGES: Readonly<Record<string, string>> = {
  [THREE_LETTERS]: 'must be three letters, such as EUR',
  [DIGITS]: 'must be a whole number of at most 7 digits',
  [KEY]: 'must be 1 to 128 printable ASCII characters, without spaces',
}

export const currency = () =>
  Type.String({ pattern: THREE_LETTERS, description: 'ISO 4217; unknown means USD.' })

/** A count in a header. */
export const digits = (description: string) => Type.String({ pattern: DIGITS, description })

/** What a caller names a call with, to send it twice and have it done once. */
export const idempotencyKey = (description: string) => Type.String({ pattern: KEY, description })

export const latitude = () => Type.Number({ minimum: -90, maximum: 90 })
export const longitude = () => Type.Number({ minimum: -180, maximum: 180 })

export const timezone = () => text(64, 'IANA name or a common abbreviation.')

const ISO_MOMENT =
  /^(\d{4})-(\d{2})-(\d{2})(T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,9})?)?(Z|[+-]([01]\d|2[0-3]):?[0-5]\d))?$/

/** A day, or a moment with its zone: without one its meaning would hang on the server's clock. */
export const moment = () =>
  Type.Refine(
    Type.Optional(
      Type.Unsafe<string | null>({
        type: ['string', 'null'],
        description: 'ISO 8601: 2026-01-31 or 2026-01-31T18:00:00Z.',
      }),
    ),
    (value) => typeof value !== 'string' || isMoment(value),
    () =>
      'must be an ISO 8601 date, or a date and time with its zone, such as 2026-01-31 or 2026-01-31T18:00:00Z',
  )

function isMoment(value: string): boolean {
  const [, year, month, day] = ISO_MOMENT.exec(value) ?? []
  if (!year || !month || !day) return false
  // Date.UTC rolls 30 February over into March.
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)))
  return date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day)
}
