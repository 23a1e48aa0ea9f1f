import { HIGHLY_RECOMMENDED_ABOVE } from '../../../supabase/functions/_shared/rules.ts'

/** The least score that lists show where a caller does not say. */
export const LISTED_FROM = 50

/** Shares of scores that change what people see, 0-1. */
export interface ScoreShares {
  /** At least {@link LISTED_FROM}: what is in a list at all. */
  readonly listed: number
  /** Above {@link HIGHLY_RECOMMENDED_ABOVE}. */
  readonly highlyRecommended: number
}

/** How many of a list's matches come and go with a new model. */
export interface ShareShift {
  readonly challenger: ScoreShares
  readonly champion: ScoreShares
  /** The larger of the two moves, in points of a hundred. */
  readonly largest: number
}

/** @throws {RangeError} where there are no scores, or unlike many */
export function shareShift(challenger: Float64Array, champion: Float64Array): ShareShift {
  if (challenger.length === 0 || challenger.length !== champion.length) {
    throw new RangeError(`${challenger.length} and ${champion.length} scores of the reference set`)
  }
  const [after, before] = [sharesOf(challenger), sharesOf(champion)]
  const moves = [
    after.listed - before.listed,
    after.highlyRecommended - before.highlyRecommended,
  ].map((move) => 100 * Math.abs(move))
  return { challenger: after, champion: before, largest: Math.max(...moves) }
}

function sharesOf(scores: Float64Array): ScoreShares {
  const share = (isCounted: (score: number) => boolean) =>
    scores.filter(isCounted).length / scores.length
  return {
    listed: share((score) => score >= LISTED_FROM),
    highlyRecommended: share((score) => score > HIGHLY_RECOMMENDED_ABOVE),
  }
}
