import { constants, createReadStream } from 'node:fs'
import { access, stat } from 'node:fs/promises'
import { pipeline, Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { InputError } from './input-error.ts'

const READ_BYTES = 256 * 1024
const GZIP_MAGIC = [0x1f, 0x8b]
const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'no such file',
  ENOTDIR: 'no such file',
  EISDIR: 'is a folder, not a file',
  EACCES: 'may not be read by this user',
  Z_DATA_ERROR: 'its gzip data is broken',
  Z_BUF_ERROR: 'its gzip data is cut off',
}

/** How messages call a file. */
export const fileName = (path: string): string => (path === '-' ? 'standard input' : path)

/**
 * Looks whether a file can be read, before work begins that takes long.
 *
 * @throws {InputError} as {@link readBytes}
 */
export async function requireFile(path: string): Promise<void> {
  if (path === '-') return
  try {
    await access(path, constants.R_OK)
    if ((await stat(path)).isDirectory()) throw Object.assign(new Error(), { code: 'EISDIR' })
  } catch (error) {
    throw describe(path, error)
  }
}

/**
 * The bytes of a file, unpacked where its first bytes say gzip (its name does not matter).
 *
 * @param path `-` is standard input
 * @throws {InputError} naming the file, when it is not there, not readable, or broken gzip
 */
export async function* readBytes(path: string): AsyncGenerator<Buffer> {
  try {
    const chunks: AsyncIterable<Buffer> =
      path === '-' ? process.stdin : createReadStream(path, { highWaterMark: READ_BYTES })
    yield* unpack(chunks)
  } catch (error) {
    throw describe(path, error)
  }
}

function describe(path: string, error: unknown): InputError {
  const code = (error as NodeJS.ErrnoException).code ?? ''
  const reason = REASONS[code] ?? (error as Error).message
  return new InputError(`${fileName(path)}: ${reason}`, { cause: error })
}

async function* unpack(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const source = chunks[Symbol.asyncIterator]()
  let head = Buffer.alloc(0)
  // A pipe may deliver a single byte first.
  while (head.length < GZIP_MAGIC.length) {
    const { value, done } = await source.next()
    if (done) break
    head = Buffer.concat([head, value])
  }
  const all = (async function* () {
    yield head
    yield* { [Symbol.asyncIterator]: () => source }
  })()
  if (!GZIP_MAGIC.every((byte, index) => head[index] === byte)) return yield* all
  const gunzip = createGunzip()
  // The error also ends the iteration below, which reports it.
  pipeline(Readable.from(all, { objectMode: false }), gunzip, () => {})
  yield* gunzip
}
