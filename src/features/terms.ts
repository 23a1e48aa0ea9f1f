import { stemsOf } from './normalise/stems.ts'

/** Okapi BM25 (Robertson and Zaragoza 2009): how fast repetition saturates, how far length counts. */
const K1 = 1.2
const B = 0.75

/** The words of a profile, as a query: each with its share of the query's rarity; shares sum to 1. */
export interface QueryTerms {
  readonly list: readonly string[]
  readonly share: Float64Array
}

/** The words of a posting, as a document: each with its saturated frequency, 0-1. */
export type DocumentTerms = ReadonlyMap<string, number>

function countsOf(text: string): Map<string, number> {
  const counts = new Map<string, number>()
  for (const each of stemsOf(text)) counts.set(each, (counts.get(each) ?? 0) + 1)
  return counts
}

const saturated = (count: number, relativeLength: number) =>
  count / (count + K1 * (1 - B + B * relativeLength))

/** @param idf inverse document frequency of a stem, above 0 */
export function queryTerms(text: string, idf: (term: string) => number): QueryTerms {
  const counts = countsOf(text)
  const list = [...counts.keys()].sort()
  const share = Float64Array.from(list, (term) => saturated(counts.get(term) ?? 0, 1) * idf(term))
  const total = share.reduce((sum, each) => sum + each, 0)
  return { list, share: share.map((each) => each / total) }
}

/** @param usualLength mean number of meaningful words of a posting */
export function documentTerms(text: string, usualLength: number): DocumentTerms {
  const counts = countsOf(text)
  const length = [...counts.values()].reduce((sum, each) => sum + each, 0)
  return new Map([...counts].map(([term, count]) => [term, saturated(count, length / usualLength)]))
}

/** BM25 of a profile and a posting over the most that the profile could reach; 0-1, NaN where it has no words. */
export function sharedTerms(query: QueryTerms, document: DocumentTerms): number {
  if (query.list.length === 0) return Number.NaN
  let score = 0
  for (let i = 0; i < query.list.length; i++) {
    const found = document.get(query.list[i] as string)
    if (found !== undefined) score += (query.share[i] as number) * found
  }
  return score
}
