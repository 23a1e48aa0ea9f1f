import type { BulkheadPolicy } from 'cockatiel'
import type { Answer } from './answer.ts'
import type { CallRecord } from './call-record.ts'
import { type Candidates, countCandidates, type MatchSides } from './candidates.ts'
import { answerByRules } from './fallback.ts'
import type { MatchCall } from './match-call.ts'
import { type MatchingService, ServiceFailure } from './matching-service.ts'
import { type ServiceBreaker, ServiceSkipped } from './service-breaker.ts'
import type { ServiceMode } from './settings.ts'

export interface ServiceParts {
  readonly candidates: Candidates
  readonly service: MatchingService
  readonly serviceMode: ServiceMode
  readonly breaker: ServiceBreaker
  /** Calls that the service works on for us; others wait here, where that costs nothing. */
  readonly serviceTurns: BulkheadPolicy
  /** How long after a request's arrival the service may take. */
  readonly serviceTimeoutMs: number
  /** How long after a request's arrival it is answered, whatever happens. */
  readonly answerTimeoutMs: number
}

interface ServiceCall {
  readonly call: MatchCall
  readonly record: CallRecord
  readonly authorization: string
  /** Aborted when the caller has gone. */
  readonly signal: AbortSignal
  /** Called where the subject is gone meanwhile. */
  readonly onVanished: () => never
}

interface Answered {
  readonly answer: Answer
  readonly candidates: number
  /** Whether the service has kept impressions itself. */
  readonly isLogged: boolean
}

/** Of the time that the service has. */
const EARLY_SHARE = 0.75

/**
 * Asks the service; where it fails, is too slow or is not asked at all, the rules answer.
 * @throws {AppError} what the service says is wrong with the request
 * @throws {DatabaseOutError} when there is nothing to rank either
 */
export async function answerWithService(
  parts: ServiceParts,
  asked: ServiceCall,
): Promise<Answered> {
  const { call, record } = asked
  const candidates = new CandidatesOnce(parts, asked)
  // A service that is slow will often be too slow: the rules then have all they need. Where many wait,
  // this would only be more to do.
  const early = setTimeout(() => {
    if (parts.candidates.isIdle) candidates.fetch()
  }, EARLY_SHARE * parts.serviceTimeoutMs)
  try {
    const sides = parts.serviceMode === 'enriched' ? await candidates.find() : undefined
    const answer = await parts.serviceTurns.execute(() => {
      // Who has waited for long is asked for in vain, and keeps others waiting.
      if (record.elapsedMs() > parts.serviceTimeoutMs / 2) throw new ServiceSkipped('busy')
      return parts.breaker.call((isProbe) =>
        parts.service.ask({
          call,
          requestId: record.requestId,
          authorization: asked.authorization,
          arm: 'treatment',
          sides,
          budgetMs: Math.max(1, parts.serviceTimeoutMs - record.elapsedMs()),
          // Of a probe whose caller went away nothing would be known.
          ...(!isProbe && { signal: asked.signal }),
        }),
      )
    })
    return {
      answer,
      candidates: sides ? countCandidates(sides) : answer.matches.length,
      isLogged: !sides,
    }
  } catch (error) {
    if (error instanceof ServiceSkipped) record.fail(`service_${error.reason}`, undefined)
    else if (error instanceof ServiceFailure) record.fail(`service_${error.reason}`, error)
    else throw error
  } finally {
    clearTimeout(early)
  }
  return ranked(await candidates.find(), call)
}

/**
 * Has the rules answer, without asking the service.
 * @throws {DatabaseOutError} when there is nothing to rank
 */
export async function answerWithRules(parts: ServiceParts, asked: ServiceCall): Promise<Answered> {
  return ranked(await new CandidatesOnce(parts, asked).find(), asked.call)
}

const ranked = (sides: MatchSides, call: MatchCall): Answered => ({
  answer: answerByRules(sides, call),
  candidates: countCandidates(sides),
  isLogged: false,
})

/** The candidates of a call, asked for once however often they are needed. */
class CandidatesOnce {
  readonly #parts: ServiceParts
  readonly #asked: ServiceCall
  #found: Promise<MatchSides | undefined> | undefined

  constructor(parts: ServiceParts, asked: ServiceCall) {
    this.#parts = parts
    this.#asked = asked
  }

  fetch(): void {
    if (this.#found) return
    const { candidates, answerTimeoutMs } = this.#parts
    const { call, record } = this.#asked
    this.#found = candidates.find(call, answerTimeoutMs - record.elapsedMs())
    // Whoever needs them meets the error.
    this.#found.catch(() => {})
  }

  async find(): Promise<MatchSides> {
    this.fetch()
    return (await this.#found) ?? this.#asked.onVanished()
  }
}
