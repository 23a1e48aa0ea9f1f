import type { SubScoreName } from '../../supabase/functions/_shared/payload.ts'
import type { Pair } from './pair.ts'

export type FeatureGroup = 'skill' | 'experience' | 'location' | 'compensation' | 'text'

/** The sub-score that a group's contributions add up to. */
export const SUB_SCORE_OF_GROUP: Readonly<Record<FeatureGroup, SubScoreName>> = {
  skill: 'skills_match',
  experience: 'experience_match',
  location: 'location_match',
  compensation: 'salary_match',
  text: 'cultural_fit',
}

/**
 * One number about a pair. Pure: it reads the prepared sides, the clock and tables of the context,
 * and nothing else.
 */
export interface Feature {
  /** Stable name; names and order are part of every model's contract. */
  readonly name: string
  readonly group: FeatureGroup
  /** Meaning, unit and range. */
  readonly description: string
  /** When the value is NaN. */
  readonly missing: string
  /**
   * The direction in which the ranker may use it: 1 more is never worse, -1 more is never better.
   * Absent: computed and reported, but kept out of the ranker, because it does not move in one
   * direction under the edits that the product makes promises about, or does not bear on fit.
   */
  readonly ranked?: 1 | -1
  readonly compute: (pair: Pair) => number
}
