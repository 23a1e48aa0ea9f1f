import { fold } from '../text/fold.ts'
import { DEFAULT_RATES, type Rates } from './rates.ts'

export type PayPeriod = 'hour' | 'day' | 'week' | 'month' | 'year'

/** Pay as written, in whole units of its currency; an end that is 0, null or absent is unknown. */
export interface Pay {
  readonly min?: number | null | undefined
  readonly max?: number | null | undefined
  /** ISO 4217, any case; absent means USD. */
  readonly currency?: string | null | undefined
  /** Absent means a year. */
  readonly period?: PayPeriod | undefined
}

/** A range of pay in US dollars a year, `min` <= `max`. */
export interface AnnualPay {
  readonly min: number
  readonly max: number
  /** The only end that was given; the other equals it, so that nothing is made up. */
  readonly only?: 'min' | 'max'
}

/** Working hours, days, weeks and months of a full year. */
const PERIODS_A_YEAR: Readonly<Record<PayPeriod, number>> = {
  hour: 2080,
  day: 260,
  week: 52,
  month: 12,
  year: 1,
}

/**
 * Pay on one scale. Ends in the wrong order are swapped, for the platform's forms do not check
 * it; a negative or infinite end is unknown.
 *
 * @returns `undefined` where neither end, or the currency, is known
 */
export function annualPay(pay: Pay, rates: Rates = DEFAULT_RATES): AnnualPay | undefined {
  const min = known(pay.min)
  const max = known(pay.max)
  if (min === undefined && max === undefined) return undefined
  const rate = rateOf(pay.currency || 'USD', rates)
  if (rate === undefined) return undefined
  const factor = rate * PERIODS_A_YEAR[pay.period ?? 'year']
  if (min === undefined || max === undefined) {
    const end = (min ?? max ?? 0) * factor
    return { min: end, max: end, only: min === undefined ? 'max' : 'min' }
  }
  return { min: Math.min(min, max) * factor, max: Math.max(min, max) * factor }
}

function rateOf(currency: string, rates: Rates): number | undefined {
  const rate = rates[currency]
  // Currencies come from users, and 'constructor' is no rate.
  return typeof rate === 'number' ? rate : rates[currency.trim().toUpperCase()]
}

function known(amount: number | null | undefined): number | undefined {
  return typeof amount === 'number' && amount > 0 && Number.isFinite(amount) ? amount : undefined
}

/** Below this no full year is paid anywhere the platform serves; above it no hour is. */
const HIGHEST_HOURLY_USD = 500
const LOWEST_HOURLY_USD = 5

/**
 * The period that an amount in a column labelled annual is plainly in: `hour` for 5-500 dollars
 * ('75'), else `year`. Amounts between (say 4,000, which may be a month's pay or a poor year's) are
 * left as labelled.
 */
export function plausiblePeriod(pay: Omit<Pay, 'period'>, rates: Rates = DEFAULT_RATES): PayPeriod {
  const annual = annualPay(pay, rates)
  return annual && isByTheHour(annual) ? 'hour' : 'year'
}

/** Whether an amount that was taken for a year's pay can only be an hour's. */
export const isByTheHour = ({ min, max }: Pick<AnnualPay, 'min' | 'max'>): boolean =>
  max <= HIGHEST_HOURLY_USD && min >= LOWEST_HOURLY_USD

/** Pay found in a text. */
export interface PayFound {
  readonly min?: number
  readonly max?: number
  /** ISO 4217. */
  readonly currency: string
  readonly period: PayPeriod
}

const CURRENCY_SIGNS: Readonly<Record<string, string>> = {
  $: 'USD',
  us$: 'USD',
  c$: 'CAD',
  ca$: 'CAD',
  cad$: 'CAD',
  a$: 'AUD',
  au$: 'AUD',
  s$: 'SGD',
  '€': 'EUR',
  '£': 'GBP',
  '¥': 'JPY',
  '₹': 'INR',
  '₽': 'RUB',
  '₩': 'KRW',
  zł: 'PLN',
  zl: 'PLN',
  euro: 'EUR',
  euros: 'EUR',
  rs: 'INR',
}
const CODE =
  '(?:usd|eur|gbp|cad|aud|nzd|chf|sek|nok|dkk|pln|czk|huf|ron|inr|jpy|sgd|hkd|zar|brl|mxn|aed|ils|try|cny)'
const SIGN = '(?:(?:us|ca|cad|au|c|a|s)?\\$|[€£¥₹₩])'
const AMOUNT = "\\d{1,3}(?:[., ']\\d{3}){1,2}(?:[.,]\\d{1,2})?|\\d{1,7}(?:[.,]\\d{1,2})?"
const MONEY = new RegExp(
  `(?<![\\w$])(${CODE} ?${SIGN}|${SIGN}|${CODE})? ?(${AMOUNT})(?!\\d) ?(k(?![a-z])|lpa\\b|lakhs?\\b)?` +
    `(?: ?(?:-|to|and|up to) ?(?:${SIGN}|${CODE})? ?(${AMOUNT})(?!\\d) ?(k(?![a-z])|lakhs?\\b)?)?` +
    ` ?(${SIGN}|${CODE}\\b|euros?\\b|zl\\b)?`,
  'g',
)
const PERIOD_AFTER: readonly (readonly [PayPeriod, RegExp])[] = [
  [
    'hour',
    /^[ (]{0,2}(?:gross |brutto )?(?:\/ ?|per |an |a |each )(?:hour|hr|h)\b|^ ?(?:hourly|ph\b|p\/h)/,
  ],
  ['day', /^[ (]{0,2}(?:gross )?(?:\/ ?|per |a )(?:day|d)\b|^ ?(?:daily|day rate|pd\b)/],
  ['week', /^[ (]{0,2}(?:gross )?(?:\/ ?|per |a )(?:week|wk)\b|^ ?weekly/],
  [
    'month',
    /^[ (]{0,2}(?:gross |brutto |net )?(?:\/ ?|per |a )(?:month|mo|mth|monat)\b|^ ?(?:brutto )?(?:im monat|monatlich|monthly|pm\b|p\.m\.|pcm)/,
  ],
  [
    'year',
    /^[ (]{0,2}(?:gross |brutto )?(?:\/ ?|per |a )(?:year|yr|y|annum|jahr)\b|^ ?(?:brutto )?(?:im jahr|jahrlich|annual|yearly|p\.?a\.?\b|pa\b|annum|base|ote)/,
  ],
]
const NOT_PAY_AFTER =
  /^ ?(?:m\b|mm\b|mn\b|bn?\b|million|billion|trillion|mil\b|in (?:revenue|funding|arr|sales|assets|seed)|arr\b|mrr\b|revenue|funding|valuation|raised|round|budget|gmv|aum|sign(?:-| )?on|signing|referral|bonus|stipend|allowance|reimburse|per (?:user|seat|customer|transaction|click|lead)|\/ ?(?:user|seat)|off\b|discount|voucher|gift|deductible|copay|match|\+? ?(?:users|customers|employees|people|clients|stores))/
const NOT_PAY_BEFORE =
  /(?:raised|revenues? of|funding of|valued at|valuation of|worth|budget of|budgets? (?:up to|over)|generat\w+|manag\w+|invest\w+|saved|saving|sales of|deals? (?:of|over|worth)|bonus of|allowance of|stipend of|up to an? |assets of|portfolio of|quota of|fund of|loans? (?:of|up to)|claims up to|reimburse\w*(?: up to)?|signing bonus(?: of)?|referral (?:bonus )?(?:of)?) ?(?:over |about |approximately |more than |nearly |almost |up to )?$/
const PAY_BEFORE =
  /(?:salary|salaries|pay|pays|paid|compensation|remuneration|wage|wages|rate|base|package|ote|gehalt|range|earn|earning|earnings|gross|offer|offering)\b[^.!?\n]{0,40}$/

/** 401k and 403b are no amounts. */
const RETIREMENT_PLANS = new Set(['401', '403', '457'])

/**
 * Finds pay in a job text: '$120k-$150k', '€60.000 - 75.000', '£45,000 per annum', '$50/hour'.
 * A number without a sign counts only where the words before it speak of pay. Revenue, funding,
 * budgets, bonuses and retirement plans (401k) are not pay. Of several the first one with a plain
 * range or period wins.
 */
export function payFromText(text: string): PayFound | undefined {
  const folded = fold(text)
  let best: PayFound | undefined
  let bestRank = 0
  for (const match of folded.matchAll(MONEY)) {
    const found = readPay(folded, match)
    if (found && found.rank > bestRank) {
      best = found.pay
      bestRank = found.rank
    }
  }
  return best
}

function readPay(
  text: string,
  match: RegExpExecArray,
): { pay: PayFound; rank: number } | undefined {
  const [whole, signBefore, firstText = '', firstUnit, secondText, secondUnit, signAfter] = match
  const before = text.slice(Math.max(0, match.index - 60), match.index)
  const after = text.slice(match.index + whole.length, match.index + whole.length + 30)
  const sign = signBefore ?? signAfter
  const spokenOf = PAY_BEFORE.test(before)
  if (NOT_PAY_AFTER.test(after) || NOT_PAY_BEFORE.test(before)) return undefined
  if (sign === undefined && (!spokenOf || RETIREMENT_PLANS.has(firstText))) return undefined
  if (
    sign === undefined &&
    firstUnit === undefined &&
    secondUnit === undefined &&
    amountOf(firstText) < 1000
  ) {
    return undefined
  }
  const period = PERIOD_AFTER.find(([, pattern]) => pattern.test(after))?.[0]
  const ends = [
    [firstText, firstUnit ?? (secondText && secondUnit)],
    [secondText, secondUnit ?? firstUnit],
  ]
    .filter((end): end is [string, string | undefined] => end[0] !== undefined)
    .map(([amount, unit]) => amountOf(amount) * factorOf(unit))
  const min = Math.min(...ends)
  const max = Math.max(...ends)
  const guessed =
    period ?? (min >= 10_000 ? 'year' : spokenOf && max <= 300 && min >= 5 ? 'hour' : undefined)
  if (guessed === undefined || max > 50_000_000) return undefined
  const currency =
    sign === undefined ? 'USD' : (CURRENCY_SIGNS[sign] ?? sign.slice(0, 3).toUpperCase())
  const rank = 1 + (ends.length > 1 ? 2 : 0) + (period ? 2 : 0) + (spokenOf ? 1 : 0)
  const oneEnd = /(?:from|starting at|at least|minimum|min\.?|above|over) ?$/.test(before)
    ? { min }
    : /(?:up to|to|maximum|max\.?|bis zu) ?$/.test(before)
      ? { max }
      : { min, max }
  return { pay: { ...(ends.length > 1 ? { min, max } : oneEnd), currency, period: guessed }, rank }
}

/** A dot or comma before exactly three digits groups thousands; before one or two it is decimal. */
function amountOf(text: string): number {
  const plain = text.replace(/[., '](?=\d{3}(?!\d))/g, '').replace(',', '.')
  return Number(plain)
}

function factorOf(unit: string | undefined): number {
  if (unit === 'k') return 1000
  return unit ? 100_000 : 1
}
