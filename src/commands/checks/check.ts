import type { Config } from '../../settings/config.ts'

/** What `doctor` finds out about one thing. */
export interface Finding {
  /** `warn` is something that the product works without, less well. */
  readonly status: 'ok' | 'warn' | 'fail'
  /** What was found. */
  readonly detail: string
  /** What to do about it, where it is not `ok`. */
  readonly mend?: string
}

/** One thing that `doctor` looks at. A check that throws has failed. */
export interface Check {
  readonly name: string
  readonly run: (config: Config) => Promise<Finding>
}

export const messageOf = (error: unknown) =>
  error instanceof Error ? error.message : String(error)
