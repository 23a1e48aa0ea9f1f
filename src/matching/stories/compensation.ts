import type { Job, Talent } from '../../../supabase/functions/_shared/payload.ts'
import { benefitsOf, canonicalBenefit } from '../../features/normalise/pay/benefits.ts'
import {
  annualPay,
  type Pay,
  type PayPeriod,
  payFromText,
  plausiblePeriod,
} from '../../features/normalise/pay/pay.ts'
import type { Rates } from '../../features/normalise/pay/rates.ts'
import type { Pair } from '../../features/pair.ts'
import type { Story } from './story.ts'
import { listed, moneyRange, number } from './wording.ts'

const PERIODS: Readonly<Record<PayPeriod, string>> = {
  hour: ' an hour',
  day: ' a day',
  week: ' a week',
  month: ' a month',
  year: '',
}

/** Pay as one side gave it. */
interface GivenPay {
  readonly words: string
  readonly currency: string
  readonly period: PayPeriod
}

function givenPay(pay: Pay, rates: Rates): GivenPay | undefined {
  if (!annualPay(pay, rates)) return undefined
  const { period = 'year' } = pay
  const currency = (pay.currency || 'USD').trim().toUpperCase()
  const range = moneyRange(currency, pay.min, pay.max)
  return range ? { words: `${range}${PERIODS[period]}`, currency, period } : undefined
}

/** As {@link givenPay}, of a field that is labelled annual. */
const givenSalary = ({ salary_min, salary_max, salary_currency }: Talent | Job, rates: Rates) => {
  const stated = { min: salary_min, max: salary_max, currency: salary_currency }
  return givenPay({ ...stated, period: plausiblePeriod(stated, rates) }, rates)
}

const expected = (given: Talent, rates: Rates) =>
  givenSalary(given, rates) ??
  givenPay(
    {
      min: given.hourly_rate_min,
      max: given.hourly_rate_max,
      currency: given.salary_currency,
      period: 'hour',
    },
    rates,
  )

function offered(given: Job, rates: Rates): GivenPay | undefined {
  const salary = givenSalary(given, rates)
  if (salary) return salary
  const written = payFromText(given.description)
  return written && givenPay(written, rates)
}

/** Share by which the lowest expectation lies above the highest offer, to the cent; at most 0 where it does not. */
const excess = ({ talent, job }: Pair) =>
  talent.pay && job.pay ? talent.pay.min / job.pay.max - 1 : Number.NaN

/** From here on, percents say less than multiples. */
const MULTIPLE = 2

function pay(pair: Pair): string | undefined {
  const { talent, job, context } = pair
  if (!talent.pay || !job.pay) return undefined
  const wish = expected(talent.given, context.rates)
  const offer = offered(job.given, context.rates)
  if (!wish || !offer) return undefined
  const converted =
    wish.currency === offer.currency && wish.period === offer.period ? '' : ' once converted'
  const above = excess(pair)
  if (above > 0) {
    const times = 1 + above
    const far =
      times >= MULTIPLE
        ? `${number(times)} times`
        : `${Math.max(1, Math.round(100 * above))} % above`
    return `The profile expects ${wish.words}, ${far} the offer of ${offer.words}${converted}`
  }
  const relation =
    talent.pay.max < job.pay.min ? 'exceeds' : talent.pay.max > job.pay.max ? 'overlaps' : 'meets'
  return `The profile expects ${wish.words}, which the offer of ${offer.words} ${relation}${converted}`
}

/** The desired benefits as the talent wrote them, each once, and those that the job has in full. */
function benefits({ talent, job }: Pair): { wanted: string[]; there: string[] } | undefined {
  if (talent.benefits.size === 0 || job.benefits.size === 0) return undefined
  const byKey = new Map<string, string>()
  for (const phrase of talent.given.desired_benefits ?? []) {
    const key = keysOf(phrase).join()
    if (key !== '' && phrase < (byKey.get(key) ?? '\uffff')) byKey.set(key, phrase)
  }
  const wanted = [...byKey.values()].sort()
  return {
    wanted,
    there: wanted.filter((phrase) => keysOf(phrase).every((key) => job.benefits.has(key))),
  }
}

function keysOf(phrase: string): string[] {
  const keys = [...benefitsOf(phrase)]
  return keys.length > 0 ? keys : [canonicalBenefit(phrase)]
}

function benefitsSentence(pair: Pair): string | undefined {
  const found = benefits(pair)
  if (!found) return undefined
  const { wanted, there } = found
  if (there.length === 0) {
    return wanted.length === 1
      ? `The job does not list the desired benefit ${listed(wanted)}`
      : `The job lists none of the desired benefits ${listed(wanted)}`
  }
  return wanted.length === 1
    ? `The job lists the desired benefit ${listed(wanted)}`
    : `The job lists ${there.length} of ${wanted.length} desired benefits: ${listed(there)}`
}

const FORMS: Readonly<Record<string, string>> = {
  full_time: 'full-time work',
  part_time: 'part-time work',
  contract: 'contract work',
  freelance: 'freelance work',
  internship: 'an internship',
}
const formOf = (type: string) => FORMS[type] ?? type

function employment({ talent, job }: Pair): string | undefined {
  if (talent.employmentTypes.size === 0 || !job.employmentType) return undefined
  const wanted = listed([...talent.employmentTypes].sort().map(formOf), 'or')
  return `The profile looks for ${wanted}; the job offers ${formOf(job.employmentType)}`
}

export const compensationStories: readonly Story[] = [
  {
    id: 'pay',
    label: 'Pay',
    features: ['salary_overlap_iou', 'compensation_alignment', 'pay_shortfall'],
    describe: pay,
    mismatch: (pair) => (excess(pair) > 0 ? pay(pair) : undefined),
  },
  {
    id: 'benefits',
    label: 'Benefits',
    features: ['benefits_match'],
    describe: benefitsSentence,
    mismatch: (pair) => (benefits(pair)?.there.length === 0 ? benefitsSentence(pair) : undefined),
  },
  {
    id: 'employment_type',
    label: 'Form of employment',
    features: ['employment_type_match'],
    describe: employment,
    mismatch: (pair) =>
      pair.job.employmentType && !pair.talent.employmentTypes.has(pair.job.employmentType)
        ? employment(pair)
        : undefined,
  },
]
