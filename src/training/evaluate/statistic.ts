/**
 * A number about held-out pairs, worked out for any resample of their talents: `draws[t]` says how often
 * talent `t` was drawn, 1 each for the pairs as they are. What it needs is added up by talent, or
 * sorted, once; so a resample costs one pass and no sorting.
 *
 * @returns NaN where the resample says nothing about it
 */
export type Statistic = (draws: Uint16Array) => number

/** Sums over talents of what is above and below a line. */
export interface TalentSums {
  readonly talents: Uint32Array
  readonly above: Float64Array
  readonly below: Float64Array
}

/** The ratio of two sums: a weighted mean, when `above` is weight × value and `below` weight. */
export function ratio({ talents, above, below }: TalentSums): Statistic {
  return (draws) => {
    let sum = 0
    let total = 0
    for (let at = 0; at < talents.length; at++) {
      const drawn = draws[talents[at] as number] as number
      sum += drawn * (above[at] as number)
      total += drawn * (below[at] as number)
    }
    return sum / total
  }
}

/** A function of another statistic. */
export const mapped =
  (statistic: Statistic, of: (value: number) => number): Statistic =>
  (draws) =>
    of(statistic(draws))
