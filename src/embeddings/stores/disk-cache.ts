import { createHash } from 'node:crypto'
import { type FileHandle, open } from 'node:fs/promises'
import { join } from 'node:path'
import { makeFolder } from '../../settings/data-folder.ts'
import type { Embedder, EmbedOptions, TextVectors } from '../embedder.ts'
import {
  HASH_BYTES,
  hashText,
  vectorsFromBytes,
  vectorsToBytes,
  WINDOW_BYTES,
} from './text-vectors-bytes.ts'

/**
 * A record is the sha256 of the text, the number of windows (uint32), the windows (float32, all
 * little-endian) and the first bytes of the sha256 of all that.
 */
const HEAD_BYTES = HASH_BYTES + 4
const CHECK_BYTES = 4

/** Vectors are on disk at the latest after so many new texts, so a run that is killed loses few. */
const TEXTS_PER_WRITE = 256

/**
 * Keeps the vectors of another embedder on disk, for the command line, where each run would
 * otherwise embed the same texts again. One append-only file for each embedder id in `folder`. A
 * record that was torn, by a crash or by two runs that met, costs itself and those behind it.
 */
export async function openDiskCachedEmbedder(
  embedder: Embedder,
  folder: string,
): Promise<Embedder> {
  makeFolder(folder)
  const name = `${embedder.id.replace(/[^\w.-]+/g, '_')}.vectors`
  const file = await open(join(folder, name), 'a+')
  try {
    return new DiskCachedEmbedder(embedder, file, await readRecords(file))
  } catch (error) {
    await file.close()
    throw error
  }
}

class DiskCachedEmbedder implements Embedder {
  readonly id: string
  readonly #embedder: Embedder
  readonly #file: FileHandle
  readonly #known: Map<string, TextVectors>

  constructor(embedder: Embedder, file: FileHandle, known: Map<string, TextVectors>) {
    this.id = embedder.id
    this.#embedder = embedder
    this.#file = file
    this.#known = known
  }

  async embed(
    texts: readonly string[],
    { onProgress, ...options }: EmbedOptions = {},
  ): Promise<(TextVectors | undefined)[]> {
    options.signal?.throwIfAborted()
    const keys = texts.map((text) => hashText(text).toString('hex'))
    const missing = [...new Set(texts.filter((_, i) => !this.#known.has(keys[i] as string)))]
    const found = texts.length - missing.length
    onProgress?.(found, texts.length)
    for (let start = 0; start < missing.length; start += TEXTS_PER_WRITE) {
      const some = missing.slice(start, start + TEXTS_PER_WRITE)
      const vectors = await this.#embedder.embed(some, {
        ...options,
        onProgress: (done) => onProgress?.(found + start + done, texts.length),
      })
      await this.#keep(some, vectors)
    }
    return keys.map((key) => this.#known.get(key))
  }

  async close(): Promise<void> {
    await this.#file.close()
    await this.#embedder.close()
  }

  async #keep(
    texts: readonly string[],
    vectors: readonly (TextVectors | undefined)[],
  ): Promise<void> {
    const records: Buffer[] = []
    texts.forEach((text, i) => {
      const of = vectors[i]
      if (!of) return
      const key = hashText(text)
      this.#known.set(key.toString('hex'), of)
      records.push(record(key, of.windows))
    })
    if (records.length > 0) await this.#file.appendFile(Buffer.concat(records))
  }
}

const checkOf = (data: Buffer) =>
  createHash('sha256').update(data).digest().subarray(0, CHECK_BYTES)

function record(key: Buffer, windows: readonly Float32Array[]): Buffer {
  const count = Buffer.alloc(4)
  count.writeUInt32LE(windows.length)
  const data = Buffer.concat([key, count, vectorsToBytes({ windows })])
  return Buffer.concat([data, checkOf(data)])
}

/** Reads the whole records and cuts the file behind the last of them. */
async function readRecords(file: FileHandle): Promise<Map<string, TextVectors>> {
  const data = await file.readFile()
  const known = new Map<string, TextVectors>()
  let at = 0
  while (at + HEAD_BYTES <= data.length) {
    const end = at + HEAD_BYTES + data.readUInt32LE(at + HASH_BYTES) * WINDOW_BYTES
    const body = data.subarray(at, end)
    if (!data.subarray(end, end + CHECK_BYTES).equals(checkOf(body))) break
    const vectors = vectorsFromBytes(body.subarray(HEAD_BYTES))
    if (!vectors) break
    known.set(body.toString('hex', 0, HASH_BYTES), vectors)
    at = end + CHECK_BYTES
  }
  if (at < data.length) await file.truncate(at)
  return known
}
