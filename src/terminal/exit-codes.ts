import { CommanderError } from 'commander'
import { DatabaseUnavailableError } from '../db/database.ts'
import { InputError } from '../files/input-error.ts'
import { ConfigError } from '../settings/config.ts'
import { InterruptedError, NothingChangedError, UsageError } from './usage-error.ts'

/** What the command-line tool ends with. */
export const EXIT = {
  ok: 0,
  /** It was asked well and could not be done. */
  failure: 1,
  /** The arguments, a setting or an input file are wrong. */
  badInput: 2,
  /** Ctrl-C; 128 + SIGINT. */
  interrupted: 130,
} as const

export const EXIT_CODES_HELP = `
Exit codes: 0 done, 1 failed, 2 wrong arguments, settings or input, 130 interrupted.
Results go to standard output, everything else to standard error.`

/** What went wrong, said in a sentence, and the exit code for it. */
export function describeFailure(error: unknown): {
  readonly message: string
  readonly code: number
} {
  // Commander has said it already.
  if (error instanceof CommanderError) {
    return { message: '', code: error.exitCode === 0 ? EXIT.ok : EXIT.badInput }
  }
  if (error instanceof InterruptedError) return { message: 'stopped', code: EXIT.interrupted }
  if (error instanceof UsageError || error instanceof ConfigError || error instanceof InputError) {
    return { message: error.message, code: EXIT.badInput }
  }
  if (error instanceof DatabaseUnavailableError) {
    const reason = causeOf(error)
    return { message: reason ? `${error.message}: ${reason}` : error.message, code: EXIT.failure }
  }
  if (error instanceof NothingChangedError) return { message: error.message, code: EXIT.failure }
  const { message, stack } = error instanceof Error ? error : new Error(String(error))
  const showsStack = /^(debug|trace)$/i.test(process.env.LOG_LEVEL ?? '')
  return { message: showsStack && stack ? stack : message, code: EXIT.failure }
}

/** `connect ECONNREFUSED 127.0.0.1:5432`; where several addresses were tried, of the first. */
function causeOf({ cause }: Error): string | undefined {
  const error = cause instanceof AggregateError ? cause.errors[0] : cause
  return error instanceof Error ? error.message : undefined
}
