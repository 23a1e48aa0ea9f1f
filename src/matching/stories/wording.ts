/** Up to this many names are spelled out; the rest are counted. */
const NAMED = 4

/** Longest title, place or name that a sentence quotes, in characters as people count them. */
const QUOTED = 60

const GRAPHEMES = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** Each character as people count them; without one beyond ASCII on a line, each is one. */
const charactersOf = (line: string) =>
  /^[ -~]*$/.test(line) ? [...line] : Array.from(GRAPHEMES.segment(line), ({ segment }) => segment)

/** What a user typed, fit for a sentence: on one line, cut behind a word where it is long. */
export function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  if (line.length <= QUOTED) return line
  const characters = charactersOf(line)
  if (characters.length <= QUOTED) return line
  const cut = characters.slice(0, QUOTED - 1).join('')
  const lastWord = cut.lastIndexOf(' ')
  return `${(lastWord > cut.length / 2 ? cut.slice(0, lastWord) : cut).trimEnd()}…`
}

/** In double quotes; those inside become single, so that the end can be told. */
export const quoted = (text: string) => `"${shortened(text).replace(/["“”„]/g, "'")}"`

/** `A`, `A and B`, `A, B and C`; beyond four names `A, B, C and 3 more`. */
export function listed(names: readonly string[], conjunction: 'and' | 'or' = 'and'): string {
  const shown = (names.length > NAMED ? names.slice(0, NAMED - 1) : names).map(shortened)
  const rest = names.length - shown.length
  const all = rest > 0 ? [...shown, `${rest} more`] : shown
  return all.length < 2
    ? (all[0] ?? '')
    : `${all.slice(0, -1).join(', ')} ${conjunction} ${all.at(-1)}`
}

const NUMBER = new Intl.NumberFormat('en-US', { maximumFractionDigits: 1 })

/** At most one decimal: `5`, `0.5`, `12,000`. */
export const number = (value: number) => NUMBER.format(value)

/** `1 year`, `2 years`, `0.5 years`. */
export const counted = (count: number, noun: string) => {
  const shown = number(count)
  return `${shown} ${noun}${shown === '1' ? '' : 's'}`
}

const MONEY = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 })

/** `USD 90,000` or `USD 90,000-110,000`; an end that is 0 or absent is left out. */
export function moneyRange(
  currency: string,
  min: number | null | undefined,
  max: number | null | undefined,
): string | undefined {
  const ends = [min, max].flatMap((end) => (end && end > 0 ? end : []))
  if (ends.length === 0) return undefined
  const [low, high] = [Math.min(...ends), Math.max(...ends)].map((end) => MONEY.format(end))
  return `${currency.toUpperCase()} ${low}${high === low ? '' : `-${high}`}`
}

/** First letter in upper case. */
export const sentence = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
