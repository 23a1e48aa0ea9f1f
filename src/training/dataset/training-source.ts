import type { ExaminationCount } from './examination/examination-count.ts'

/** What is looked at: acts and showings from `from` (included) to `until` (not). */
export interface TrainingWindow {
  readonly from: Date
  readonly until: Date
}

/** A share of the pairs, drawn by their ids: the same seed draws the same pairs, and a larger share them too. */
export interface PairSample {
  readonly seed: number
  /** 0-1. */
  readonly share: number
}

/** A pair that somebody acted on, or that a talent passed over. */
export interface ObservedPair {
  readonly talentId: string
  readonly jobId: string
  /** 0-100; null: passed over. */
  readonly label: number | null
  readonly talentSide: boolean | null
  readonly companySide: boolean | null
  /** Of the deciding act; of what was passed over, when the time to act ran out. */
  readonly decidedAt: Date
  /** Where it was shown to the talent: before their first act, or, passed over, with time to act. */
  readonly ranks: readonly number[]
  /** As logged when it was last shown before it was decided; null where it was not. */
  readonly features: Float32Array | null
}

/** What the platform's database knows of acts and showings, each call a statement or two, or two a page. */
export interface TrainingSource {
  countExaminations(window: TrainingWindow): Promise<readonly ExaminationCount[]>
  countPairs(window: TrainingWindow): Promise<{
    readonly labelled: number
    readonly passedOver: number
  }>
  /** In pages of whole talents, by talent and job. @param contract of the features that are wanted */
  labelledPairs(
    window: TrainingWindow,
    sample: PairSample,
    contract: string,
  ): AsyncIterable<readonly ObservedPair[]>
  passedOverPairs(
    window: TrainingWindow,
    sample: PairSample,
    contract: string,
  ): AsyncIterable<readonly ObservedPair[]>
}
