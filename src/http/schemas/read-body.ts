import type { TSchema } from 'typebox'
import { toPlainText } from '../../text/plain-text.ts'

/** The keywords that decide what is read. */
interface Shape {
  readonly properties?: Readonly<Record<string, TSchema>>
  readonly items?: TSchema
  readonly maxItems?: number
  readonly maxLength?: number
  readonly format?: string
}

/** A list that was cut: where, and how many items it had. */
export interface CutList {
  path: string
  readonly limit: number
  readonly count: number
}

/** Reads one value of a parsed body, and adds the lists it cut. */
export type Reader = (value: unknown, cut: CutList[]) => unknown

/** A text this much longer than its limit is over it even without its markup: it stays unread. */
const MARKUP_SHARE = 4
/** Room for the markup around a short text. */
const MARKUP_LENGTH = 1_000

/**
 * Compiles what copies the fields that a schema knows out of a parsed body: others are left behind,
 * texts are made plain, and a list over its limit is cut to it. So the work stays bounded
 * by the schema and not by the sender. What has the wrong type is copied for the validator to name.
 */
export function compileReader(schema: TSchema): Reader {
  const {
    properties,
    items,
    maxItems = Number.POSITIVE_INFINITY,
    maxLength,
    format,
  }: Shape = schema
  if (properties) return objectReader(properties)
  if (items) return listReader(compileReader(items), maxItems)
  if (format) return (value) => value
  const longest = (maxLength ?? Number.POSITIVE_INFINITY) * MARKUP_SHARE + MARKUP_LENGTH
  return (value) =>
    typeof value === 'string' && value.length <= longest ? toPlainText(value) : value
}

function listReader(readItem: Reader, limit: number): Reader {
  return (value, cut) => {
    if (!Array.isArray(value)) return value
    const isLong = value.length > limit
    if (isLong) cut.push({ path: '', limit, count: value.length })
    const kept: unknown[] = isLong ? value.slice(0, limit) : value
    return kept.map((item, index) => {
      const known = cut.length
      const read = readItem(item, cut)
      if (cut.length > known) place(cut, known, `[${index}]`)
      return read
    })
  }
}

function objectReader(properties: Readonly<Record<string, TSchema>>): Reader {
  const readers = Object.entries(properties).map(
    ([name, property]) => [name, compileReader(property)] as const,
  )
  return (value, cut) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
    const fields = value as Readonly<Record<string, unknown>>
    const read: Record<string, unknown> = {}
    for (const [name, readField] of readers) {
      if (!Object.hasOwn(fields, name)) continue
      const known = cut.length
      read[name] = readField(fields[name], cut)
      if (cut.length > known) place(cut, known, `.${name}`)
    }
    return read
  }
}

/** Puts a step before the paths found since `from`: paths cost nothing where no list was cut. */
function place(cut: readonly CutList[], from: number, step: string): void {
  for (const list of cut.slice(from)) list.path = step + list.path
}
