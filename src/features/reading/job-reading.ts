import { EXPERIENCE_LEVELS, type Job } from '../../../supabase/functions/_shared/payload.ts'
import {
  type AuthorizationDemand,
  authorizationDemand,
} from '../normalise/employment/authorization.ts'
import { canonicalEmploymentType } from '../normalise/employment/employment-types.ts'
import { canonicalIndustry } from '../normalise/employment/industries.ts'
import { languagesFromText } from '../normalise/employment/languages.ts'
import { type WorkMode, workModeFromText } from '../normalise/employment/work-mode.ts'
import { yearsAsked } from '../normalise/employment/years.ts'
import { canonicalBenefits } from '../normalise/pay/benefits.ts'
import { annualPay, type PayFound, payFromText } from '../normalise/pay/pay.ts'
import type { Place } from '../normalise/places/places.ts'
import { resolveTimeZone } from '../normalise/places/time-zones.ts'
import { findSkillsInText } from '../normalise/skills/skill-mentions.ts'
import { knownSkill } from '../normalise/skills/skills.ts'
import { type TitleRoles, titleRoles } from '../normalise/titles/title-similarity.ts'
import { normaliseTitle, seniorityFromText } from '../normalise/titles/titles.ts'
import { type WordCounts, wordsInText } from '../words.ts'
import { type StatedPay, statedPay } from './pay-reading.ts'
import { readPlace } from './place-reading.ts'
import { readSkills, type SkillReading } from './skill-reading.ts'

/**
 * What a job says of itself, by its fields and its texts: true of it whatever model reads it, and on
 * whatever day.
 */
export interface JobReading {
  readonly title: TitleRoles
  readonly skills: readonly SkillReading[]
  /** Skills that the title itself names. */
  readonly titleSkills: readonly SkillReading[]
  /** 0 entry … 5 executive, NaN = unknown. */
  readonly level: number
  /** Years asked for in the text; NaN = none. */
  readonly yearsAsked: number
  readonly place: Place | undefined
  readonly timeZone: string | undefined
  readonly mode: WorkMode['remote']
  /** The text says that the work is on site only. */
  readonly onsiteOnly: boolean
  readonly pay: StatedPay
  /** Pay in the text; looked for only where the fields give none that any model could convert. */
  readonly writtenPay: PayFound | undefined
  readonly benefits: ReadonlySet<string>
  readonly languages: ReadonlySet<string>
  /** What the text demands of the right to work. */
  readonly authorization: AuthorizationDemand | undefined
  readonly employmentType: string | undefined
  readonly industries: ReadonlySet<string>
  /** Milliseconds since the epoch, NaN = unknown. */
  readonly postedAt: number
  readonly deadline: number
  /** Of title and description. */
  readonly words: WordCounts
  /** Share of the fields filled in, 0-1. */
  readonly completeness: number
}

/**
 * Jobs made in the platform's form are all level mid, not remote, in USD, with blank pay stored as
 * 0: what is really meant stands in title, description or place.
 */
export function readJob(job: Job): JobReading {
  const work = workModeFromText(job.location ?? '', job.title, job.description)
  const place = readPlace(job)
  const pay = statedPay(job.salary_min, job.salary_max, job.salary_currency)
  return {
    title: titleRoles(job.title),
    skills: readSkills(job.skills),
    titleSkills: readTitleSkills(job.title),
    level: levelOf(job),
    yearsAsked: yearsAsked(job.description)?.min ?? Number.NaN,
    place,
    timeZone: (job.timezone ? resolveTimeZone(job.timezone) : undefined) ?? place?.timeZone,
    mode: modeOf(job, work.remote),
    onsiteOnly: work.onsiteOnly,
    pay,
    writtenPay: annualPay(pay) ? undefined : payFromText(job.description),
    benefits: canonicalBenefits(job.benefits ?? []),
    languages: new Set(languagesFromText(job.description)),
    authorization: authorizationDemand(job.description),
    employmentType: job.employment_type ? canonicalEmploymentType(job.employment_type) : undefined,
    industries: industriesOf(job),
    postedAt: Date.parse(job.posted_at ?? ''),
    deadline: Date.parse(job.application_deadline ?? ''),
    words: wordsInText(`${job.title}. ${job.description}`),
    completeness: completenessOf(job),
  }
}

const readTitleSkills = (title: string) =>
  readSkills([...findSkillsInText(title)].map((id) => ({ name: knownSkill(id)?.name ?? id })))

/** Title, then the field unless it is the default, then the text, then the default. */
function levelOf(job: Job): number {
  const field = job.experience_level
  const inTitle = normaliseTitle(job.title).seniority
  const stated =
    !field || field === 'mid' ? (inTitle ?? seniorityFromText(job.description) ?? field) : field
  return stated ? EXPERIENCE_LEVELS.indexOf(stated) : Number.NaN
}

/** What is written beats the flags, whose false is a default; a set flag is a statement. */
function modeOf(job: Job, written: WorkMode['remote']): WorkMode['remote'] {
  if (written) return written
  if (job.remote_allowed) return 'remote'
  return job.hybrid ? 'hybrid' : undefined
}

function industriesOf(job: Job): ReadonlySet<string> {
  const industry = job.company_industry ? canonicalIndustry(job.company_industry) : undefined
  return new Set(industry === undefined ? [] : [industry])
}

function completenessOf(job: Job): number {
  const filled = [
    job.description.length >= 50,
    job.skills?.length,
    job.experience_level,
    job.location || job.remote_allowed,
    job.salary_min || job.salary_max,
    job.company_culture,
    job.benefits?.length,
    job.employment_type,
  ]
  return filled.filter(Boolean).length / filled.length
}
