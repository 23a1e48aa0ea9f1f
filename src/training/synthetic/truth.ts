import type { ExperienceLevel, Job, Talent } from '../../../supabase/functions/_shared/payload.ts'
import type { Place } from './places.ts'

/**
 * How a row is filled in: `person` as users of the platform do, `occupation` as public occupation
 * data does (title, impersonal description and skills; everything else null).
 */
export type RowShape = 'person' | 'occupation'

/** What the person really is, whether or not the row says so. */
export interface TalentTruth {
  readonly shape: RowShape
  /** Id in `OCCUPATIONS`. */
  readonly occupation: string
  readonly level: ExperienceLevel
  readonly years: number
  /** Everything the person masters, in the catalogue's spelling. */
  readonly skills: readonly {
    readonly name: string
    /** 1-5. */
    readonly proficiency: number
    readonly years: number
    readonly primary: boolean
  }[]
  readonly workplace: 'remote_only' | 'anywhere' | 'on_site'
  readonly place: Place
  readonly relocates: boolean
  /** Annual expectation, USD. */
  readonly payMin: number
  readonly payMax: number
  readonly languages: readonly string[]
  /** May work in the country of `place` without a sponsor. */
  readonly authorized: boolean
}

/** What the posting really offers and asks, whether or not the row says so. */
export interface JobTruth {
  readonly shape: RowShape
  /** Id in `OCCUPATIONS`. */
  readonly occupation: string
  readonly level: ExperienceLevel
  readonly yearsAsked: number
  /** Everything the work takes, in the catalogue's spelling. */
  readonly skills: readonly {
    readonly name: string
    readonly required: boolean
    /** Level asked for, 1-5. */
    readonly proficiency: number
  }[]
  readonly workplace: 'remote' | 'hybrid' | 'on_site'
  readonly place: Place
  /** Annual offer, USD. */
  readonly payMin: number
  readonly payMax: number
  readonly employmentType: EmploymentType
  /** The language the work is done in. */
  readonly language: string
  readonly sponsors: boolean
}

export type EmploymentType = 'full_time' | 'part_time' | 'contract' | 'freelance' | 'internship'

export interface SyntheticTalent {
  readonly payload: Talent
  readonly truth: TalentTruth
}

export interface SyntheticJob {
  readonly payload: Job
  readonly truth: JobTruth
}
