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
