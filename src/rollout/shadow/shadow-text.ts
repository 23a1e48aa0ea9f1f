import { percent } from '../../text/percent.ts'
import type { ShadowDay } from './shadow-day.ts'

/** What the sums of a day come to; null where nothing was scored. */
export interface ShadowMeans {
  /** Mean score of the shadow less that of what serves, in points. */
  readonly shift: number | null
  /** Of the scores of the pairs; null also where one of the two gives all the same. */
  readonly correlation: number | null
  /** Of scores of at least 50, 0-1. */
  readonly servingGoodShare: number | null
  readonly shadowGoodShare: number | null
  /** Of scores above 80, 0-1. */
  readonly servingHighShare: number | null
  readonly shadowHighShare: number | null
  /** Share of the first three that both have, 0-1. */
  readonly overlap: number | null
  /** Ranks that a pair is apart. */
  readonly displacement: number | null
  /** Milliseconds an answer. */
  readonly ms: number | null
}

export function meansOf(day: ShadowDay): ShadowMeans {
  const { pairs, servingSum, shadowSum } = day
  const per = (value: number, of: number) => (of === 0 ? null : value / of)
  const spread = Math.sqrt(
    Math.max(0, pairs * day.servingSquares - servingSum ** 2) *
      Math.max(0, pairs * day.shadowSquares - shadowSum ** 2),
  )
  return {
    shift: per(shadowSum - servingSum, pairs),
    correlation: per(pairs * day.products - servingSum * shadowSum, spread),
    servingGoodShare: per(day.servingGood, pairs),
    shadowGoodShare: per(day.shadowGood, pairs),
    servingHighShare: per(day.servingHigh, pairs),
    shadowHighShare: per(day.shadowHigh, pairs),
    overlap: per(day.overlapSum, day.lists),
    displacement: per(day.displacementSum, pairs),
    ms: per(day.msSum, day.answers),
  }
}

const number = (value: number | null, digits = 2) => value?.toFixed(digits) ?? '-'

/** A line for each day and pair of versions, for people. */
export function toShadowTable(days: readonly ShadowDay[]): string {
  const rows = toCells(days)
  const widths = HEAD.map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)))
  return rows
    .map((row) =>
      row
        .map((cell, at) => cell.padEnd(widths[at] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

const toCells = (days: readonly ShadowDay[]): readonly (readonly string[])[] => [
  HEAD,
  ...days.map((day) => {
    const means = meansOf(day)
    return [
      day.day,
      day.shadowVersion,
      day.servingVersion,
      String(day.answers),
      String(day.pairs),
      number(means.shift),
      number(means.correlation, 3),
      `${percent(means.servingGoodShare)} -> ${percent(means.shadowGoodShare)}`,
      `${percent(means.servingHighShare)} -> ${percent(means.shadowHighShare)}`,
      percent(means.overlap),
      number(means.displacement),
      number(means.ms),
      `${day.skipped}/${day.dropped}`,
    ]
  }),
]

const HEAD = [
  'day',
  'shadow',
  'serving',
  'answers',
  'pairs',
  'shift',
  'corr.',
  '>= 50',
  '> 80',
  'top 3',
  'moved',
  'ms',
  'skipped/dropped',
]
