import { DIMENSIONS, type Embedder, type TextVectors } from '../../src/embeddings/embedder.ts'
import { textVectors } from '../../src/embeddings/unit-vector.ts'
import { dot } from '../../src/embeddings/vectors.ts'

/** Words that texts are put together of. */
const VOCABULARY = 8_000
/** Words of a text that count: more change little. */
const MOST_WORDS = 400

const wordsOf = (text: string): string[] =>
  text.toLowerCase().match(/\p{L}[\p{L}\p{N}+#.]*/gu) ?? []

/**
 * Stands in for the model where a million texts are needed, at a thousandth of its cost. Names of
 * skills have the model's own vectors. Of any other text the vector is the mean of the model's vectors
 * of its words, rare words counting more, less what all words have in common: so texts are near each
 * other when they speak of near things, whatever the words.
 */
export class SyntheticEmbedder implements Embedder {
  readonly id: string
  readonly #skills: ReadonlyMap<string, TextVectors>
  readonly #words: ReadonlyMap<string, Float32Array>

  private constructor(
    id: string,
    skills: ReadonlyMap<string, TextVectors>,
    words: ReadonlyMap<string, Float32Array>,
  ) {
    this.id = id
    this.#skills = skills
    this.#words = words
  }

  /** @param texts to take the words from, a sample of those that will be embedded */
  static async create(
    model: Embedder,
    skills: readonly string[],
    texts: readonly string[],
  ): Promise<SyntheticEmbedder> {
    const counts = new Map<string, number>()
    for (const text of texts) {
      for (const word of new Set(wordsOf(text))) counts.set(word, (counts.get(word) ?? 0) + 1)
    }
    const vocabulary = [...counts].sort((a, b) => b[1] - a[1]).slice(0, VOCABULARY)
    const vectors = await model.embed(vocabulary.map(([word]) => word))
    const mean = new Float64Array(DIMENSIONS)
    for (const of of vectors) {
      of?.mean.forEach((value, i) => {
        mean[i] = (mean[i] ?? 0) + value / vectors.length
      })
    }
    const words = new Map(
      vocabulary.map(([word, count], at) => {
        const rarity = Math.log(texts.length / count) + 0.1
        const own = vectors[at]?.mean
        return [word, Float32Array.from(mean, (common, i) => rarity * ((own?.[i] ?? 0) - common))]
      }),
    )
    const ofSkills = await model.embed(skills)
    const known = skills.flatMap((name, at) => {
      const of = ofSkills[at]
      return of ? [[name, of] as const] : []
    })
    return new SyntheticEmbedder(model.id, new Map(known), words)
  }

  async embed(texts: readonly string[]): Promise<(TextVectors | undefined)[]> {
    return texts.map((text) => this.#skills.get(text) ?? this.#vectorsOf(text))
  }

  async close(): Promise<void> {}

  #vectorsOf(text: string): TextVectors | undefined {
    const words = wordsOf(text)
    if (words.length === 0) return undefined
    const sum = new Float32Array(DIMENSIONS)
    for (const word of words.slice(0, MOST_WORDS)) {
      const vector = this.#words.get(word)
      if (!vector) continue
      for (let i = 0; i < DIMENSIONS; i++) sum[i] = (sum[i] as number) + (vector[i] as number)
    }
    const length = Math.sqrt(dot(sum, sum))
    // Of words that are all unknown nothing is known but that they are.
    if (length === 0) sum[words.length % DIMENSIONS] = 1
    return textVectors(sum.map((value) => value / (length || 1)))
  }
}

/** Correlation (Pearson) of the cosines of pairs of texts, by two embedders. */
export async function likeness(
  a: Embedder,
  b: Embedder,
  pairs: readonly (readonly [string, string])[],
): Promise<number> {
  const cosines = async (embedder: Embedder) => {
    const vectors = await embedder.embed(pairs.flat())
    return pairs.map((_, at) => {
      const [left, right] = [vectors[2 * at], vectors[2 * at + 1]]
      return left && right ? dot(left.mean, right.mean) : 0
    })
  }
  const [xs, ys] = [await cosines(a), await cosines(b)]
  const mean = (values: readonly number[]) => values.reduce((sum, v) => sum + v, 0) / values.length
  const [mx, my] = [mean(xs), mean(ys)]
  const covariance = (p: readonly number[], mp: number, q: readonly number[], mq: number) =>
    mean(p.map((value, at) => (value - mp) * ((q[at] as number) - mq)))
  return (
    covariance(xs, mx, ys, my) / Math.sqrt(covariance(xs, mx, xs, mx) * covariance(ys, my, ys, my))
  )
}
