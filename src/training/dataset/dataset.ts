/** A pair that was passed over: less than a look (55), more than a plain no (20). */
export const PASSED_OVER_LABEL = 30

/** How a row came to its label: somebody did something, or the talent looked and did nothing. */
export const ORIGINS = ['act', 'passed_over'] as const
export type Origin = (typeof ORIGINS)[number]

/** Whether features are as they were when the pair was shown, or made of its rows as they are now. */
export const FEATURE_SOURCES = ['logged', 'recomputed'] as const
export type FeatureSource = (typeof FEATURE_SOURCES)[number]

/** A side's answer in a column: yes, no, or not known. */
export const SIDE = { yes: 1, no: 0, unknown: -1 } as const

/**
 * What people did about matches, a row a pair, in columns: 100,000 rows take some 25 MB. Nobody is named
 * in it, and nothing that people wrote stands in it.
 */
export interface Dataset {
  readonly count: number
  /** Row-major, as wide as `RANKED_FEATURES`, NaN = missing. */
  readonly features: Float32Array
  /** 0-100. */
  readonly labels: Float32Array
  /** {@link SIDE}: whether the talent applied, given that they looked. */
  readonly talentSides: Int8Array
  /** {@link SIDE}: whether the company took it further, given that the talent applied. */
  readonly companySides: Int8Array
  /** How much a row counts in training: above 0, 5 at most. */
  readonly weights: Float32Array
  /** Probability that the talent had looked at the match, 0-1; NaN where they came to it by themselves. */
  readonly propensities: Float32Array
  /** Places in {@link ORIGINS}. */
  readonly origins: Uint8Array
  /** Places in {@link FEATURE_SOURCES}. */
  readonly sources: Uint8Array
  /** What the rules make of both rows as they are now, 0-100; NaN where either side is gone, or nobody asked. */
  readonly rules: Float32Array
  /** The talent's level of experience: places in `EXPERIENCE_LEVELS`, -1 where it is not known, or nobody asked. */
  readonly levels: Int8Array
  /** When the label was settled, milliseconds since 1970. */
  readonly decidedAt: Float64Array
  /** Places in `talentIds` and `jobIds`. */
  readonly talents: Int32Array
  readonly jobs: Int32Array
  /** Pseudonyms. */
  readonly talentIds: readonly string[]
  readonly jobIds: readonly string[]
}
