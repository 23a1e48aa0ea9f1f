import type { HeldOut, Scored } from './held-out.ts'
import type { Statistic } from './statistic.ts'
import type { TalentGroups } from './talent-groups.ts'

/** Bins of equal width over 0-100: both models are read on the same ones. */
export const RELIABILITY_BINS = 10
const BIN_WIDTH = 100 / RELIABILITY_BINS

/** What scores of one bin promised, and what came. */
export interface ReliabilityBin {
  /** Scores from here, and below `to` (the last bin includes it). */
  readonly from: number
  readonly to: number
  readonly pairs: number
  /** Share of all weight, 0-1. */
  readonly share: number
  /** Weighted means, in points; null where the bin is empty. */
  readonly meanScore: number | null
  readonly meanLabel: number | null
}

/**
 * Expected calibration error, in points: over bins of the score, the mean distance of mean score and mean
 * label, each bin by its weight (Naeini et al. 2015). Chance alone lifts it above 0, the more the fewer
 * pairs there are, and resampling adds chance of its own, so that a small one may lie below its interval:
 * compare it, do not read it alone.
 */
export function eceStatistic(
  { rows }: TalentGroups,
  { labels, weights, talents }: HeldOut,
  { scores }: Scored,
): Statistic {
  const owners = Uint32Array.from(rows, (row) => talents[row] as number)
  const bins = Uint8Array.from(rows, (row) => binOf(scores[row] as number))
  const weight = Float64Array.from(rows, (row) => weights?.[row] ?? 1)
  const excess = Float64Array.from(
    rows,
    (row, at) => (weight[at] as number) * ((scores[row] as number) - (labels[row] as number)),
  )
  const sums = new Float64Array(RELIABILITY_BINS)
  return (draws) => {
    sums.fill(0)
    let total = 0
    for (let at = 0; at < owners.length; at++) {
      const drawn = draws[owners[at] as number] as number
      const bin = bins[at] as number
      sums[bin] = (sums[bin] as number) + drawn * (excess[at] as number)
      total += drawn * (weight[at] as number)
    }
    return sums.reduce((sum, each) => sum + Math.abs(each), 0) / total
  }
}

/** The table behind a reliability curve. */
export function reliabilityTable(
  { rows }: TalentGroups,
  { labels, weights }: HeldOut,
  { scores }: Scored,
): ReliabilityBin[] {
  const weighOf = (row: number) => weights?.[row] ?? 1
  const total = rows.reduce((sum, row) => sum + weighOf(row), 0)
  return Array.from({ length: RELIABILITY_BINS }, (_, bin) => {
    const inBin = rows.filter((row) => binOf(scores[row] as number) === bin)
    const weight = inBin.reduce((sum, row) => sum + weighOf(row), 0)
    const mean = (values: Float64Array) =>
      weight > 0
        ? inBin.reduce((sum, row) => sum + weighOf(row) * (values[row] as number), 0) / weight
        : null
    return {
      from: bin * BIN_WIDTH,
      to: (bin + 1) * BIN_WIDTH,
      pairs: inBin.length,
      share: total > 0 ? weight / total : 0,
      meanScore: mean(scores),
      meanLabel: mean(labels),
    }
  })
}

const binOf = (score: number) => Math.min(RELIABILITY_BINS - 1, Math.floor(score / BIN_WIDTH))
