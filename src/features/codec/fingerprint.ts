import { createHash } from 'node:crypto'
import type { Job, Talent } from '../../../supabase/functions/_shared/payload.ts'

/** Tells two contents of a row apart. */
export type Fingerprint = readonly [high: number, low: number]

/**
 * Of all that is said of a job or a talent, in whatever order; fields that are null count as absent.
 * A job's status is left out: it opens and closes, and what was read of it stays as it is.
 */
export function fingerprintOf(row: Job | Talent): Fingerprint {
  const hash = createHash('sha256').update(JSON.stringify(row, withoutOrder)).digest()
  return [hash.readInt32LE(0), hash.readInt32LE(4)]
}

function withoutOrder(key: string, value: unknown): unknown {
  if (value === null || key === 'status') return undefined
  if (typeof value !== 'object' || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value as object).sort(([a], [b]) => (a < b ? -1 : 1)))
}

export const isSame = (a: Fingerprint, b: Fingerprint): boolean => a[0] === b[0] && a[1] === b[1]
