import { AppError, toProblem } from '../_shared/errors.ts'
import { describeCauses } from '../_shared/log-error.ts'
import type { MatchResponse } from '../_shared/payload.ts'
import type { Answer } from './answer.ts'
import { answerCall, type CallParts, type IncomingCall } from './answer-call.ts'
import { CallRecord } from './call-record.ts'
import { clientAddress } from './client-address.ts'
import type { writeLog } from './console-log.ts'
import type { Cors } from './cors.ts'
import { DatabaseOutError } from './database.ts'
import type { RequestLog } from './request-log.ts'

export interface GatewayParts extends CallParts {
  readonly cors: Cors
  readonly trustedHops: number
  readonly requestLog: RequestLog
  readonly log: typeof writeLog
  /** Milliseconds since 1970. */
  readonly clock: () => number
}

const RETRY_AFTER_SECONDS = '5'
/** What servers log where the caller went away; nobody reads the answer. */
const CLIENT_GONE = 499

/**
 * Answers every request, whatever it is, and leaves a record of each call.
 * @param connected where the connection comes from, if the runtime tells
 */
export async function handle(
  parts: GatewayParts,
  request: Request,
  connected?: string,
): Promise<Response> {
  const preflight = parts.cors.preflight(request)
  if (preflight) return preflight
  const record = new CallRecord(parts.clock(), request.headers.get('traceparent'))
  const address = clientAddress(request.headers, connected, parts.trustedHops)
  const response = await respond(parts, { request, address, record })
  for (const [name, value] of parts.cors.headersFor(request)) response.headers.set(name, value)
  response.headers.set('x-request-id', record.requestId)
  response.headers.set('x-breaker', parts.breaker.state)
  response.headers.set('cache-control', 'no-store')
  if (record.cache) response.headers.set('x-cache', record.cache)
  finish(parts, record, response.status)
  return response
}

async function respond(parts: GatewayParts, incoming: IncomingCall): Promise<Response> {
  const { request, record } = incoming
  try {
    return answered(await answerCall(parts, incoming), record)
  } catch (error) {
    if (request.signal.aborted) {
      record.fail('client_gone', undefined)
      return new Response(null, { status: CLIENT_GONE })
    }
    const told = toAppError(error)
    record.fail(told.code, error)
    return refused(told, record.requestId)
  }
}

function answered(answer: Answer, record: CallRecord): Response {
  const { matches, source, model_version, partial } = answer
  record.source = source
  record.modelVersion = model_version
  record.results = matches.length
  const body: MatchResponse = {
    matches,
    source,
    model_version,
    processing_time_ms: Math.round(record.elapsedMs() * 100) / 100,
    request_id: record.requestId,
    ...(partial && { partial }),
  }
  return new Response(JSON.stringify(body), { headers: { 'content-type': 'application/json' } })
}

function refused(error: AppError, requestId: string): Response {
  return new Response(JSON.stringify(toProblem(error, requestId)), {
    status: error.statusCode,
    headers: {
      ...(error.statusCode === 503 && { 'retry-after': RETRY_AFTER_SECONDS }),
      ...error.headers,
      'content-type': 'application/problem+json',
    },
  })
}

function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error
  if (error instanceof DatabaseOutError) {
    return new AppError('unavailable', 'The database is unavailable', { cause: error })
  }
  return new AppError('internal', 'Internal error; see the log for this request_id')
}

/** Calls without a valid token leave no row: anyone could send any number of them. */
const isKept = ({ call }: CallRecord, status: number) =>
  call !== undefined || (status !== 401 && status !== 429)

function finish({ requestLog, breaker, log }: GatewayParts, record: CallRecord, status: number) {
  const latencyMs = record.elapsedMs()
  if (isKept(record, status)) requestLog.add({ record, status, latencyMs })
  log(status >= 500 ? 'error' : 'info', 'request', {
    request_id: record.requestId,
    status,
    ms: Math.round(latencyMs * 10) / 10,
    type: record.call?.type,
    source: record.source,
    arm: record.arm,
    cache: record.cache,
    breaker: breaker.state,
    results: record.results,
    error: record.errorCategory,
    ...(status >= 500 && { causes: describeCauses(record.error) }),
  })
}
