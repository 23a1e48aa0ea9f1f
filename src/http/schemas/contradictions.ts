import type { Fault } from '../../../supabase/functions/_shared/errors.ts'

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
          ...value.flatMap((item, index) => crossedBounds(item, () => `${name}[${index}]`)),
          ...repeatedIds(value, name),
        ]
      : crossedBounds(value, () => name),
  )
}

const BOUNDS = [
  { lower: 'salary_min', upper: 'salary_max' },
  { lower: 'hourly_rate_min', upper: 'hourly_rate_max' },
] as const

function crossedBounds(entity: unknown, path: () => string): Fault[] {
  const faults: Fault[] = []
  if (!isFields(entity)) return faults
  for (const { lower, upper } of BOUNDS) {
    const min = entity[lower]
    const max = entity[upper]
    // An upper bound of 0 is a blank box of the platform's form: unknown.
    if (typeof min !== 'number' || typeof max !== 'number' || max === 0 || min <= max) continue
    faults.push({
      path: `${path()}.${lower}`,
      message: `must be at most ${upper} (${max}), is ${min}`,
    })
  }
  return faults
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
