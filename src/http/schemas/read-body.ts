import type { TSchema } from 'typebox'
import type { Fault } from '../../errors.ts'
import { toPlainText } from '../plain-text.ts'

/** The keywords that decide what is read. */
interface Shape {
  readonly properties?: Readonly<Record<string, TSchema>>
  readonly items?: TSchema
  readonly maxItems?: number
  readonly maxLength?: number
  readonly format?: string
}

/** A text this much longer than its limit is over it even without its markup: it stays unread. */
const MARKUP_SHARE = 4

/**
 * Copies what a schema knows out of a parsed body: fields it does not know are left behind, texts
 * are made plain, a list over its limit is a fault and cut, so that the work stays bounded by the
 * schema and not by the sender. Wrong types are copied as they are, for the validator to name.
 */
export function readBody(schema: TSchema, value: unknown, faults: Fault[], path = ''): unknown {
  const { properties, items, maxItems, maxLength, format }: Shape = schema
  if (typeof value === 'string') {
    // 1,000 more, for the markup around a short text.
    const tooLong = maxLength !== undefined && value.length > maxLength * MARKUP_SHARE + 1_000
    return tooLong || format ? value : toPlainText(value)
  }
  if (items && Array.isArray(value)) {
    const count = value.length
    if (maxItems !== undefined && count > maxItems) {
      faults.push({ path, message: `must have at most ${maxItems} items, has ${count}` })
    }
    const read: unknown[] = []
    for (let index = 0; index < Math.min(count, maxItems ?? count); index++) {
      read.push(readBody(items, value[index], faults, `${path}[${index}]`))
    }
    return read
  }
  if (properties && typeof value === 'object' && value !== null && !Array.isArray(value)) {
    const read: Record<string, unknown> = {}
    for (const [name, property] of Object.entries(properties)) {
      if (!Object.hasOwn(value, name)) continue
      const field = (value as Record<string, unknown>)[name]
      read[name] = readBody(property, field, faults, path ? `${path}.${name}` : name)
    }
    return read
  }
  return value
}
