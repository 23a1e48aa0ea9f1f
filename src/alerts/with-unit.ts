import type { Condition } from './conditions.ts'

const LONGER = [
  [86_400, 'days'],
  [3_600, 'hours'],
  [60, 'minutes'],
] as const

/** A signal for people: `6 %`, `6.9 hours`, `0.25 PSI`. */
export function withUnit(value: number, { unit }: Pick<Condition, 'unit'>): string {
  if (unit === 'share') return `${rounded(100 * value)} %`
  if (unit === 'count') return `${rounded(value)}`
  const longer = unit === 'seconds' && LONGER.find(([seconds]) => value >= seconds)
  return longer ? `${rounded(value / longer[0], 2)} ${longer[1]}` : `${rounded(value)} ${unit}`
}

const rounded = (value: number, digits = 3) => Number(value.toPrecision(digits))
