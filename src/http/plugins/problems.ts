import { randomUUID } from 'node:crypto'
import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import {
  AppError,
  toProblem,
  UnavailableError,
} from '../../../supabase/functions/_shared/errors.ts'
import { describeCauses } from '../../../supabase/functions/_shared/log-error.ts'

/** Long enough for a burst to pass, short enough for a person to wait. */
const RETRY_AFTER_SECONDS = 5

/** What Fastify's own errors are to our callers. */
const FASTIFY_ERRORS: Readonly<Record<string, AppError>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: new AppError('payload_too_large', 'The body exceeds the size limit'),
  FST_ERR_CTP_INVALID_MEDIA_TYPE: new AppError(
    'unsupported_media_type',
    'Send JSON, as Content-Type: application/json',
  ),
  FST_ERR_CTP_INVALID_JSON_BODY: badBody('is not JSON'),
  FST_ERR_CTP_EMPTY_JSON_BODY: badBody('is empty'),
  FST_ERR_BAD_URL: new AppError('invalid_input', 'The path cannot be decoded', {
    faults: [{ path: 'path', message: 'must be percent-encoded UTF-8' }],
  }),
  FST_ERR_MAX_PARAM_LENGTH: new AppError('invalid_input', 'A path segment is too long', {
    faults: [{ path: 'path', message: 'must have segments of at most 100 characters' }],
  }),
  FST_ERR_HANDLER_TIMEOUT: new AppError('unavailable', 'Timed out'),
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: badBody('does not have the length given in Content-Length'),
}

function badBody(message: string): AppError {
  return new AppError('malformed_body', `The body ${message}`, {
    faults: [{ path: 'body', message }],
  })
}

/** Every error leaves as RFC 9457 problem; what is inside the server stays in its log. */
export function addProblems(app: FastifyInstance): void {
  app.decorateReply('problemCode', undefined)
  const routes: { readonly path: RegExp; readonly methods: readonly string[] }[] = []
  app.addHook('onRoute', ({ url, method }) => {
    // A path that stands for all says nothing of any.
    if (!url.includes('*')) routes.push({ path: toPattern(url), methods: [method].flat() })
  })
  app.addHook('onRequest', async ({ url }) => {
    // PostgreSQL texts cannot contain it.
    if (url.includes('%00')) throw NULL_CHARACTER
  })
  const answerNotFound = (request: FastifyRequest, reply: FastifyReply) => {
    const path = request.url.split('?', 1)[0] ?? ''
    const found = routes.filter((route) => route.path.test(path))
    const allowed = [...new Set(found.flatMap(({ methods }) => methods))].sort()
    if (allowed.length === 0)
      return sendProblem(
        reply,
        request,
        new AppError('not_found', 'No such path; /docs lists the API'),
      )
    const allow = allowed.join(', ')
    const error = new AppError('method_not_allowed', `Use ${allow}`, { headers: { allow } })
    return sendProblem(reply, request, error)
  }
  app.setNotFoundHandler(answerNotFound)
  app.setErrorHandler((error: FastifyError | AppError, request, reply) =>
    // What is wrong with a body that nobody would have read is of no use to the caller.
    request.is404 && !(error instanceof AppError)
      ? answerNotFound(request, reply)
      : answerProblem(error, request, reply),
  )
}

const NULL_CHARACTER = new AppError('invalid_input', 'The path contains a null character', {
  faults: [{ path: 'path', message: 'must not contain %00' }],
})

/** What paths a route's URL stands for: `/talents/:id` is that of any one talent. */
const toPattern = (url: string) =>
  new RegExp(`^${url.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replace(/:\w+/g, '[^/]+')}$`)

/** Also for what fails before any route is found. */
export function answerProblem(
  error: FastifyError | AppError,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const told = toAppError(error)
  const level = told.statusCode >= 500 ? 'error' : 'debug'
  request.log[level]({ code: told.code, error: describeCauses(error) }, 'request failed')
  return sendProblem(reply, request, told)
}

/** What is no HTTP has no request and no reply yet: the problem goes to the socket as it is. */
export function answerClientError(error: Error & { readonly code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy()
    return
  }
  const status =
    { HPE_HEADER_OVERFLOW: 431, ERR_HTTP_REQUEST_TIMEOUT: 408 }[error.code ?? ''] ?? 400
  const title = STATUS_CODES[status]
  const body = JSON.stringify({
    type: 'about:blank',
    title,
    status,
    code: 'malformed_request',
    detail: 'Not a valid HTTP request',
    errors: [],
    request_id: randomUUID(),
  })
  const head = `HTTP/1.1 ${status} ${title}\r\ncontent-type: application/problem+json`
  socket.end(`${head}\r\ncontent-length: ${body.length}\r\nconnection: close\r\n\r\n${body}`)
}

function toAppError(error: FastifyError | AppError): AppError {
  if (error instanceof AppError) return error
  if (error instanceof UnavailableError) {
    return new AppError('unavailable', 'The database is unavailable', { cause: error })
  }
  const known = FASTIFY_ERRORS[error.code]
  if (known) return known
  const status = error.statusCode ?? 500
  return status >= 400 && status < 500
    ? badBody('cannot be read')
    : new AppError('internal', 'Internal error; see the log for this request_id')
}

function sendProblem(reply: FastifyReply, request: FastifyRequest, error: AppError): FastifyReply {
  const status = error.statusCode
  reply.problemCode = error.code
  if (status === 503) reply.header('retry-after', RETRY_AFTER_SECONDS)
  return reply
    .code(status)
    .headers(error.headers)
    .type('application/problem+json')
    .serializer(JSON.stringify)
    .send(toProblem(error, request.id))
}

declare module 'fastify' {
  interface FastifyReply {
    /** The code of the problem that was answered, if any. */
    problemCode?: string
  }
}
