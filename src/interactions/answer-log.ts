import { createHash } from 'node:crypto'
import type { ServedMatches } from '../matching/by-id/by-id-matcher.ts'

/** Whose eyes an answer was for: a service has none, and asks for somebody or for nobody. */
export type ShownTo = 'talent' | 'company' | 'service'

/** An answer over the database, and who got it when. */
export interface ShownAnswer {
  readonly requestId: string
  readonly shownTo: ShownTo
  readonly shownAt: Date
  /** The arm of the rollout that it belongs to, where there is one. */
  readonly arm?: string
  readonly answer: ServedMatches
}

/**
 * Keeps what was answered: the platform's `matches` rows, and an impression for each match. It never
 * holds up or fails an answer: `add` returns at once, and what cannot be kept is counted.
 */
export interface AnswerLog {
  add(shown: ShownAnswer): void
  /** Resolves when all that was added is written or given up. */
  flush(): Promise<void>
  /** Flushes, for as long as is decent, and takes no more. */
  close(): Promise<void>
  counts(): AnswerLogCounts
}

/** Matches since the start; `waiting` now. */
export interface AnswerLogCounts {
  readonly written: number
  readonly dropped: number
  readonly waiting: number
}

/** Whether a request's feature vectors are kept: the same wherever and whenever it is asked. */
export function isSampled(requestId: string, share: number): boolean {
  return createHash('sha256').update(requestId).digest().readUInt32BE() < share * 2 ** 32
}
