import type { Match, MatchSource } from '../_shared/payload.ts'
import type { MatchCall } from './match-call.ts'
import type { Arm } from './rollout-arm.ts'

/** Matches that were shown, for whoever keeps impressions. */
export interface Shown {
  readonly matches: readonly Match[]
  readonly to: 'talent' | 'company' | 'service'
  readonly candidates: number
}

/** W3C Trace Context. */
const TRACEPARENT = /^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/

/** What becomes known of a call while it is answered; ids and numbers, never a name or a text. */
export class CallRecord {
  readonly requestId = crypto.randomUUID()
  readonly receivedAt: number
  /** Which trace the caller has it in, for the service to go on with; what is none is left out. */
  readonly traceparent: string | undefined
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

  /**
   * @param receivedAt milliseconds since 1970
   * @param traceparent the caller's header
   */
  constructor(receivedAt: number, traceparent?: string | null) {
    this.receivedAt = receivedAt
    this.traceparent = traceparent && TRACEPARENT.test(traceparent) ? traceparent : undefined
  }

  elapsedMs(): number {
    return performance.now() - this.#startedAt
  }

  fail(category: string, error: unknown): void {
    this.errorCategory = category
    this.error = error
  }
}
