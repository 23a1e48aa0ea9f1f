import { knownSkill } from '../../features/normalise/skills/skills.ts'

/** Rows of the platform's tables, column by column; what is left out takes the column's default. */
export interface PlatformRows {
  readonly 'auth.users': readonly { readonly id: string; readonly email: string }[]
  readonly profiles: readonly ProfileRow[]
  readonly companies: readonly CompanyRow[]
  readonly skills: readonly SkillRow[]
  readonly talents: readonly TalentRow[]
  readonly talent_skills: readonly TalentSkillRow[]
  readonly jobs: readonly JobRow[]
  readonly job_skills: readonly JobSkillRow[]
  readonly applications: readonly ApplicationRow[]
  readonly matches: readonly MatchRow[]
}

export interface ProfileRow {
  readonly id: string
  readonly email: string
  readonly full_name: string
  readonly role: 'talent' | 'company'
}

export interface CompanyRow {
  readonly id: string
  readonly profile_id: string
  readonly name: string
  readonly slug: string
  readonly description: string
  readonly industry: string
  readonly company_size: string
  readonly location: string
  readonly culture_values: readonly string[] | null
  readonly benefits: readonly string[] | null
}

export interface SkillRow {
  readonly id: string
  readonly name: string
  readonly category: string
}

export interface TalentRow {
  readonly id: string
  readonly profile_id: string
  readonly title: string
  readonly bio: string | null
  readonly location: string | null
  readonly remote_preference: boolean | null
  readonly experience_level: string | null
  readonly years_of_experience: number | null
  readonly hourly_rate_min: number | null
  readonly hourly_rate_max: number | null
  readonly salary_expectation_min: number | null
  readonly salary_expectation_max: number | null
  readonly availability_status: string
  readonly languages: readonly string[] | null
  readonly timezone: string | null
  readonly work_authorization: string | null
}

export interface TalentSkillRow {
  readonly talent_id: string
  readonly skill_id: string
  readonly proficiency_level: number
  readonly years_of_experience: number
  readonly is_primary: boolean
}

export interface JobRow {
  readonly id: string
  readonly company_id: string
  readonly title: string
  readonly slug: string
  readonly description: string
  readonly location: string | null
  readonly employment_type: string
  readonly experience_level: string | null
  readonly remote_allowed: boolean | null
  readonly salary_min: number | null
  readonly salary_max: number | null
  readonly currency: string
  readonly benefits: readonly string[] | null
  readonly application_deadline: string | null
  readonly status: 'draft' | 'active' | 'paused' | 'closed' | 'expired'
  readonly created_at: string
}

export interface JobSkillRow {
  readonly job_id: string
  readonly skill_id: string
  readonly is_required: boolean
  readonly proficiency_level: number
}

export interface ApplicationRow {
  readonly job_id: string
  readonly talent_id: string
  readonly status: string
  readonly applied_at: string
  readonly created_at: string
  /** When it came to its status. */
  readonly updated_at: string
}

export interface MatchRow {
  readonly talent_id: string
  readonly job_id: string
  /** 0-1, two decimals. */
  readonly match_score: number
  readonly status: 'pending' | 'viewed' | 'interested' | 'not_interested' | 'contacted'
  readonly viewed_at: string | null
  readonly interested_at: string | null
  readonly contacted_at: string | null
  readonly created_at: string
  /** When it came to its status. */
  readonly updated_at: string
}

export type TableName = keyof PlatformRows

/** In an order that foreign keys allow. */
export const TABLES: readonly TableName[] = [
  'auth.users',
  'profiles',
  'companies',
  'skills',
  'talents',
  'talent_skills',
  'jobs',
  'job_skills',
  'applications',
  'matches',
]

/** An address that nobody has; two seeds share none, since the platform wants each once. */
export const emailOf = (seed: number, name: string): string => `${name}@seed-${seed}.example.com`

/** The platform wants a category of every skill. */
export const categoryOf = (canonicalId: string): string =>
  knownSkill(canonicalId)?.category ?? 'Other'
