/**
 * Every error that a caller of gateway or service can meet: its stable code, its status, its title.
 */
export const ERRORS = {
  invalid_input: { status: 400, title: 'Invalid input' },
  malformed_body: { status: 400, title: 'Malformed request body' },
  unauthenticated: { status: 401, title: 'Authentication required' },
  forbidden: { status: 403, title: 'Not allowed' },
  not_found: { status: 404, title: 'Not found' },
  method_not_allowed: { status: 405, title: 'Method not allowed' },
  conflict: { status: 409, title: 'Conflict' },
  payload_too_large: { status: 413, title: 'Request body too large' },
  unsupported_media_type: { status: 415, title: 'Unsupported media type' },
  rate_limited: { status: 429, title: 'Too many requests' },
  internal: { status: 500, title: 'Internal error' },
  overloaded: { status: 503, title: 'Overloaded' },
  unavailable: { status: 503, title: 'Temporarily unavailable' },
} as const

export type ErrorCode = keyof typeof ERRORS

/** One thing wrong with a request, and how to mend it. */
export interface Fault {
  /** Where, as `jobs[3].title`; `body` is the whole body. */
  readonly path: string
  /** Never quotes a text of the request. */
  readonly message: string
}

export interface AppErrorOptions extends ErrorOptions {
  readonly faults?: readonly Fault[]
  /** Headers that the answer carries, such as `allow`. */
  readonly headers?: Readonly<Record<string, string>>
}

/** An error that is told to the caller: `detail` reaches the body, `cause` only the log. */
export class AppError extends Error {
  readonly code: ErrorCode
  readonly statusCode: number
  readonly faults: readonly Fault[]
  readonly headers: Readonly<Record<string, string>>

  constructor(code: ErrorCode, detail: string, options: AppErrorOptions = {}) {
    super(detail, options)
    this.name = 'AppError'
    this.code = code
    this.statusCode = ERRORS[code].status
    this.faults = options.faults ?? []
    this.headers = options.headers ?? {}
  }
}

/** What is asked is out: nothing is wrong with the request, and another try later may go through. */
export class UnavailableError extends Error {}

/** An error as RFC 9457 has it, with what `problem+json` adds here. */
export interface Problem {
  readonly type: 'about:blank'
  readonly title: string
  readonly status: number
  readonly code: ErrorCode
  readonly detail: string
  readonly errors: readonly Fault[]
  readonly request_id: string
}

export function toProblem(error: AppError, requestId: string): Problem {
  return {
    type: 'about:blank',
    title: ERRORS[error.code].title,
    status: error.statusCode,
    code: error.code,
    detail: error.message,
    errors: error.faults,
    request_id: requestId,
  }
}
