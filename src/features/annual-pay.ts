import { annualPay, isByTheHour, type Pay } from './normalise/pay/pay.ts'
import type { Rates } from './normalise/pay/rates.ts'
import type { PayRange } from './prepared.ts'
import type { StatedPay } from './reading/pay-reading.ts'

export const HOURS_A_YEAR = 2080

/** Pay of a field labelled annual; an amount that only an hour's pay can be is taken for one. */
export function annualOf(stated: StatedPay, rates: Rates): PayRange | undefined {
  const annual = annualPay(stated, rates)
  return annual && isByTheHour(annual) ? annualPay({ ...stated, period: 'hour' }, rates) : annual
}

/** Pay found in a text, on the same scale. */
export const annualOfWritten = (written: Pay | undefined, rates: Rates): PayRange | undefined =>
  written && annualPay(written, rates)

/** Pay of a field labelled hourly, by the hour. */
export function hourlyOf(stated: StatedPay, rates: Rates): PayRange | undefined {
  if (Number.isNaN(stated.min) && Number.isNaN(stated.max)) return undefined
  const annual = annualPay({ ...stated, period: 'hour' }, rates)
  return annual && { min: annual.min / HOURS_A_YEAR, max: annual.max / HOURS_A_YEAR }
}
