import { randomInt } from 'node:crypto'

/** Upper limits for a JSON text. */
export interface JsonBounds {
  /** Nesting of lists and objects. */
  readonly depth: number
  /** Field names plus values; an empty list or object counts twice. */
  readonly parts: number
  /**
   * Different sequences of field names (estimated): V8 creates a hidden class for each, which is the slowest part
   * of parsing.
   */
  readonly shapes: number
}

const [QUOTE, BACKSLASH, COMMA, COLON, OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] =
  Array.from('"\\,:[]{}', (sign) => sign.charCodeAt(0))

/** Names are read in one object of this many, chosen at random; reading all of them would add a quarter to parsing. */
const OBJECTS_A_SAMPLE = 16
/** Longer names count as new each time; PostgreSQL's column names have at most 63 bytes. */
const NAME_LENGTH = 64
/** Odd multipliers of the hashes, random for each process so that senders cannot construct collisions. */
const [BY_SIGN, BY_NAME] = [randomInt(2 ** 30) * 2 + 1, randomInt(2 ** 30) * 2 + 1]

/**
 * The first bound that a JSON text exceeds, found without parsing it. The result for invalid JSON is arbitrary.
 */
export function exceededBound(text: string, bounds: JsonBounds): keyof JsonBounds | undefined {
  const shapes = new Set<number>()
  const outer = new Int32Array(bounds.depth + 1)
  /** Hash of the current object's names so far; 0 in lists and in objects that are not sampled. */
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

/** @returns the index of the quote that closes the string opened at `start` */
function endOfText(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let before = end - 1
    while (text.charCodeAt(before) === BACKSLASH) before -= 1
    if ((end - before) % 2 === 1) return end
  }
  return text.length
}
