/**
 * The JSON that travels between frontend, gateway and matching service (snake_case, scores 0-100).
 * Plain types without imports, so that Node and Deno read the same file.
 *
 * A field that is `null` or absent is unknown. Money is in whole units of its currency.
 */

export const EXPERIENCE_LEVELS = ['entry', 'junior', 'mid', 'senior', 'lead', 'executive'] as const
export type ExperienceLevel = (typeof EXPERIENCE_LEVELS)[number]

type Unknown = null | undefined

export interface TalentSkill {
  readonly name: string
  /** 1 beginner … 5 master. */
  readonly proficiency_level?: number | Unknown
  readonly years_of_experience?: number | Unknown
  readonly is_primary?: boolean | Unknown
  readonly category?: string | Unknown
}

export interface JobSkill {
  readonly name: string
  /** The level asked for, 1 beginner … 5 master. */
  readonly proficiency_level?: number | Unknown
  /** Years asked for in this skill. */
  readonly years_of_experience?: number | Unknown
  /** Absent means required, as on the platform. */
  readonly is_required?: boolean | Unknown
  readonly category?: string | Unknown
}

export interface Talent {
  readonly id: string
  readonly title: string
  readonly bio?: string | Unknown
  readonly skills?: readonly TalentSkill[] | Unknown
  readonly experience_level?: ExperienceLevel | Unknown
  readonly years_of_experience?: number | Unknown
  readonly location?: string | Unknown
  readonly remote_preference?: boolean | Unknown
  /** Annual expectation. */
  readonly salary_min?: number | Unknown
  readonly salary_max?: number | Unknown
  /** ISO 4217; absent means USD. */
  readonly salary_currency?: string | Unknown
  readonly hourly_rate_min?: number | Unknown
  readonly hourly_rate_max?: number | Unknown
  /** IANA name or a usual abbreviation. */
  readonly timezone?: string | Unknown
  readonly latitude?: number | Unknown
  readonly longitude?: number | Unknown
  readonly willing_to_relocate?: boolean | Unknown
  readonly languages?: readonly string[] | Unknown
  readonly work_authorization?: string | Unknown
  readonly desired_benefits?: readonly string[] | Unknown
}

export interface Job {
  readonly id: string
  readonly title: string
  readonly description: string
  readonly skills?: readonly JobSkill[] | Unknown
  readonly experience_level?: ExperienceLevel | Unknown
  readonly location?: string | Unknown
  readonly remote_allowed?: boolean | Unknown
  readonly salary_min?: number | Unknown
  readonly salary_max?: number | Unknown
  readonly salary_currency?: string | Unknown
  readonly company_culture?: string | Unknown
  readonly employment_type?: string | Unknown
  readonly latitude?: number | Unknown
  readonly longitude?: number | Unknown
  readonly timezone?: string | Unknown
  readonly hybrid?: boolean | Unknown
  readonly benefits?: readonly string[] | Unknown
  readonly company_industry?: string | Unknown
  /** ISO 8601. */
  readonly application_deadline?: string | Unknown
  /** ISO 8601. */
  readonly posted_at?: string | Unknown
  /** draft, active, paused, closed or expired; absent means active. */
  readonly status?: string | Unknown
}

export type MatchSource = 'ml' | 'fallback'

export interface SubScores {
  readonly skills_match: number
  readonly experience_match: number
  readonly location_match: number
  readonly salary_match: number
  readonly cultural_fit: number
}
export type SubScoreName = keyof SubScores

export interface Factor {
  /** Short name of the story, such as "Skills". */
  readonly factor: string
  /** 0-100. */
  readonly score: number
  /** One sentence that states facts of the input, and only those. */
  readonly description: string
}

export interface Explanation {
  readonly top_factors: readonly Factor[]
  readonly sub_scores: SubScores
  /** Where the pair does not fit; always given below a score of 70. */
  readonly mismatches?: readonly string[]
  /** Sub-scores whose group neither side gave data for. */
  readonly unknown?: readonly SubScoreName[]
}

export interface Match {
  readonly talent_id: string
  readonly job_id: string
  /** 0-100. */
  readonly match_score: number
  /** 0-1. */
  readonly confidence: number
  /** match_score above 80. */
  readonly highly_recommended: boolean
  readonly explanation: Explanation
}

export interface MatchResponse {
  readonly matches: readonly Match[]
  readonly source: MatchSource
  readonly model_version: string
  readonly processing_time_ms: number
  readonly request_id: string
  /** What the answer had to do without, such as "embeddings". */
  readonly partial?: readonly string[]
}
