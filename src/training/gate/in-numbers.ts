import type { Interval } from '../evaluate/interval-of.ts'

/** `+0.012 [0.004, 0.020]`: a difference with its 95 % interval. */
export function difference(interval: Interval, digits: number): string {
  const { mean } = interval
  return `${mean > 0 ? '+' : ''}${withInterval(interval, digits)}`
}

/** `0.812 [0.804, 0.820]` */
export const withInterval = ({ mean, low, high }: Interval, digits: number): string =>
  `${number(mean, digits)} [${number(low, digits)}, ${number(high, digits)}]`

export const number = (value: number, digits: number): string =>
  Number.isFinite(value) ? value.toFixed(digits) : 'unknown'

export const percent = (share: number, digits = 0): string => `${number(100 * share, digits)} %`
