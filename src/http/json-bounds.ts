import { randomInt } from 'node:crypto'

/** What a JSON text may hold at most. */
export interface JsonBounds {
  /** Lists and objects in one another. */
  readonly depth: number
  /** Names of fields, and values; an empty list or object counts twice. */
  readonly parts: number
  /**
   * Beginnings of objects that differ, by names of fields in their order, about: V8 makes a hidden class of
   * each, which takes longer than all else in the text.
   */
  readonly shapes: number
}

const [QUOTE, BACKSLASH, COMMA, COLON, OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] =
  Array.from('"\\,:[]{}', (sign) => sign.charCodeAt(0))

/** One object in so many is looked at, by chance: which, no sender can know, and all would cost as much as parsing. */
const OBJECTS_A_SAMPLE = 16
/** Longer names are taken for new; columns of PostgreSQL have 63 bytes at most. */
const NAME_LENGTH = 64
/** Odd, and of this process alone, so that nobody finds names which seem the same. */
const [BY_SIGN, BY_NAME] = [randomInt(2 ** 30) * 2 + 1, randomInt(2 ** 30) * 2 + 1]

/**
 * The first bound that a JSON text exceeds. Reads the text without making anything of it; what is no JSON has
 * any answer.
 */
export function exceededBound(text: string, bounds: JsonBounds): keyof JsonBounds | undefined {
  const shapes = new Set<number>()
  const outer = new Int32Array(bounds.depth + 1)
  /** Of the object that is open; 0 in a list, and in an object that is not looked at. */
  let shape = 0
  let [depth, parts, name] = [0, 0, 0]
  for (let at = 0; at < text.length; at += 1) {
    const sign = text.charCodeAt(at)
    if (sign === QUOTE) {
      const end = endOfText(text, at)
      if (shape !== 0) name = hashOf(text, at + 1, end)
      at = end
    } else if (sign === COMMA) {
      parts += 1
    } else if (sign === COLON) {
      parts += 1
      if (shape === 0) continue
      shape = Math.imul(shape + name, BY_NAME)
      shapes.add(shape)
      if (shapes.size * OBJECTS_A_SAMPLE > bounds.shapes) return 'shapes'
    } else if (sign === OPEN_LIST || sign === OPEN_OBJECT) {
      if (depth === bounds.depth) return 'depth'
      if (parts > bounds.parts) return 'parts'
      parts += 1
      outer[depth] = shape
      depth += 1
      shape = sign === OPEN_OBJECT && Math.random() * OBJECTS_A_SAMPLE < 1 ? 1 : 0
    } else if (sign === CLOSE_LIST || sign === CLOSE_OBJECT) {
      if (depth === 0) return undefined
      depth -= 1
      shape = outer[depth] ?? 0
    }
  }
  return parts > bounds.parts ? 'parts' : undefined
}

function hashOf(text: string, start: number, end: number): number {
  if (end - start > NAME_LENGTH) return start
  let hash = 0
  for (let at = start; at < end; at += 1) {
    hash = (Math.imul(hash, BY_SIGN) + text.charCodeAt(at)) | 0
  }
  return hash
}

/** @returns the place of the quote that ends the text which begins at `start` */
function endOfText(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let before = end - 1
    while (text.charCodeAt(before) === BACKSLASH) before -= 1
    if ((end - before) % 2 === 1) return end
  }
  return text.length
}
