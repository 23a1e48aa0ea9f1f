import type { Fault } from '../../errors.ts'

type Fields = Readonly<Record<string, unknown>>

/**
 * Faults that lie between fields: bounds that cross, and one entity twice in a list.
 * Takes any read body; what has the wrong type is the validator's to name.
 */
export function findContradictions(body: unknown): Fault[] {
  if (!isFields(body)) return []
  return Object.entries(body).flatMap(([name, value]) =>
    Array.isArray(value)
      ? [
          ...value.flatMap((item, index) => crossedBounds(item, `${name}[${index}]`)),
          ...repeatedIds(value, name),
        ]
      : crossedBounds(value, name),
  )
}

function crossedBounds(entity: unknown, path: string): Fault[] {
  if (!isFields(entity)) return []
  return ['salary', 'hourly_rate'].flatMap((name) => {
    const min = entity[`${name}_min`]
    const max = entity[`${name}_max`]
    // An upper bound of 0 is a blank box of the platform's form: unknown.
    if (typeof min !== 'number' || typeof max !== 'number' || max === 0 || min <= max) return []
    return {
      path: `${path}.${name}_min`,
      message: `must be at most ${name}_max (${max}), is ${min}`,
    }
  })
}

function repeatedIds(list: readonly unknown[], path: string): Fault[] {
  const firstAt = new Map<string, number>()
  return list.flatMap((item, index) => {
    if (!isFields(item) || typeof item.id !== 'string') return []
    const id = item.id.toLowerCase()
    const first = firstAt.get(id)
    if (first === undefined) {
      firstAt.set(id, index)
      return []
    }
    return {
      path: `${path}[${index}].id`,
      message: `must be unique: ${path}[${first}] has the same id`,
    }
  })
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
