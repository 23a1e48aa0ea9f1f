/** Bytes that are no whole block of this code: cut short, changed, or of another format. */
export class UndecodableError extends Error {
  override readonly name = 'UndecodableError'
}
