import { AppError } from '../_shared/errors.ts'
import type { MatchCall } from './match-call.ts'
import { readBounded, TooLongError } from './read-bounded.ts'
import { validateCall } from './validate-call.ts'

/** An honest body has some 150 bytes. */
const MAX_BODY_BYTES = 16 * 1024
/** A sender that takes longer holds a connection, and the caller's five seconds. */
const BODY_TIMEOUT_MS = 2_000

/**
 * Reads what a request asks for.
 * @throws {AppError} for whatever is wrong with method, content type or body
 */
export async function readCall(request: Request): Promise<MatchCall> {
  if (request.method !== 'POST') {
    throw new AppError('method_not_allowed', 'Use POST', { headers: { allow: 'OPTIONS, POST' } })
  }
  const [mediaType = ''] = (request.headers.get('content-type') ?? '').split(';', 1)
  if (!/^application\/(?:[\w.+-]+\+)?json$/i.test(mediaType.trim())) {
    throw new AppError('unsupported_media_type', 'Send JSON, as Content-Type: application/json')
  }
  return validateCall(parse(await readBody(request)))
}

async function readBody(request: Request): Promise<Uint8Array> {
  if (Number(request.headers.get('content-length')) > MAX_BODY_BYTES) throw tooLarge()
  const timeout = AbortSignal.timeout(BODY_TIMEOUT_MS)
  try {
    return await readBounded(request.body, MAX_BODY_BYTES, timeout)
  } catch (error) {
    if (error instanceof TooLongError) throw tooLarge()
    throw malformed(timeout.aborted ? 'did not arrive in time' : 'cannot be read', error)
  }
}

function parse(bytes: Uint8Array): unknown {
  if (bytes.length === 0) throw malformed('is empty')
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch (error) {
    throw malformed('is not JSON', error)
  }
}

const tooLarge = () => new AppError('payload_too_large', 'The body exceeds the size limit')

function malformed(message: string, cause?: unknown): AppError {
  return new AppError('malformed_body', `The body ${message}`, {
    cause,
    faults: [{ path: 'body', message }],
  })
}
