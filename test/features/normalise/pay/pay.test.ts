import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  annualPay,
  payFromText,
  plausiblePeriod,
} from '../../../../src/features/normalise/pay/pay.ts'
import { DEFAULT_RATES } from '../../../../src/features/normalise/pay/rates.ts'

describe('annualPay', () => {
  it('brings pay to dollars a year', () => {
    expect(annualPay({ min: 50, max: 60, period: 'hour' })).toEqual({ min: 104_000, max: 124_800 })
    expect(annualPay({ min: 4000, max: 5000, period: 'month', currency: 'usd' })).toEqual({
      min: 48_000,
      max: 60_000,
    })
    const euro = annualPay({ min: 60_000, max: 75_000, currency: 'EUR' }, { EUR: 1.5 })
    expect(euro).toEqual({ min: 90_000, max: 112_500 })
  })

  it('swaps ends in the wrong order', () => {
    expect(annualPay({ min: 90_000, max: 70_000 })).toEqual({ min: 70_000, max: 90_000 })
  })

  it('makes nothing up where an end is unknown', () => {
    expect(annualPay({ min: 90_000, max: 0 })).toEqual({ min: 90_000, max: 90_000, only: 'min' })
    expect(annualPay({ max: 90_000 })).toEqual({ min: 90_000, max: 90_000, only: 'max' })
  })

  it.each([
    {},
    { min: 0, max: 0 },
    { min: null, max: null },
    { min: -1 },
    { min: Number.NaN },
    { min: 5, currency: 'XXX' },
  ])('is unknown for %j', (pay) => {
    expect(annualPay(pay)).toBeUndefined()
  })

  it('never gives an empty range', () => {
    const end = fc.option(fc.double({ min: -10, max: 1e7 }))
    const currency = fc.constantFrom(...Object.keys(DEFAULT_RATES))
    fc.assert(
      fc.property(end, end, currency, (min, max, code) => {
        const pay = annualPay({ min, max, currency: code })
        if (pay) expect(pay.min).toBeLessThanOrEqual(pay.max)
        else expect([min, max].every((one) => !one || !(one > 0))).toBe(true)
      }),
    )
  })
})

describe('plausiblePeriod', () => {
  it('reads as hourly only what is plainly so', () => {
    expect(plausiblePeriod({ min: 75, max: 90 })).toBe('hour')
    expect(plausiblePeriod({ min: 75 })).toBe('hour')
    expect(plausiblePeriod({ min: 4000, max: 5000 })).toBe('year')
    expect(plausiblePeriod({ min: 75, max: 90_000 })).toBe('year')
    expect(plausiblePeriod({ min: 1, max: 2 })).toBe('year')
    expect(plausiblePeriod({ min: 60_000, max: 75_000 })).toBe('year')
    expect(plausiblePeriod({})).toBe('year')
  })
})

describe('payFromText', () => {
  it.each([
    ['$120k-$150k', { min: 120_000, max: 150_000, currency: 'USD', period: 'year' }],
    ['$120-150k', { min: 120_000, max: 150_000, currency: 'USD', period: 'year' }],
    [
      'Salary: $120,000 - $150,000 a year',
      { min: 120_000, max: 150_000, currency: 'USD', period: 'year' },
    ],
    ['€60.000 - 75.000', { min: 60_000, max: 75_000, currency: 'EUR', period: 'year' }],
    [
      '60.000 – 75.000 € brutto/Jahr',
      { min: 60_000, max: 75_000, currency: 'EUR', period: 'year' },
    ],
    ['£45,000 per annum', { min: 45_000, max: 45_000, currency: 'GBP', period: 'year' }],
    ['$50/hour', { min: 50, max: 50, currency: 'USD', period: 'hour' }],
    ['$22.50 - $25.00 per hour', { min: 22.5, max: 25, currency: 'USD', period: 'hour' }],
    ['USD 4,000 per month', { min: 4000, max: 4000, currency: 'USD', period: 'month' }],
    ['£500 per day', { min: 500, max: 500, currency: 'GBP', period: 'day' }],
    ['salary up to $90,000', { max: 90_000, currency: 'USD', period: 'year' }],
    ['pay from €50k', { min: 50_000, currency: 'EUR', period: 'year' }],
    ['CAD 90,000 to 110,000', { min: 90_000, max: 110_000, currency: 'CAD', period: 'year' }],
    ['AUD $110,000', { min: 110_000, max: 110_000, currency: 'AUD', period: 'year' }],
    ['€3.500 brutto im Monat', { min: 3500, max: 3500, currency: 'EUR', period: 'month' }],
    ['C$90,000', { min: 90_000, max: 90_000, currency: 'CAD', period: 'year' }],
    ['salary range 80000-95000', { min: 80_000, max: 95_000, currency: 'USD', period: 'year' }],
    [
      'We raised $20M. Salary: $100k to $120k plus 401k',
      { min: 100_000, max: 120_000, currency: 'USD', period: 'year' },
    ],
  ])('%j', (text, pay) => {
    expect(payFromText(text)).toEqual(pay)
  })

  it.each([
    '$50M ARR',
    '$10 million in funding',
    'We offer a 401k',
    '401(k) with 4% match',
    'Series B of $30,000,000 raised',
    'a budget of $50,000 to manage',
    'a $1,000 home office stipend',
    '$5,000 signing bonus',
    'revenue of €20.000.000',
    '10,000 customers',
    'since 2015',
    'call 555 123 4567',
    'a team of 40-50 people',
    '',
  ])('%j is no pay', (text) => {
    expect(payFromText(text)).toBeUndefined()
  })
})
