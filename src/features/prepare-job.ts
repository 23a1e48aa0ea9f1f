import { EXPERIENCE_LEVELS, type Job } from '../../supabase/functions/_shared/payload.ts'
import type { FeatureContext } from './context.ts'
import { authorizationDemand } from './normalise/authorization.ts'
import { canonicalBenefits } from './normalise/benefits.ts'
import { canonicalEmploymentType } from './normalise/employment-types.ts'
import { canonicalIndustry } from './normalise/industries.ts'
import { languagesFromText } from './normalise/languages.ts'
import { annualPay, payFromText, plausiblePeriod } from './normalise/pay.ts'
import { type Place, resolvePlace } from './normalise/places.ts'
import { findSkillsInText } from './normalise/skill-mentions.ts'
import { knownSkill } from './normalise/skills.ts'
import { resolveTimeZone } from './normalise/time-zones.ts'
import { titleRoles } from './normalise/title-similarity.ts'
import { normaliseTitle, seniorityFromText } from './normalise/titles.ts'
import { workModeFromText } from './normalise/work-mode.ts'
import { yearsAsked } from './normalise/years.ts'
import { prepareSkills } from './prepare-skills.ts'
import type { PayRange, PreparedJob } from './prepared.ts'
import { documentTerms } from './terms.ts'
import { jobTexts, type VectorLookup } from './texts.ts'

/**
 * Reads everything about a job that features need, once. Jobs made in the platform's form are all
 * level mid, not remote, in USD, with blank pay stored as 0: what is really meant stands in title,
 * description or place.
 */
export function prepareJob(job: Job, context: FeatureContext, vectors: VectorLookup): PreparedJob {
  const texts = jobTexts(job)
  const skills = prepareSkills(job.skills, context, vectors)
  const inTitle = findSkillsInText(job.title)
  const work = workModeFromText(job.location ?? '', job.title, job.description)
  const place = placeOf(job)
  const languages = new Set(languagesFromText(job.description))
  return {
    given: job,
    title: titleRoles(job.title),
    skills,
    titleSkills: prepareSkills(
      [...inTitle].map((id) => ({ name: knownSkill(id)?.name ?? id })),
      context,
      vectors,
    ).list,
    level: levelOf(job),
    yearsAsked: yearsAsked(job.description)?.min ?? Number.NaN,
    place,
    timeZone: (job.timezone ? resolveTimeZone(job.timezone) : undefined) ?? place?.timeZone,
    mode: modeOf(job, work.remote),
    onsiteOnly: work.onsiteOnly,
    pay: payOf(job, context),
    benefits: canonicalBenefits(job.benefits ?? []),
    languages,
    authorization: authorizationDemand(job.description),
    employmentType: job.employment_type ? canonicalEmploymentType(job.employment_type) : undefined,
    industries: industriesOf(job),
    postedAt: Date.parse(job.posted_at ?? ''),
    deadline: Date.parse(job.application_deadline ?? ''),
    terms: documentTerms(`${job.title}. ${job.description}`, context.usualLength),
    vectors: {
      title: vectors(texts.title),
      description: vectors(texts.description),
      culture: vectors(texts.culture),
    },
    completeness: completenessOf(job),
  }
}

/** Title, then the field unless it is the default, then the text, then the default. */
function levelOf(job: Job): number {
  const field = job.experience_level
  const inTitle = normaliseTitle(job.title).seniority
  const stated =
    !field || field === 'mid' ? (inTitle ?? seniorityFromText(job.description) ?? field) : field
  return stated ? EXPERIENCE_LEVELS.indexOf(stated) : Number.NaN
}

/** What is written beats the flags, whose false is a default; a set flag is a statement. */
function modeOf(job: Job, written: PreparedJob['mode']): PreparedJob['mode'] {
  if (written) return written
  if (job.remote_allowed) return 'remote'
  return job.hybrid ? 'hybrid' : undefined
}

function placeOf(job: Job): Place | undefined {
  const place = job.location ? resolvePlace(job.location) : undefined
  const { latitude, longitude } = job
  if (typeof latitude !== 'number' || typeof longitude !== 'number') return place
  return { ...(place ?? { kind: 'city', name: job.location ?? '' }), latitude, longitude }
}

function payOf(job: Job, { rates }: FeatureContext): PayRange | undefined {
  const stated = { min: job.salary_min, max: job.salary_max, currency: job.salary_currency }
  const annual = annualPay({ ...stated, period: plausiblePeriod(stated, rates) }, rates)
  if (annual) return annual
  const written = payFromText(job.description)
  return written && annualPay(written, rates)
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
