import type { BulkheadPolicy } from 'cockatiel'
import { countCandidates, type MatchSides, type RuledSides } from '../_shared/rules.ts'
import type { Answer } from './answer.ts'
import type { CallRecord } from './call-record.ts'
import type { Candidates } from './candidates.ts'
import { DatabaseOutError } from './database.ts'
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
  /** Aborted when nobody waits for the answer any more. */
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

/**
 * Of the time that the service has. Who has not had a turn by then would be asked for in vain; and for
 * who has, the rules get ready, as a service that is slow will often be too slow.
 */
const PATIENT_SHARE = 0.4

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
  const rules = new Rules(parts, asked)
  const waitMs = () => PATIENT_SHARE * parts.serviceTimeoutMs - record.elapsedMs()
  const early = setTimeout(() => rules.prepare(), waitMs())
  let sides: MatchSides | undefined
  try {
    if (parts.serviceMode === 'enriched') sides = await findInFull(parts, asked, waitMs())
    const answer = await inTurn(parts.serviceTurns, waitMs(), () =>
      parts.breaker.call((isProbe) =>
        parts.service.ask({
          call,
          requestId: record.requestId,
          traceparent: record.traceparent,
          authorization: asked.authorization,
          arm: 'treatment',
          sides,
          budgetMs: Math.max(1, parts.serviceTimeoutMs - record.elapsedMs()),
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
    const told = error instanceof ServiceFailure ? error : undefined
    const failure = { category: `service_${error.reason}`, error: told }
    return { ...(await rules.answer(sides)), failure }
  } finally {
    clearTimeout(early)
  }
}

/**
 * Has the rules answer, without asking the service.
 * @throws {DatabaseOutError} when there is nothing to rank
 */
export const answerWithRules = (parts: ServiceParts, asked: ServiceCall): Promise<Answered> =>
  new Rules(parts, asked).answer()

/** @throws {ServiceSkipped} where the candidates cannot be had in time */
async function findInFull(
  { candidates }: ServiceParts,
  { call, onVanished }: ServiceCall,
  budgetMs: number,
): Promise<MatchSides> {
  try {
    return (await candidates.findInFull(call, budgetMs)) ?? onVanished()
  } catch (error) {
    throw error instanceof DatabaseOutError ? new ServiceSkipped('busy') : error
  }
}

/** @throws {ServiceSkipped} where its turn has not come in time */
function inTurn<T>(turns: BulkheadPolicy, waitMs: number, work: () => Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    let isLate = false
    const late = setTimeout(
      () => {
        isLate = true
        reject(new ServiceSkipped('busy'))
      },
      Math.max(0, waitMs),
    )
    turns
      .execute(async () => {
        clearTimeout(late)
        // The place in the queue is left when it comes up.
        if (!isLate) resolve(await work())
      })
      .catch(reject)
  })
}

/** The rules' answer to a call, whose candidates are looked for once. */
class Rules {
  readonly #parts: ServiceParts
  readonly #asked: ServiceCall
  #found: Promise<RuledSides | undefined> | undefined

  constructor(parts: ServiceParts, asked: ServiceCall) {
    this.#parts = parts
    this.#asked = asked
  }

  /** Looks for the candidates, so that an answer needs no more than to rank them. */
  prepare(): void {
    // Whoever asks for the answer meets the error.
    this.#find().catch(() => {})
  }

  /** @param sides where they are known already */
  async answer(sides?: RuledSides): Promise<Answered> {
    const known = sides ?? (await this.#find()) ?? this.#asked.onVanished()
    return {
      answer: answerByRules(known, this.#asked.call),
      candidates: countCandidates(known),
      isLogged: false,
    }
  }

  #find(): Promise<RuledSides | undefined> {
    const { candidates, answerTimeoutMs } = this.#parts
    const { call, record } = this.#asked
    this.#found ??= candidates.findInBrief(call, answerTimeoutMs - record.elapsedMs())
    return this.#found
  }
}
