/** A snapshot cannot be read or written; the message names the file and what is wrong with it. */
export class SnapshotError extends Error {
  override readonly name = 'SnapshotError'
}
