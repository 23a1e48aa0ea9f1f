import { HOURS_A_YEAR } from './annual-pay.ts'
import type { Feature } from './feature.ts'
import type { Pair } from './pair.ts'
import type { PayRange } from './prepared.ts'

const RATIO_CAP = 3

/** Half the width that a single amount is given, as a share of it: nobody means it to the cent. */
const POINT_SLACK = 0.025

const low = (range: PayRange) => range.min * (1 - POINT_SLACK)
const high = (range: PayRange) => range.max * (1 + POINT_SLACK)

/** Shared span over joint span of two ranges, each widened by a slack; 0-1. */
export function rangeOverlap(a: PayRange, b: PayRange): number {
  const shared = Math.min(high(a), high(b)) - Math.max(low(a), low(b))
  const joint = Math.max(high(a), high(b)) - Math.min(low(a), low(b))
  return Math.max(0, shared) / joint
}

/**
 * Share by which the talent's lowest expectation lies above the job's highest offer, both with
 * their slack, so that ranges that overlap have none.
 */
function payShortfall({ talent, job }: Pair): number {
  if (!talent.pay || !job.pay) return Number.NaN
  return Math.max(0, low(talent.pay) / high(job.pay) - 1)
}

const middle = ({ min, max }: PayRange) => (min + max) / 2

const PAY_UNKNOWN = 'a side gives no pay'

/** A value of both pay ranges (annual US dollars), NaN where one is unknown. */
const ofPay =
  (compute: (expected: PayRange, offered: PayRange) => number) =>
  ({ talent, job }: Pair) =>
    talent.pay && job.pay ? compute(talent.pay, job.pay) : Number.NaN

export const compensationFeatures: readonly Feature[] = [
  {
    name: 'salary_overlap_iou',
    group: 'compensation',
    description: 'Shared span over joint span of expectation and offer, annual, one currency; 0-1',
    missing: PAY_UNKNOWN,
    ranked: 1,
    compute: ofPay(rangeOverlap),
  },
  {
    name: 'salary_expectation_ratio',
    group: 'compensation',
    description: 'Middle of the expectation over middle of the offer; 0-3',
    missing: PAY_UNKNOWN,
    compute: ofPay((expected, offered) => Math.min(RATIO_CAP, middle(expected) / middle(offered))),
  },
  {
    name: 'compensation_alignment',
    group: 'compensation',
    description: '1 where expectation and offer, each with its slack, overlap, else 0',
    missing: PAY_UNKNOWN,
    ranked: 1,
    compute: ofPay((expected, offered) =>
      Number(low(expected) <= high(offered) && low(offered) <= high(expected)),
    ),
  },
  {
    name: 'pay_shortfall',
    group: 'compensation',
    description:
      'Share by which the lowest expectation lies above the highest offer; 0 where it does not',
    missing: PAY_UNKNOWN,
    ranked: -1,
    compute: payShortfall,
  },
  {
    name: 'salary_competitiveness',
    group: 'compensation',
    description: 'Share of jobs of the same level that offer less; 0-1',
    missing: 'the job gives no pay',
    compute: ({ job, context }) =>
      job.pay ? context.payPercentile(middle(job.pay), job.level) : Number.NaN,
  },
  {
    name: 'hourly_rate_overlap',
    group: 'compensation',
    description: 'Shared span over joint span of hourly rate and the offer by the hour; 0-1',
    missing: 'the talent gives no hourly rate or the job no pay',
    compute: ({ talent, job }) =>
      talent.hourly && job.pay
        ? rangeOverlap(talent.hourly, {
            min: job.pay.min / HOURS_A_YEAR,
            max: job.pay.max / HOURS_A_YEAR,
          })
        : Number.NaN,
  },
  {
    name: 'benefits_match',
    group: 'compensation',
    description: 'Share of the desired benefits that the job offers; 0-1',
    missing: 'the talent desires none in particular, or the job lists none',
    ranked: 1,
    compute: ({ talent, job }) => {
      if (talent.benefits.size === 0 || job.benefits.size === 0) return Number.NaN
      let offered = 0
      for (const each of talent.benefits) if (job.benefits.has(each)) offered++
      return offered / talent.benefits.size
    },
  },
  {
    name: 'employment_type_match',
    group: 'compensation',
    description: '1 where the job has a form of employment that the profile asks for, else 0',
    missing: 'the profile asks for none, or the job names none',
    ranked: 1,
    compute: ({ talent, job }) =>
      talent.employmentTypes.size > 0 && job.employmentType
        ? Number(talent.employmentTypes.has(job.employmentType))
        : Number.NaN,
  },
]
