/** Probability that a talent looks at the match at a rank: 1 at rank 1, and never rising. */
export interface PropensityCurve {
  /** Of the first ranks, rank 1 first. */
  readonly top: readonly number[]
  /** Beyond them it falls as 1/rank^decay. */
  readonly decay: number
}

/** Acts at places where nearly nobody looks would count for dozens of others: no more than for five. */
const LARGEST_WEIGHT = 5

/** @param rank from 1 */
export function propensityAt({ top, decay }: PropensityCurve, rank: number): number {
  const known = top[rank - 1]
  if (known !== undefined) return known
  return (top.at(-1) ?? 1) * (rank / Math.max(1, top.length)) ** -decay
}

/** Probability that a match was looked at in at least one of its showings; 0 where it had none. */
export function propensityOf(curve: PropensityCurve, ranks: readonly number[]): number {
  return 1 - ranks.reduce((missed, rank) => missed * (1 - propensityAt(curve, rank)), 1)
}

/**
 * The inverse of a propensity, clipped. What was acted on and what was passed over at a rank are weighed by
 * it alike, so clipping moves no expected label: it only lets places that nobody sees count for less.
 */
export const inversePropensity = (propensity: number): number =>
  Math.min(LARGEST_WEIGHT, 1 / propensity)
