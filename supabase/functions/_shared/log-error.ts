import { AppError } from './errors.ts'

interface LoggedError {
  readonly type: string
  readonly code?: string
  /** Only of our own errors: the message of any other may quote what a person wrote. */
  readonly message?: string
  readonly stack: readonly string[]
}

/** Causes beyond this are not told: a chain may be a ring. */
const MAX_CAUSES = 5

/** An error and its causes, as a log may hold them: kind, code and place, but no text of a profile. */
export function describeCauses(error: unknown): LoggedError[] {
  const described: LoggedError[] = []
  let current = error
  while (current !== undefined && current !== null && described.length < MAX_CAUSES) {
    described.push(describe(current))
    current = current instanceof Error ? current.cause : undefined
  }
  return described
}

function describe(error: unknown): LoggedError {
  if (!(error instanceof Error)) return { type: typeof error, stack: [] }
  const { code } = error as { readonly code?: unknown }
  return {
    type: error.constructor.name,
    ...(typeof code === 'string' && /^\w{1,64}$/.test(code) && { code }),
    ...(error instanceof AppError && { message: error.message }),
    stack: framesOf(error),
  }
}

/** The frames alone: the head of a stack is the message. */
function framesOf(error: Error): string[] {
  const stack = error.stack ?? ''
  const head = stack.indexOf(error.message)
  const frames = head < 0 ? stack : stack.slice(head + error.message.length)
  return frames
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => /^at .+(:\d+:\d+\)?|\(<anonymous>\)|\(native\))$/.test(line))
}
