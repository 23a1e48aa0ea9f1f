/** First names that are common in several countries, from the authors' own knowledge; row by row alike in length. */
const NAMES = [
  ['James', 'Maria'],
  ['Daniel', 'Sophie'],
  ['Mohammed', 'Fatima'],
  ['Carlos', 'Lucia'],
  ['Wei', 'Mei'],
  ['Raj', 'Priya'],
  ['Ivan', 'Olga'],
  ['Kwame', 'Amina'],
  ['John', 'Emily'],
  ['Kenji', 'Yuki'],
  ['DeShawn', 'Keisha'],
  ['Ahmed', 'Leila'],
] as const

const PRONOUNS = [
  ['he', 'she'],
  ['himself', 'herself'],
  ['mr', 'ms'],
] as const

export const NAME_PAIRS: readonly (readonly [man: string, woman: string])[] = NAMES

const SWAPS: ReadonlyMap<string, string> = new Map(
  [...NAMES, ...PRONOUNS].flatMap(([man, woman]) => [
    [man.toLowerCase(), woman],
    [woman.toLowerCase(), man],
  ]),
)

/** What is a word of the lists, as a whole word. */
const WORDS = new RegExp(
  `\\b(?:${[...SWAPS.keys(), 'his', 'him', 'hers', 'her'].join('|')})\\b`,
  'gi',
)

/** Before a word that `her` belongs to: not at the end of what is said, nor before a word that begins another. */
const BEFORE_NOUN =
  /^\s+(?!(?:to|and|or|but|for|with|in|at|on|by|as|when|if|that|a|an|the)\b)\p{L}/iu

/**
 * Every name and pronoun of the lists in the other gender, in the same case; all else stays. `her` is `his`
 * before a word that it may belong to, else `him`; `his` is `her`, so a lone `his` does not come back.
 */
export function swapGender(text: string): string {
  return text.replace(WORDS, (word, at: number) => {
    const swapped = swapOf(word.toLowerCase(), text.slice(at + word.length))
    if (word === word.toLowerCase()) return swapped.toLowerCase()
    return (swapped[0] as string).toUpperCase() + swapped.slice(1)
  })
}

function swapOf(word: string, after: string): string {
  if (word === 'his' || word === 'him') return 'her'
  if (word === 'hers') return 'his'
  if (word === 'her') return BEFORE_NOUN.test(after) ? 'his' : 'him'
  return SWAPS.get(word) ?? word
}
