/** What was shown on one day to one arm by one model, and what came of it within 24 hours. */
export interface QualityDay {
  /** In UTC, as 2026-01-31. */
  readonly day: string
  readonly arm: string
  readonly modelVersion: string
  readonly answers: number
  readonly fallbackAnswers: number
  /** Pairs shown, each once. */
  readonly impressions: number
  /** Of these: looked at for 10 s or more, or anything that says more. */
  readonly engaged: number
  /**
   * Of talents, 50 pairs of each at most, by random groups of them: 16 numbers each, or none of a day that was
   * counted before there were groups.
   */
  readonly impressionsByGroup: readonly number[]
  readonly engagedByGroup: readonly number[]
  readonly labelledByGroup: readonly number[]
  /** Sums of score less label. */
  readonly gapByGroup: readonly number[]
  readonly applied: number
  /** Applied, interested or contacted. */
  readonly positive: number
  /** All that were wanted so by whoever was shown something, shown or not. */
  readonly wanted: number
  readonly labelled: number
  /** Over those that are labelled, 0-100 each. */
  readonly scoreSum: number
  readonly labelSum: number
  /** Impressions by score, ten points each. */
  readonly scores: readonly number[]
}

/** All NaN where nothing was shown, or nothing wanted. */
export const ratesOf = (day: QualityDay) => ({
  /** What is known of matches by acts: 0-1. */
  engagement: day.engaged / day.impressions,
  conversion: day.applied / day.impressions,
  precision: day.positive / day.impressions,
  recall: day.positive / day.wanted,
  /** Mean score less mean label, in points. */
  calibrationGap: (day.scoreSum - day.labelSum) / day.labelled,
})

/** Of all answers of each arm on one day, those by rules: 0-1. A model and the rules beside it are rows of one arm. */
export function fallbackShares(day: readonly QualityDay[]): ReadonlyMap<string, number> {
  const counts = new Map<string, [fallbacks: number, answers: number]>()
  for (const { arm, fallbackAnswers, answers } of day) {
    const [fallbacks, all] = counts.get(arm) ?? [0, 0]
    counts.set(arm, [fallbacks + fallbackAnswers, all + answers])
  }
  return new Map(Array.from(counts, ([arm, [fallbacks, answers]]) => [arm, fallbacks / answers]))
}
