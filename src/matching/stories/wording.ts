/** Up to this many names are spelled out; the rest are counted. */
const NAMED = 4

/** `A`, `A and B`, `A, B and C`; beyond four names `A, B, C and 3 more`. */
export function listed(names: readonly string[]): string {
  const shown = names.length > NAMED ? names.slice(0, NAMED - 1) : names
  const rest = names.length - shown.length
  const all = rest > 0 ? [...shown, `${rest} more`] : shown
  return all.length < 2 ? (all[0] ?? '') : `${all.slice(0, -1).join(', ')} and ${all.at(-1)}`
}

/** `1 year`, `2 years`, `0.5 years`. */
export const counted = (count: number, noun: string) =>
  `${Number.isInteger(count) ? count : count.toFixed(1)} ${noun}${count === 1 ? '' : 's'}`

const MONEY = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 })

/** `USD 90,000` or `USD 90,000-110,000`; an end that is 0 or absent is left out. */
export function moneyRange(
  currency: string,
  min: number | null | undefined,
  max: number | null | undefined,
): string | undefined {
  const ends = [min, max].filter((end) => typeof end === 'number' && end > 0) as number[]
  if (ends.length === 0) return undefined
  const [low, high] = [Math.min(...ends), Math.max(...ends)]
  return `${currency} ${MONEY.format(low)}${high > low ? `-${MONEY.format(high)}` : ''}`
}

/** First letter in upper case. */
export const sentence = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
