/** One value of a file, not parsed yet, or why it cannot be. */
export type JsonItem =
  | { readonly line: number; readonly bytes: Buffer; readonly isLast: boolean }
  | { readonly line: number; readonly fault: string }

/**
 * A job of the API takes at most some 100 KB; more is a file without line breaks, or a trap.
 * Bounds what a damaged file can make us hold.
 */
const MAX_ITEM_BYTES = 4 * 1024 * 1024
const TOO_LARGE = 'is larger than 4 MB'

const LF = 0x0a
const QUOTE = 0x22
const COMMA = 0x2c
const OPEN_ARRAY = 0x5b
const BACKSLASH = 0x5c
const CLOSE_ARRAY = 0x5d
const OPEN_OBJECT = 0x7b
const CLOSE_OBJECT = 0x7d
/** JSON's white space, and the bytes of UTF-8's byte order mark. */
const BLANK: ReadonlySet<number> = new Set([0x20, 0x09, LF, 0x0d, 0xef, 0xbb, 0xbf])

/**
 * Cuts a stream into its values: the elements where it starts with `[`, else its lines that are not
 * blank; where the first of these is a lone `{`, all of it is one object, laid out for people. Holds
 * one value at a time. Works on bytes: all that it looks for is ASCII, which in UTF-8
 * is part of no other character.
 */
export async function* jsonItems(chunks: AsyncIterable<Buffer>): AsyncGenerator<JsonItem> {
  const source = chunks[Symbol.asyncIterator]()
  const head: Buffer[] = []
  let first: number | undefined
  while (first === undefined) {
    const { value, done } = await source.next()
    if (done) return
    head.push(value)
    first = value.find((byte: number) => !BLANK.has(byte))
  }
  const all = (async function* () {
    yield* head
    yield* { [Symbol.asyncIterator]: () => source }
  })()
  yield* first === OPEN_ARRAY ? elements(all) : lines(all)
}

async function* lines(chunks: AsyncIterable<Buffer>): AsyncGenerator<JsonItem> {
  const item = new ItemBuffer()
  let line = 1
  let isFirst = true
  let objectLine: number | undefined
  for await (const chunk of chunks) {
    let from = 0
    for (let end = objectLine ? -1 : chunk.indexOf(LF); end >= 0; end = chunk.indexOf(LF, from)) {
      item.add(chunk.subarray(from, end))
      if (isFirst && item.holdsOnly(OPEN_OBJECT)) {
        objectLine = line
        from = end
        break
      }
      if (!item.isBlank) {
        isFirst = false
        yield item.take(line)
      }
      item.clear()
      line += 1
      from = end + 1
    }
    item.add(chunk.subarray(from))
  }
  if (!item.isBlank) yield item.take(objectLine ?? line, true)
}

async function* elements(chunks: AsyncIterable<Buffer>): AsyncGenerator<JsonItem> {
  const item = new ItemBuffer()
  let line = 1
  let itemLine = 0
  let count = 0
  let depth = 0
  let inString = false
  let escaped = false
  let closed = false
  for await (const chunk of chunks) {
    let from = 0
    for (let at = 0; at < chunk.length; at += 1) {
      const byte = chunk[at] as number
      if (byte === LF) line += 1
      if (inString) {
        if (escaped) escaped = false
        else if (byte === BACKSLASH) escaped = true
        else if (byte === QUOTE) inString = false
      } else if (BLANK.has(byte)) {
        // Between values.
      } else if (closed) {
        yield { line, fault: 'something follows the end of the array' }
        return
      } else if (depth === 0) {
        depth = 1
        from = at + 1
      } else if (depth === 1 && (byte === COMMA || byte === CLOSE_ARRAY)) {
        item.add(chunk.subarray(from, at))
        closed = byte === CLOSE_ARRAY
        // A blank element is a stray comma, but `[]` is an empty array.
        if (!(closed && count === 0 && item.isBlank)) yield item.take(itemLine || line)
        item.clear()
        count += 1
        itemLine = 0
        from = at + 1
      } else {
        itemLine ||= line
        if (byte === QUOTE) inString = true
        else if (byte === OPEN_ARRAY || byte === OPEN_OBJECT) depth += 1
        else if ((byte === CLOSE_ARRAY || byte === CLOSE_OBJECT) && depth > 1) depth -= 1
      }
    }
    if (!closed) item.add(chunk.subarray(from))
  }
  if (!closed) {
    yield { line: itemLine || line, fault: 'the array is not closed: is the file cut off?' }
  }
}

/** Bytes of one value, gathered across chunks, up to a bound. */
class ItemBuffer {
  #parts: Buffer[] = []
  #length = 0

  add(part: Buffer): void {
    if (part.length === 0) return
    this.#length += part.length
    if (this.#length <= MAX_ITEM_BYTES) this.#parts.push(part)
    else this.#parts = []
  }

  get isBlank(): boolean {
    const isBlank = (part: Buffer) => part.every((byte) => BLANK.has(byte))
    return this.#length <= MAX_ITEM_BYTES && this.#parts.every(isBlank)
  }

  /** Whether there is this byte, once, and else only white space. */
  holdsOnly(byte: number): boolean {
    const filled = Buffer.concat(this.#parts).filter((each) => !BLANK.has(each))
    return filled.length === 1 && filled[0] === byte
  }

  take(line: number, isLast = false): JsonItem {
    if (this.#length > MAX_ITEM_BYTES) return { line, fault: TOO_LARGE }
    return { line, bytes: Buffer.concat(this.#parts), isLast }
  }

  clear(): void {
    this.#parts = []
    this.#length = 0
  }
}
