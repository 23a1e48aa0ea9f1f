import { AppError, ERRORS, type ErrorCode, type Fault } from '../_shared/errors.ts'
import type { MatchSides } from '../_shared/rules.ts'
import type { Answer } from './answer.ts'
import type { MatchCall } from './match-call.ts'
import { readBounded, TooLongError } from './read-bounded.ts'
import type { Arm } from './rollout-arm.ts'
import { readServiceAnswer } from './service-answer.ts'

/** Why the service gave no answer; whoever asked is answered by rules. */
export class ServiceFailure extends Error {
  override readonly name = 'ServiceFailure'
  readonly reason: 'timeout' | 'unreachable' | 'refused' | 'garbled'
  /** Whether it is the request's: others may be answered all the same. */
  readonly isOfRequest: boolean

  constructor(
    reason: ServiceFailure['reason'],
    message: string,
    { isOfRequest = false, ...options }: ErrorOptions & { readonly isOfRequest?: boolean } = {},
  ) {
    super(message, options)
    this.reason = reason
    this.isOfRequest = isOfRequest
  }
}

export interface ServiceQuestion {
  readonly call: MatchCall
  readonly requestId: string
  readonly traceparent?: string | undefined
  /** The caller's own `Authorization`. */
  readonly authorization: string
  readonly arm: Arm
  /** Sent where the service finds no candidates itself. */
  readonly sides?: MatchSides
  /** How long the whole exchange may take, connecting included. */
  readonly budgetMs: number
  /** Aborted when the caller has gone. */
  readonly signal?: AbortSignal
}

export interface MatchingServiceOptions {
  readonly url: string
  readonly serviceKey?: string
  readonly serviceRoleKey?: string
}

/** What the way back takes; by then the service should have given what it has. */
const WAY_BACK_MS = 150
/** A hundred matches with all that is said about them are a tenth of this. */
const MAX_ANSWER_BYTES = 4 * 1024 * 1024
/** What the service says of the request itself, and a repetition would not mend. */
const PASSED_ON: readonly number[] = [400, 403, 404]

/** The matching service, asked once and never again: whoever waits is better served by rules. */
export class MatchingService {
  readonly #options: MatchingServiceOptions

  constructor(options: MatchingServiceOptions) {
    this.#options = options
  }

  /**
   * @throws {ServiceFailure}
   * @throws {AppError} what the service says is wrong with the request
   */
  async ask(question: ServiceQuestion): Promise<Answer> {
    const late = new AbortController()
    const timer = setTimeout(() => late.abort(), question.budgetMs)
    const signal = question.signal ? AbortSignal.any([question.signal, late.signal]) : late.signal
    try {
      const response = await fetch(this.#request(question, signal))
      const bytes = await readBounded(response.body, MAX_ANSWER_BYTES, signal)
      return read(response.status, bytes, question.call)
    } catch (error) {
      if (error instanceof AppError || error instanceof ServiceFailure) throw error
      if (question.signal?.aborted) throw error
      if (error instanceof TooLongError) {
        throw new ServiceFailure('garbled', 'The service sent an answer that is too large')
      }
      throw late.signal.aborted
        ? new ServiceFailure('timeout', 'The service did not answer in time')
        : new ServiceFailure('unreachable', 'The service cannot be reached', { cause: error })
    } finally {
      clearTimeout(timer)
    }
  }

  #request(question: ServiceQuestion, signal: AbortSignal): Request {
    const { call, requestId, traceparent, arm, sides, budgetMs } = question
    const { url, serviceKey, serviceRoleKey } = this.#options
    const page = { limit: call.limit, min_score: call.minScore }
    return new Request(`${url}/api/v1/match/${pathOf(call, sides)}`, {
      method: 'POST',
      // A redirect would carry the caller's token elsewhere.
      redirect: 'manual',
      headers: {
        'content-type': 'application/json',
        // Without a database the service cannot tell whose the rows are; the gateway has.
        authorization:
          sides && serviceRoleKey ? `Bearer ${serviceRoleKey}` : question.authorization,
        'x-request-id': requestId,
        ...(traceparent && { traceparent }),
        'x-match-arm': arm,
        'x-deadline-ms': String(Math.max(0, Math.floor(budgetMs - WAY_BACK_MS))),
        ...(serviceKey && { 'x-service-key': serviceKey }),
      },
      body: JSON.stringify({ ...sides, ...page }),
      signal,
    })
  }
}

function pathOf({ type, subject }: MatchCall, sides: MatchSides | undefined): string {
  if (sides) return type
  return type === 'talent-to-jobs' ? `talents/${subject}/jobs` : `jobs/${subject}/talents`
}

function read(status: number, bytes: Uint8Array, call: MatchCall): Answer {
  const body = parse(bytes)
  if (status === 200) {
    const answer = readServiceAnswer(body, call)
    if (answer) return answer
    throw new ServiceFailure('garbled', 'The service sent an invalid answer')
  }
  const problem = PASSED_ON.includes(status) ? readProblem(status, body) : undefined
  const isOfRequest = status >= 400 && status < 500 && status !== 429
  throw problem ?? new ServiceFailure('refused', `The service answered ${status}`, { isOfRequest })
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    return undefined
  }
}

/** A page of something between us and the service is no word of the service. */
function readProblem(status: number, body: unknown): AppError | undefined {
  const { code, detail, errors } = (body ?? {}) as Readonly<Record<string, unknown>>
  if (typeof code !== 'string' || typeof detail !== 'string' || !Array.isArray(errors)) {
    return undefined
  }
  if (!Object.hasOwn(ERRORS, code) || ERRORS[code as ErrorCode].status !== status) return undefined
  return new AppError(code as ErrorCode, detail, { faults: errors.filter(isFault) })
}

const isFault = (fault: unknown): fault is Fault => {
  const { path, message } = (fault ?? {}) as Readonly<Record<string, unknown>>
  return typeof path === 'string' && typeof message === 'string'
}
