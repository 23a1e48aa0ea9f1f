/** A body that is longer than it may be. */
export class TooLongError extends Error {}

/**
 * Reads a body into memory, as far as it may go.
 * @param signal ends the reading
 * @throws {TooLongError} and leaves the rest unread
 */
export async function readBounded(
  stream: ReadableStream<Uint8Array<ArrayBuffer>> | null,
  maxBytes: number,
  signal?: AbortSignal,
): Promise<Uint8Array<ArrayBuffer>> {
  if (!stream) return new Uint8Array()
  const reader = stream.getReader()
  const stop = () => void reader.cancel(signal?.reason).catch(() => {})
  signal?.addEventListener('abort', stop)
  try {
    const chunks: Uint8Array<ArrayBuffer>[] = []
    let length = 0
    for (;;) {
      const { done, value } = await reader.read()
      signal?.throwIfAborted()
      if (done) return join(chunks, length)
      length += value.byteLength
      if (length > maxBytes) {
        stop()
        throw new TooLongError()
      }
      chunks.push(value)
    }
  } finally {
    signal?.removeEventListener('abort', stop)
  }
}

function join(chunks: readonly Uint8Array<ArrayBuffer>[], length: number) {
  const [first] = chunks
  if (first && chunks.length === 1) return first
  const whole = new Uint8Array(length)
  let at = 0
  for (const chunk of chunks) {
    whole.set(chunk, at)
    at += chunk.byteLength
  }
  return whole
}
