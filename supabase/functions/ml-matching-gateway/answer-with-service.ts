import type { BulkheadPolicy } from 'cockatiel'
import type { Answer } from './answer.ts'
import type { CallRecord } from './call-record.ts'
import { type Candidates, countCandidates, type RuledSides } from './candidates.ts'
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

export interface Answered {
  readonly answer: Answer
  readonly candidates: number
  /** Whether the service has kept impressions itself. */
  readonly isLogged: boolean
  /** Why the service did not answer, where it was to. */
  readonly failure?: { readonly category: string; readonly error: unknown }
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
  const { candidates, serviceTimeoutMs } = parts
  const full =
    parts.serviceMode === 'enriched'
      ? findOnce(parts, asked, (budgetMs) => candidates.findInFull(call, budgetMs))
      : undefined
  const sidesOfRules = full ?? briefOnce(parts, asked)
  // A service that is slow will often be too slow: the rules then have all they need. Where many wait,
  // this would only be more to do.
  const early = setTimeout(() => {
    if (candidates.isIdle) sidesOfRules.prefetch()
  }, EARLY_SHARE * serviceTimeoutMs)
  try {
    const sides = await full?.get()
    // Who waits for long is asked for in vain, and keeps others waiting.
    const waitMs = serviceTimeoutMs / 2 - record.elapsedMs()
    const answer = await inTurn(parts.serviceTurns, waitMs, () =>
      parts.breaker.call((isProbe) =>
        parts.service.ask({
          call,
          requestId: record.requestId,
          authorization: asked.authorization,
          arm: 'treatment',
          sides,
          budgetMs: Math.max(1, serviceTimeoutMs - record.elapsedMs()),
          // Of a probe whose caller went away nothing would be known.
          ...(!isProbe && { signal: asked.signal }),
        }),
      ),
    )
    return {
      answer,
      candidates: sides ? countCandidates(sides) : answer.matches.length,
      isLogged: !sides,
    }
  } catch (error) {
    if (!(error instanceof ServiceSkipped || error instanceof ServiceFailure)) throw error
    const failed = error instanceof ServiceFailure ? error : undefined
    const failure = { category: `service_${error.reason}`, error: failed }
    return { ...ranked(await sidesOfRules.get(), call), failure }
  } finally {
    clearTimeout(early)
  }
}

/**
 * Has the rules answer, without asking the service.
 * @throws {DatabaseOutError} when there is nothing to rank
 */
export async function answerWithRules(parts: ServiceParts, asked: ServiceCall): Promise<Answered> {
  return ranked(await briefOnce(parts, asked).get(), asked.call)
}

const ranked = (sides: RuledSides, call: MatchCall): Answered => ({
  answer: answerByRules(sides, call),
  candidates: countCandidates(sides),
  isLogged: false,
})

/** @throws {ServiceSkipped} where its turn has not come in time */
function inTurn<T>(turns: BulkheadPolicy, waitMs: number, work: () => Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new ServiceSkipped('busy')), Math.max(0, waitMs))
    const endsAt = performance.now() + waitMs
    turns
      .execute(() => {
        clearTimeout(late)
        if (performance.now() > endsAt) throw new ServiceSkipped('busy')
        return work()
      })
      .then(resolve, reject)
  })
}

const briefOnce = (parts: ServiceParts, asked: ServiceCall) =>
  findOnce(parts, asked, (budgetMs) => parts.candidates.findInBrief(asked.call, budgetMs))

/** Sides that are looked for once, however often they are needed. */
function findOnce<Sides>(
  { answerTimeoutMs }: ServiceParts,
  { record, onVanished }: ServiceCall,
  find: (budgetMs: number) => Promise<Sides | undefined>,
) {
  let found: Promise<Sides | undefined> | undefined
  const start = () => {
    found ??= find(answerTimeoutMs - record.elapsedMs())
    return found
  }
  return {
    get: async (): Promise<Sides> => (await start()) ?? onVanished(),
    /** Whoever needs them meets the error. */
    prefetch: () => {
      start().catch(() => {})
    },
  }
}
