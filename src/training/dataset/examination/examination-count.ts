/**
 * How often matches were shown at a rank, and how many of those showings a talent acted after, on the
 * match and within {@link UNACTED_DAYS} days and before it was shown again. Every act counts, a
 * dismissal too: whoever acts has looked.
 */
export interface ExaminationCount {
  /** Where it was shown, from 1. */
  readonly rank: number
  /** Where its score had put it; other than `rank` where neighbours were exchanged to learn from. */
  readonly ownRank: number
  /** Of its score, by fives: 0-20 of models, 21-41 of rules, whose scores mean something else. */
  readonly scoreBand: number
  readonly impressions: number
  readonly acts: number
}

/** A talent who has not acted on a match by then passed it over. */
export const UNACTED_DAYS = 14
