import fc from 'fast-check'
import type { TSchema } from 'typebox'

/** The keywords that our schemas use. */
interface Keywords {
  readonly type?: string | readonly string[]
  readonly enum?: readonly unknown[]
  readonly properties?: Readonly<Record<string, TSchema>>
  readonly required?: readonly string[]
  readonly items?: TSchema
  readonly maxItems?: number
  readonly minItems?: number
  readonly minLength?: number
  readonly maxLength?: number
  readonly minimum?: number
  readonly maximum?: number
  readonly pattern?: string
  readonly format?: string
  /** A rule in code, not enumerable; that of a moment in time is the only one. */
  readonly '~refine'?: unknown
}

/** Enough to have several, and duplicates. */
const ITEMS = 3
/** A text of 20,000 letters tests no more than one of 300. */
const LETTERS = 300

/** Values that a schema of ours allows; where it has a least and a greatest of something, in order. */
export function arbitraryOf(schema: TSchema): fc.Arbitrary<unknown> {
  const keywords: Keywords = schema
  if (keywords.enum) return fc.constantFrom(...keywords.enum)
  const types = [keywords.type ?? []].flat()
  return fc.oneof(...types.map((type) => ofType(type, keywords)))
}

function ofType(type: string, keywords: Keywords): fc.Arbitrary<unknown> {
  const { minimum: min = -1e9, maximum: max = 1e9 } = keywords
  switch (type) {
    case 'null':
      return fc.constant(null)
    case 'boolean':
      return fc.boolean()
    case 'integer':
      return fc.integer({ min, max })
    case 'number':
      return fc.double({ min, max, noNaN: true })
    case 'string':
      return textOf(keywords)
    case 'array':
      return fc.array(arbitraryOf(keywords.items ?? {}), {
        minLength: keywords.minItems ?? 0,
        maxLength: Math.min(ITEMS, keywords.maxItems ?? ITEMS),
      })
    case 'object':
      return objectOf(keywords)
    default:
      throw new Error(`no values are made of the type ${type}`)
  }
}

function textOf(keywords: Keywords) {
  const { format, pattern, minLength = 0, maxLength = LETTERS } = keywords
  if (format === 'uuid') return fc.uuid()
  if (pattern) return fc.stringMatching(new RegExp(pattern))
  if ('~refine' in keywords) {
    const days = { min: new Date(0), max: new Date(4e12), noInvalidDate: true }
    return fc.date(days).map((date) => date.toISOString())
  }
  const length = Math.min(maxLength, LETTERS)
  // Says something whatever markup is in it, where it has to.
  const start = minLength > 0 ? 'T' : ''
  return fc
    .string({ unit: 'binary', maxLength: length - start.length })
    .map((text) => Array.from(`${start} ${text}`).slice(0, length).join('').trim())
}

function objectOf({ properties = {}, required = [] }: Keywords): fc.Arbitrary<unknown> {
  const fields = Object.fromEntries(
    Object.entries(properties).map(([name, property]) => [name, arbitraryOf(property)]),
  )
  const names = required.filter((name) => name in fields)
  return fc.record(fields, { requiredKeys: names }).map(inOrder)
}

function inOrder(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const ordered: Record<string, unknown> = { ...fields }
  for (const [name, least] of Object.entries(fields)) {
    const other = name.replace(/_min$/, '_max')
    const greatest = fields[other]
    if (other === name || typeof least !== 'number' || typeof greatest !== 'number') continue
    Object.assign(ordered, {
      [name]: Math.min(least, greatest),
      [other]: Math.max(least, greatest),
    })
  }
  return ordered
}
