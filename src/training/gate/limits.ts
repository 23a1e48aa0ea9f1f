/** What a challenger must keep to. */
export interface GateLimits {
  /** Points; the setting `RMSE_THRESHOLD`. */
  readonly rmse: number
  /** Points that the ECE may rise above the champion's before chance is asked. */
  readonly eceRise: number
  /** Points of ECE that no challenger may have beyond chance, however bad the champion is. */
  readonly ece: number
  /** Shares of labels inside the 80 % intervals: too few and confidence lies, too many and it says nothing. */
  readonly coverage: readonly [least: number, most: number]
  /** Points of a hundred by which a share of scores may move on the reference set. */
  readonly shareShift: number
  /** What a segment may lose before chance is asked: nDCG@10 (0-1), RMSE and bias (points). */
  readonly segmentLoss: { readonly ndcg10: number; readonly rmse: number; readonly bias: number }
  readonly least: {
    /** Pairs that were learnt from. */
    readonly trainingPairs: number
    /** Held-out pairs, those of them that somebody acted on, and talents who tell orders apart. */
    readonly pairs: number
    readonly acts: number
    readonly comparableTalents: number
  }
  /** Days since the newest and since the median held-out label was settled. */
  readonly age: { readonly newestDays: number; readonly medianDays: number }
  /**
   * Points (RMSE) that people differ by over one pair, where nobody has measured it. The labels' steps are
   * 5 to 30 points apart, and an act is one draw of what somebody might have done.
   */
  readonly labelNoise: number
  /** Share of what can be explained at all that one feature may explain alone. */
  readonly oneFeature: number
}

export const DEFAULT_LIMITS: GateLimits = {
  rmse: 25,
  eceRise: 0.5,
  ece: 7.5,
  coverage: [0.75, 0.9],
  shareShift: 5,
  segmentLoss: { ndcg10: 0.01, rmse: 0.5, bias: 1 },
  least: { trainingPairs: 100, pairs: 200, acts: 50, comparableTalents: 30 },
  age: { newestDays: 30, medianDays: 120 },
  labelNoise: 10,
  oneFeature: 0.8,
}
