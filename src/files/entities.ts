import type { Fault } from '../../supabase/functions/_shared/errors.ts'
import { fileName, readBytes } from './bytes.ts'
import { InputError, type InvalidItem, InvalidItemError } from './input-error.ts'
import { type JsonItem, jsonItems } from './json-items.ts'

/** What a file should hold. */
export interface EntityKind<T> {
  /** As messages call it: `talent`, `job`. */
  readonly noun: string
  /** The entity, cleaned, or all that is wrong with it; no fault quotes a text of it. */
  readonly validate: (value: unknown) => Validated<T>
}

export type Validated<T> = { readonly value: T } | { readonly faults: readonly Fault[] }

export interface ReadOptions {
  /** Leaves invalid entities out instead of stopping at the first. */
  readonly skipInvalid?: boolean
  /** Is told each one left out. */
  readonly onInvalid?: (item: InvalidItem) => void
}

const UTF16 = [Buffer.from([0xff, 0xfe]), Buffer.from([0xfe, 0xff])]
const utf8 = new TextDecoder('utf-8', { fatal: true })

/**
 * Streams the entities of a file: a JSON array, JSON Lines or one object, gzipped or not. Holds
 * one entity at a time, and the ids, which must differ.
 *
 * @param path `-` is standard input
 * @throws {InputError} the file cannot be read, is no JSON, or holds no valid entity
 * @throws {InvalidItemError} at the first invalid entity, unless `skipInvalid`
 */
export async function* readEntities<T extends { readonly id: string }>(
  path: string,
  kind: EntityKind<T>,
  options: ReadOptions = {},
): AsyncGenerator<T> {
  const file = fileName(path)
  const lineOfId = new Map<string, number>()
  let isEmpty = true
  for await (const item of jsonItems(refuseUtf16(readBytes(path), file))) {
    isEmpty = false
    const result = checkItem(item, kind, lineOfId)
    if ('value' in result) {
      yield result.value
      continue
    }
    const invalid = { file, line: item.line, faults: result.faults }
    if (!options.skipInvalid) throw new InvalidItemError(invalid)
    options.onInvalid?.(invalid)
  }
  if (isEmpty)
    throw new InputError(`${file}: is empty; expected one ${kind.noun} a line, or a list`)
  if (lineOfId.size === 0) throw new InputError(`${file}: holds no valid ${kind.noun}`)
}

function checkItem<T extends { readonly id: string }>(
  item: JsonItem,
  kind: EntityKind<T>,
  lineOfId: Map<string, number>,
): Validated<T> {
  const parsed = parseItem(item)
  if ('faults' in parsed) return parsed
  const result = kind.validate(parsed.value)
  if ('faults' in result) return result
  const id = result.value.id.toLowerCase()
  const firstLine = lineOfId.get(id)
  if (firstLine !== undefined) {
    return { faults: [{ path: 'id', message: `is also on line ${firstLine}` }] }
  }
  lineOfId.set(id, item.line)
  return result
}

function parseItem(item: JsonItem): Validated<unknown> {
  const fault = (message: string) => ({ faults: [{ path: '', message }] })
  if ('fault' in item) return fault(item.fault)
  let text: string
  try {
    text = utf8.decode(item.bytes)
  } catch {
    return fault('is not valid UTF-8')
  }
  try {
    return { value: JSON.parse(text) }
  } catch (error) {
    return fault(syntaxFault((error as Error).message, item.isLast))
  }
}

/** V8 quotes the text around a fault; a text of a profile must not reach a message. */
function syntaxFault(message: string, isLast: boolean): string {
  if (/^(Unexpected end|Unterminated)/.test(message)) {
    return isLast ? 'ends in the middle: is the file cut off?' : 'is not JSON: ends in the middle'
  }
  const position = / at position (\d+)/.exec(message)?.[1]
  return position ? `is not JSON at character ${Number(position) + 1}` : 'is not JSON'
}

/** Spreadsheets on Windows write it; read as UTF-8 each line would be reported. */
async function* refuseUtf16(chunks: AsyncIterable<Buffer>, file: string): AsyncGenerator<Buffer> {
  let isFirst = true
  for await (const chunk of chunks) {
    if (isFirst && UTF16.some((mark) => chunk.subarray(0, 2).equals(mark))) {
      throw new InputError(`${file}: is UTF-16; save it as UTF-8`)
    }
    isFirst = false
    yield chunk
  }
}
