/** Arguments that each make sense and do not go together. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/** What was asked is not allowed as things stand. */
export class NothingChangedError extends Error {
  override readonly name = 'NothingChangedError'
}

/** Ctrl-C was pressed. */
export class InterruptedError extends Error {
  override readonly name = 'InterruptedError'
}
