/**
 * The words of a text for lexical comparison: lower-cased, without marks and function words,
 * plurals and verb endings cut, each once.
 */
export interface Terms {
  readonly list: readonly string[]
  readonly weight: Float64Array
  readonly has: (term: string) => boolean
}

const FUNCTION_WORDS = new Set(
  `a about above after all also am an and any are as at be been being between both but by can could
did do does during each either etc for from had has have having he her his how i if in into is it
its just may me more most must my no nor not of off on once only or other our out over own per
same she should so some such than that the their them then there these they this those through to
too under until up us very was we were what when where which while who whom why will with within
without would you your`.split(/\s+/),
)

/** Cuts plural and the commonest verb endings; crude, but alike on both sides. */
export function stem(word: string): string {
  if (word.length < 5)
    return word.length > 3 && word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word
  return word
    .replace(/(?:ies)$/, 'y')
    .replace(/(?<=[^s])s$/, '')
    .replace(/(?:ing|ed|e)$/, '')
}

export function wordsOf(text: string): string[] {
  return (
    text
      .normalize('NFKD')
      .toLowerCase()
      .match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}+#]*/gu) ?? []
  )
}

/** @param idf inverse document frequency of a stemmed word */
export function termsOf(text: string, idf: (term: string) => number): Terms {
  const terms = new Set<string>()
  for (const word of wordsOf(text)) if (!FUNCTION_WORDS.has(word)) terms.add(stem(word))
  const list = [...terms].sort()
  return { list, weight: Float64Array.from(list, idf), has: (term) => terms.has(term) }
}

/** Share of the words of `a`, by rarity, that `b` has too; 0-1, NaN where `a` has none. */
export function sharedTerms(a: Terms, b: Terms): number {
  let shared = 0
  let total = 0
  for (let i = 0; i < a.list.length; i++) {
    const weight = a.weight[i] as number
    total += weight
    if (b.has(a.list[i] as string)) shared += weight
  }
  return total > 0 ? shared / total : Number.NaN
}
