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

const FUNCTION_WORDS = new Set(
  `a an and are as at be by for from has have in into is it its of on or other that the their them they
these this those to used using use was were which who will with such may also all any each both not etc
including include includes through within under between than so i we you he she our your his her my me us
if do does did can could would should been being had no nor but about after before over more most some`.split(
    /\s+/,
  ),
)

/** Endings that carry little meaning, longest first. */
const ENDINGS =
  `ization isation ational ations ation ment ness ings ing ers ors ance ence able ible ies ied
ist ian ial ive ion ity ure ant ent er or ed al ic ly es s y e`
    .split(/\s+/)
    .sort((a, b) => b.length - a.length)
const SHORTEST_STEM = 4

/** 'activities' → 'activity', 'boxes' → 'box', 'engineers' → 'engineer'; 'business' stays. */
export function singularWord(word: string): string {
  if (word.length > 4 && word.endsWith('ies')) return `${word.slice(0, -3)}y`
  if (word.length > 4 && /(?:ss|sh|ch|x|z)es$/.test(word)) return word.slice(0, -2)
  return word.length > 3 && /[^sui]s$/.test(word) ? word.slice(0, -1) : word
}

const STEM_MEMO = 50_000
const stems = new Map<string, string>()

/** Cuts number and derivation: 'manufacturing', 'manufacturers' and 'manufacture' meet. */
export function stem(word: string): string {
  const known = stems.get(word)
  if (known !== undefined) return known
  const singular = singularWord(word).replace('isation', 'ization')
  const ending = ENDINGS.find(
    (each) => singular.endsWith(each) && singular.length - each.length >= SHORTEST_STEM,
  )
  const cut = ending ? singular.slice(0, -ending.length) : singular
  if (stems.size >= STEM_MEMO) stems.clear()
  stems.set(word, cut)
  return cut
}

/** Stems of the words that mean something, in text order, repetitions included. */
export function stemsOf(text: string): string[] {
  const words =
    text
      .toLowerCase()
      .replaceAll("'s", '')
      .match(/[\p{L}\p{N}][\p{L}\p{N}+#]*/gu) ?? []
  return words.filter((word) => !FUNCTION_WORDS.has(word)).map(stem)
}

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
