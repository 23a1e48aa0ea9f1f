import type { Job, Talent } from '../../../supabase/functions/_shared/payload.ts'
import { toPlainText } from '../../text/plain-text.ts'

/** What the platform's rows have for a title that says nothing. */
const NO_TITLE = '-'

/**
 * A payload of the database with its texts made plain, as those of a request are: rows are written by
 * the platform's forms, and nothing keeps markup out of them. Every reader of payloads must do this, so
 * that what was indexed and what is fetched are the same.
 */
export function plainPayload<Payload extends Talent | Job>(payload: Payload): Payload {
  const plain = makePlain(payload) as Payload
  return plain.title === '' ? { ...plain, title: NO_TITLE } : plain
}

function makePlain(value: unknown): unknown {
  if (typeof value === 'string') return toPlainText(value)
  if (Array.isArray(value)) return value.map(makePlain)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, of]) => [key, makePlain(of)]))
}
