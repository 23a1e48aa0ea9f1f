/** Arguments that each make sense and do not go together. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/** Ctrl-C was pressed. */
export class InterruptedError extends Error {
  override readonly name = 'InterruptedError'
}
