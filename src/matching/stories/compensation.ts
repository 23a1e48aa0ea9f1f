import { payShortfall } from '../../features/compensation.ts'
import type { Pair } from '../../features/pair.ts'
import type { Story } from './story.ts'
import { listed, moneyRange } from './wording.ts'

function expected({ talent: { given } }: Pair): string | undefined {
  const currency = given.salary_currency ?? 'USD'
  const annual = moneyRange(currency, given.salary_min, given.salary_max)
  if (annual) return annual
  const hourly = moneyRange(currency, given.hourly_rate_min, given.hourly_rate_max)
  return hourly && `${hourly} an hour`
}

const offered = ({ job: { given } }: Pair) =>
  moneyRange(given.salary_currency ?? 'USD', given.salary_min, given.salary_max)

function pay(pair: Pair): string | undefined {
  const wish = expected(pair)
  if (!wish || !pair.job.pay) return undefined
  const offer = offered(pair)
  const words = offer ? `offer of ${offer}` : "offer in the job's text"
  const shortfall = payShortfall(pair)
  if (shortfall > 0) {
    return `Expects ${wish}, ${Math.max(1, Math.round(100 * shortfall))} % above the ${words}`
  }
  const within = (pair.talent.pay?.max ?? 0) >= pair.job.pay.min
  return within
    ? `Expects ${wish}, which meets the ${words}`
    : `Expects ${wish}, below the ${words}`
}

export const compensationStories: readonly Story[] = [
  {
    id: 'pay',
    label: 'Pay',
    features: ['salary_overlap_iou', 'compensation_alignment', 'pay_shortfall'],
    describe: pay,
    mismatch: (pair) => (payShortfall(pair) > 0 ? pay(pair) : undefined),
  },
  {
    id: 'benefits',
    label: 'Benefits',
    features: ['benefits_match'],
    describe: ({ talent, job }) => {
      if (talent.benefits.size === 0 || job.benefits.size === 0) return undefined
      const shown = (keys: readonly string[]) => listed(keys.map((key) => key.replaceAll('_', ' ')))
      const wanted = [...talent.benefits].sort()
      const there = wanted.filter((each) => job.benefits.has(each))
      return there.length > 0
        ? `${there.length} of ${wanted.length} desired benefits: ${shown(there)}`
        : `None of the desired benefits is listed: ${shown(wanted)}`
    },
  },
  {
    id: 'employment_type',
    label: 'Form of employment',
    features: ['employment_type_match'],
    describe: ({ talent, job }) => {
      if (talent.employmentTypes.size === 0 || !job.employmentType) return undefined
      const shown = (type: string) => type.replace('_', '-')
      return `The profile looks for ${listed([...talent.employmentTypes].map(shown))} work; the job is ${shown(job.employmentType)}`
    },
  },
]
