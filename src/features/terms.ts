import type { WordCounts } from './words.ts'

/** Okapi BM25 (Robertson and Zaragoza 2009): how fast repetition saturates, how far length counts. */
const K1 = 1.2
const B = 0.75

/** The words of a profile, as a query: each with its share of the query's rarity; shares sum to 1. */
export interface QueryTerms {
  readonly words: Int32Array
  readonly share: Float64Array
  /** Where a word stands in `words`, counted from 1, by open addressing; 0 = free. A power of two long. */
  readonly slots: Int32Array
}

/** The words of a posting, as a document. */
export interface DocumentTerms extends WordCounts {
  /** What a count is held against to saturate, see {@link sharedTerms}. */
  readonly dampening: number
}

const dampening = (relativeLength: number) => K1 * (1 - B + B * relativeLength)

/** @param idf inverse document frequency of a word, above 0 */
export function queryTerms(
  { words, counts }: WordCounts,
  idf: (word: number) => number,
): QueryTerms {
  const against = dampening(1)
  const share = new Float64Array(words.length)
  let total = 0
  for (let i = 0; i < words.length; i++) {
    const count = counts[i] as number
    share[i] = (count / (count + against)) * idf(words[i] as number)
    total += share[i] as number
  }
  for (let i = 0; i < words.length; i++) share[i] = (share[i] as number) / total
  return { words, share, slots: slotsOf(words) }
}

function slotsOf(words: Int32Array): Int32Array {
  const slots = new Int32Array(2 ** Math.ceil(Math.log2(2 * words.length + 1)))
  const mask = slots.length - 1
  for (let i = 0; i < words.length; i++) {
    let slot = (words[i] as number) & mask
    while (slots[slot] !== 0) slot = (slot + 1) & mask
    slots[slot] = i + 1
  }
  return slots
}

/** @param usualLength mean number of meaningful words of a posting */
export function documentTerms({ words, counts }: WordCounts, usualLength: number): DocumentTerms {
  let length = 0
  for (let i = 0; i < counts.length; i++) length += counts[i] as number
  return { words, counts, dampening: dampening(length / usualLength) }
}

/** Saturated frequency in the document of each word of a query; reused from pair to pair. */
let found = new Float64Array(512)

/** BM25 of a profile and a posting over the most that the profile could reach; 0-1, NaN where it has no words. */
export function sharedTerms(query: QueryTerms, document: DocumentTerms): number {
  const { words, share, slots } = query
  if (words.length === 0) return Number.NaN
  if (found.length < words.length) found = new Float64Array(2 * words.length)
  else found.fill(0, 0, words.length)
  const mask = slots.length - 1
  for (let i = 0; i < document.words.length; i++) {
    const word = document.words[i] as number
    let slot = word & mask
    for (let at = slots[slot] as number; at !== 0; at = slots[slot] as number) {
      if (words[at - 1] === word) {
        const count = document.counts[i] as number
        found[at - 1] = count / (count + document.dampening)
        break
      }
      slot = (slot + 1) & mask
    }
  }
  // In the order of the query, so that the order of a posting's words cannot show in the last digit.
  let score = 0
  for (let i = 0; i < words.length; i++) score += (share[i] as number) * (found[i] as number)
  return score
}
