import { stemsOf } from './normalise/text/stems.ts'

/**
 * The words of a text that mean something, each once: a number that stands for its stem, and how
 * often it stands there.
 */
export interface WordCounts {
  /** See {@link wordNumber}. */
  readonly words: Int32Array
  /** At most 255, from where on more says nothing more. */
  readonly counts: Uint8Array
}

const MOST_COUNTED = 0xff

/** The words of a text in the order of their first standing. */
export const wordsInText = (text: string): WordCounts => toCounts([...countsOf(text)])

/** The words of a text by alphabet, so that sums over them do not depend on the order of a text. */
export const wordsByAlphabet = (text: string): WordCounts =>
  toCounts([...countsOf(text)].sort(([a], [b]) => (a < b ? -1 : 1)))

function countsOf(text: string): Map<string, number> {
  const counts = new Map<string, number>()
  for (const each of stemsOf(text)) counts.set(each, (counts.get(each) ?? 0) + 1)
  return counts
}

const toCounts = (entries: readonly (readonly [string, number])[]): WordCounts => ({
  words: Int32Array.from(entries, ([word]) => wordNumber(word)),
  counts: Uint8Array.from(entries, ([, count]) => Math.min(count, MOST_COUNTED)),
})

const FNV_OFFSET = 0x811c9dc5
const FNV_PRIME = 0x01000193

/**
 * Number of a word, 32 bits, signed: FNV-1a over its UTF-16 units. Two of a posting's words and a
 * profile's get the same one about once in a million pairs, and then count as the same word.
 */
export function wordNumber(word: string): number {
  let hash = FNV_OFFSET
  for (let i = 0; i < word.length; i++) hash = Math.imul(hash ^ word.charCodeAt(i), FNV_PRIME)
  return hash | 0
}
