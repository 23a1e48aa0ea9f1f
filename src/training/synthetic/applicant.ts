import {
  EXPERIENCE_LEVELS,
  type ExperienceLevel,
  type Job,
  type Talent,
  type TalentSkill,
} from '../../../supabase/functions/_shared/payload.ts'
import { PLACES } from './places.ts'
import type { Random } from './random.ts'
import type { JobTruth } from './truth.ts'

/** How often each part of a profile is as one sees it among applicants. */
const SHARES = {
  skills: 0.6,
  place: 0.5,
  pay: 0.5,
  experience: 0.5,
  benefits: 0.5,
  authorization: 0.3,
  language: 0.2,
  employment: 0.15,
  relocation: 0.2,
} as const

const BENEFITS = [
  'Health insurance',
  '401k',
  'Flexible hours',
  'Remote work',
  'Paid time off',
  'Learning budget',
  'Parental leave',
  'Stock options',
] as const

const FORMS = ['full-time', 'part-time', 'contract', 'freelance', 'internship'] as const

const DEMANDS = [
  'You must be authorized to work in the United States without sponsorship.',
  'Applicants need the right to work in the EU; we cannot sponsor visas.',
  'US work authorization required. Visa sponsorship is available.',
] as const

const LANGUAGES = ['German', 'French', 'Spanish', 'Mandarin', 'Turkish'] as const

const AUTHORIZATIONS = [
  'US Citizen',
  'Green Card',
  'EU Citizen',
  'H1B',
  'Need sponsorship',
  null,
] as const

/** A talent and a job as they meet in an application, and what was added to their texts. */
export interface Application {
  readonly talent: Talent
  readonly job: Job
  /** A sentence at the end of the bio, or of the description; blank where there is none. */
  readonly wish: string
  readonly demand: string
}

/** What is asked, and what is known of it besides. */
export interface Posting {
  readonly payload: Job
  readonly truth: Pick<JobTruth, 'level' | 'place'>
}

/**
 * The same talent as it would stand among the applicants of a job. Two rows drawn apart seldom
 * share a town, a scale of pay or half of their skills; those who apply, and whom retrieval
 * serves, often do, and it is among them that a ranking is made.
 */
export function asApplicant(
  talent: Talent,
  { payload: job, truth }: Posting,
  random: Random,
): Application {
  const authorization = random.chance(SHARES.authorization) ? random.pick(DEMANDS) : ''
  const language = random.chance(SHARES.language)
    ? `Fluent ${random.pick(LANGUAGES)} is required.`
    : ''
  const demand = [authorization, language].filter(Boolean).join(' ')
  const wantsBenefits = random.chance(SHARES.benefits)
  const benefits =
    wantsBenefits && !job.benefits?.length && random.chance(0.7)
      ? random.sample(BENEFITS, random.int(1, 4))
      : job.benefits
  const wish = random.chance(SHARES.employment) ? `Looking for ${random.pick(FORMS)} work.` : ''
  return {
    wish,
    demand,
    job:
      demand || benefits !== job.benefits
        ? { ...job, benefits, description: `${job.description} ${demand}`.trim() }
        : job,
    talent: {
      ...talent,
      ...(wish && { bio: talent.bio ? `${talent.bio} ${wish}` : wish }),
      ...(random.chance(SHARES.skills) && { skills: mixSkills(talent, job, random) }),
      ...(random.chance(SHARES.place) && drawNearbyPlace(job, truth.place.country, random)),
      ...(random.chance(SHARES.pay) && drawPayNear(job, random)),
      ...(random.chance(SHARES.experience) && drawExperienceNear(truth.level, random)),
      ...(wantsBenefits && {
        desired_benefits: random.sample([...(benefits ?? []), ...BENEFITS], random.int(1, 3)),
      }),
      ...(authorization && { work_authorization: random.pick(AUTHORIZATIONS) }),
      ...(language && { languages: ['English', ...random.sample(LANGUAGES, random.int(0, 2))] }),
      ...(random.chance(SHARES.relocation) && { willing_to_relocate: random.chance(0.5) }),
    },
  }
}

/** Some of the asked skills, at any depth, among some of the own ones. */
function mixSkills(talent: Talent, job: Job, random: Random): TalentSkill[] {
  const share = random.next()
  const asked = (job.skills ?? [])
    .filter(() => random.chance(share))
    .map(
      ({ name }): TalentSkill => ({
        name,
        proficiency_level: random.chance(0.4) ? 3 : random.int(1, 5),
        years_of_experience: random.chance(0.5) ? 0 : random.int(1, 9),
        is_primary: random.chance(0.25),
      }),
    )
  const names = new Set(asked.map(({ name }) => name))
  const own = (talent.skills ?? []).filter(({ name }) => !names.has(name) && random.chance(0.5))
  return [...asked, ...own]
}

function drawNearbyPlace(job: Job, country: string, random: Random): Partial<Talent> {
  if (random.chance(0.5) && job.location) return { location: job.location, timezone: null }
  const place = random.pick(PLACES.filter((each) => each.country === country))
  return { location: `${place.city}, ${place.state ?? place.country}`, timezone: null }
}

/** An expectation from well below to well above the offer. */
function drawPayNear(job: Job, random: Random): Partial<Talent> {
  const offer = job.salary_max || job.salary_min
  if (!offer) return {}
  const min = Math.round((offer * random.between(0.55, 1.5)) / 500) * 500
  return {
    salary_min: min,
    salary_max: random.chance(0.7) ? Math.round(min * random.between(1.05, 1.4)) : null,
    salary_currency: job.salary_currency ?? null,
    hourly_rate_min: null,
    hourly_rate_max: null,
  }
}

const YEARS: Readonly<Record<ExperienceLevel, number>> = {
  entry: 1,
  junior: 2,
  mid: 5,
  senior: 8,
  lead: 11,
  executive: 18,
}

function drawExperienceNear(level: ExperienceLevel, random: Random): Partial<Talent> {
  const step = random.weighted([
    [0, 4],
    [-1, 2],
    [1, 2],
    [-2, 1],
    [2, 1],
  ])
  const at = Math.max(0, EXPERIENCE_LEVELS.indexOf(level) + step)
  const near = EXPERIENCE_LEVELS[at] ?? 'executive'
  return {
    experience_level: near,
    years_of_experience: Math.max(0, Math.round(YEARS[near] * random.between(0.5, 1.7))),
  }
}
