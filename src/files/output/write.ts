import { once } from 'node:events'

/** Writes text as it comes, no faster than the reader takes it: nothing piles up in memory. */
export async function writeText(
  chunks: AsyncIterable<string>,
  stream: NodeJS.WritableStream = process.stdout,
): Promise<void> {
  for await (const chunk of chunks) {
    if (!stream.write(chunk)) await once(stream, 'drain')
  }
}
