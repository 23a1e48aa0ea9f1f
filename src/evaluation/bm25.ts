/** How fast repetition saturates, and how far length counts. */
const K1 = 1.2
const B = 0.75

/** Okapi BM25 over lower-cased words, as search engines rank (Robertson and Zaragoza 2009). */
export class Bm25 {
  readonly #documents: number
  /** Of each word the documents it stands in, and what it adds to the score of each. */
  readonly #postings: ReadonlyMap<string, readonly (readonly [at: number, score: number])[]>

  constructor(texts: readonly string[]) {
    this.#documents = texts.length
    const documents = texts.map(wordsOf)
    const usualLength = documents.reduce((sum, { length }) => sum + length, 0) / texts.length
    const counts = new Map<string, Map<number, number>>()
    documents.forEach((words, at) => {
      for (const word of words) {
        const of = counts.get(word) ?? new Map<number, number>()
        counts.set(word, of.set(at, (of.get(at) ?? 0) + 1))
      }
    })
    const saturated = (count: number, at: number) => {
      const length = (documents[at]?.length ?? 0) / usualLength
      return (count * (K1 + 1)) / (count + K1 * (1 - B + B * length))
    }
    this.#postings = new Map(
      [...counts].map(([word, of]) => {
        const idf = Math.log(1 + (texts.length - of.size + 0.5) / (of.size + 0.5))
        return [word, [...of].map(([at, count]) => [at, idf * saturated(count, at)] as const)]
      }),
    )
  }

  /** The score of each document, in their order; a word said twice counts twice. */
  scores(query: string): Float64Array {
    const scores = new Float64Array(this.#documents)
    for (const word of wordsOf(query)) {
      for (const [at, score] of this.#postings.get(word) ?? []) {
        scores[at] = (scores[at] as number) + score
      }
    }
    return scores
  }
}

const wordsOf = (text: string) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
