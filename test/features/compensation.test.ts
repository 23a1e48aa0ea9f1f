import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Job, Talent } from '../../supabase/functions/_shared/payload.ts'
import { expectClose, featureOf } from './make-pair.ts'

const of = (name: string, talent: Partial<Talent>, job: Partial<Job> = {}) =>
  featureOf(name, { talent, job })

const pay = (min: number | null, max: number | null) => ({ salary_min: min, salary_max: max })
const wish = (min: number, max: number) => ({ ...pay(min, max) })
const SIXTY_TO_EIGHTY = pay(60_000, 80_000)

describe('compensation features', () => {
  it.each([
    // Each end has a slack of 2.5 %: 58,500-82,000 against 78,000-102,500 shares 4,000 of 44,000.
    ['salary_overlap_iou', wish(80_000, 100_000), SIXTY_TO_EIGHTY, 4000 / 44_000],
    ['salary_overlap_iou', SIXTY_TO_EIGHTY, SIXTY_TO_EIGHTY, 1],
    ['salary_overlap_iou', wish(100_000, 120_000), SIXTY_TO_EIGHTY, 0],
    ['salary_overlap_iou', pay(0, 0), SIXTY_TO_EIGHTY, Number.NaN],
    ['salary_overlap_iou', SIXTY_TO_EIGHTY, pay(0, null), Number.NaN],
    ['salary_expectation_ratio', wish(100_000, 110_000), SIXTY_TO_EIGHTY, 1.5],
    ['salary_expectation_ratio', wish(900_000, 900_000), SIXTY_TO_EIGHTY, 3],
    ['salary_expectation_ratio', {}, SIXTY_TO_EIGHTY, Number.NaN],
    ['compensation_alignment', wish(80_000, 100_000), SIXTY_TO_EIGHTY, 1],
    ['compensation_alignment', wish(40_000, 50_000), SIXTY_TO_EIGHTY, 0],
    ['compensation_alignment', wish(90_000, 100_000), SIXTY_TO_EIGHTY, 0],
    // 2 % above: within what an amount means.
    ['compensation_alignment', wish(81_600, 90_000), SIXTY_TO_EIGHTY, 1],
    ['compensation_alignment', {}, SIXTY_TO_EIGHTY, Number.NaN],
    ['pay_shortfall', wish(100_000, 110_000), SIXTY_TO_EIGHTY, 97_500 / 82_000 - 1],
    ['pay_shortfall', wish(81_600, 90_000), SIXTY_TO_EIGHTY, 0],
    ['pay_shortfall', wish(30_000, 40_000), SIXTY_TO_EIGHTY, 0],
    ['pay_shortfall', {}, SIXTY_TO_EIGHTY, Number.NaN],
    // 30 an hour: 29.25-30.75 against 28.125-39.423 an hour.
    [
      'hourly_rate_overlap',
      { hourly_rate_min: 30 },
      SIXTY_TO_EIGHTY,
      1.5 / ((82_000 - 58_500) / 2080),
    ],
    ['hourly_rate_overlap', SIXTY_TO_EIGHTY, SIXTY_TO_EIGHTY, Number.NaN],
    ['hourly_rate_overlap', { hourly_rate_min: 30 }, {}, Number.NaN],
  ] as const)('%s of %j and %j is %d', (name, talent, job, expected) => {
    expectClose(of(name, talent, job), expected)
  })

  it('puts an hourly rate, another currency and pay in the text on one scale', () => {
    const job = { description: 'We pay $60,000 - $80,000 per year.' }
    expect(of('compensation_alignment', { hourly_rate_min: 30, hourly_rate_max: 35 }, job)).toBe(1)
    expect(of('compensation_alignment', { hourly_rate_min: 60 }, job)).toBe(0)
    const yen = { ...wish(60_000, 80_000), salary_currency: 'JPY' }
    expect(of('compensation_alignment', yen, job)).toBe(0)
    expect(of('compensation_alignment', { ...yen, salary_currency: 'QQQ' }, job)).toBeNaN()
  })

  it('asks the context how an offer stands among others', () => {
    const seen: number[] = []
    const context = { payPercentile: (annual: number, level: number) => seen.push(annual, level) }
    const job = { ...SIXTY_TO_EIGHTY, experience_level: 'senior' } as const
    expect(featureOf('salary_competitiveness', { job, context })).toBe(2)
    expect(seen).toEqual([70_000, 3])
    expect(featureOf('salary_competitiveness', { job: {}, context })).toBeNaN()
  })

  it('counts the desired benefits that are offered', () => {
    const offers = { benefits: ['Health insurance', '401(k)'] }
    const wants = (...desired_benefits: string[]) =>
      of('benefits_match', { desired_benefits }, offers)
    expect(wants('medical', 'Gym', 'pension', 'Sabbatical')).toBe(0.5)
    expect(wants('Sabbatical')).toBe(0)
    expect(wants()).toBeNaN()
    expect(of('benefits_match', { desired_benefits: ['Gym'] }, { benefits: [] })).toBeNaN()
  })

  it('compares the form of employment with a wish in the text', () => {
    const job = { employment_type: 'part_time' }
    const bio = (text: string) => of('employment_type_match', { bio: text }, job)
    expect(bio('Looking for part-time work.')).toBe(1)
    expect(bio('Looking for full-time work.')).toBe(0)
    expect(bio('I worked full-time.')).toBeNaN()
    expect(of('employment_type_match', { bio: 'Looking for contract work.' })).toBeNaN()
  })

  it('has no shortfall, and is aligned, wherever ranges overlap', () => {
    const amount = fc.integer({ min: 20_000, max: 200_000 })
    fc.assert(
      fc.property(amount, amount, amount, amount, (a, b, c, d) => {
        const sides = [wish(a, b), pay(c, d)] as const
        const overlap = of('salary_overlap_iou', ...sides)
        if (overlap > 0) {
          expect(of('compensation_alignment', ...sides)).toBe(1)
          expect(of('pay_shortfall', ...sides)).toBe(0)
        }
        expect(overlap).toBeGreaterThanOrEqual(0)
        expect(overlap).toBeLessThanOrEqual(1)
      }),
      { seed: 5, numRuns: 200 },
    )
  })
})
