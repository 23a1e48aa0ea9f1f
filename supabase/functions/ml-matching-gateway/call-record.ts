import type { Match, MatchSource } from '../_shared/payload.ts'
import type { MatchCall } from './match-call.ts'
import type { Arm } from './rollout-arm.ts'

/** Matches that were shown, for whoever keeps impressions. */
export interface Shown {
  readonly matches: readonly Match[]
  readonly to: 'talent' | 'company' | 'service'
  readonly candidates: number
}

/** What becomes known of a call while it is answered; ids and numbers, never a name or a text. */
export class CallRecord {
  readonly requestId = crypto.randomUUID()
  readonly receivedAt: number
  readonly #startedAt = performance.now()
  userHash: string | null = null
  call: MatchCall | undefined
  arm: Arm | null = null
  source: MatchSource | null = null
  modelVersion: string | null = null
  cache: 'hit' | 'miss' | undefined
  results: number | null = null
  /** What the gateway showed and the service has not logged itself. */
  shown: Shown | undefined
  /** What went wrong, even where the caller was answered all the same. */
  error: unknown
  errorCategory: string | null = null

  /** @param receivedAt milliseconds since 1970 */
  constructor(receivedAt: number) {
    this.receivedAt = receivedAt
  }

  elapsedMs(): number {
    return performance.now() - this.#startedAt
  }

  fail(category: string, error: unknown): void {
    this.errorCategory = category
    this.error = error
  }
}
