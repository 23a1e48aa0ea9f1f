import type { Job } from '../../../supabase/functions/_shared/payload.ts'
import { asApplicant, type Posting } from '../../training/synthetic/applicant.ts'
import { findOccupation } from '../../training/synthetic/catalog.ts'
import { createJob } from '../../training/synthetic/job.ts'
import { PLACES } from '../../training/synthetic/places.ts'
import { Random } from '../../training/synthetic/random.ts'
import { createTalent } from '../../training/synthetic/talent.ts'
import { loadExampleRequest } from '../examples.ts'
import { createCompany } from './companies.ts'
import { CompanyPool, rowsOfJob } from './jobs.ts'
import type { PlatformSize } from './platform.ts'
import { emailOf, type PlatformRows } from './rows.ts'
import { SkillRegister } from './skills.ts'
import { rowsOfTalent } from './talents.ts'

/** The occupations of the jobs of `examples/`, in their order. */
const OCCUPATIONS = [
  'backend-developer',
  'backend-developer',
  'data-engineer',
  'fullstack-developer',
  'site-reliability-engineer',
  'web-developer',
  'machine-learning-engineer',
  'registered-nurse',
]
/** Talents who could apply for each of those jobs, and jobs of the same work elsewhere. */
const TALENTS_EACH = 8
const JOBS_EACH = 3
/** Companies of the platform that may offer them: the first ones are of every field. */
const COMPANIES = 48

/**
 * Rows around those of `examples/`: among a few hundred jobs of all trades hardly one is like them, and
 * there would be little to rank. They refer to companies of the platform, which must be there.
 */
export function rowsOfCast({ seed, asOf, companies }: PlatformSize): Partial<PlatformRows> {
  const skills = new SkillRegister()
  const pool = new CompanyPool(
    Array.from({ length: Math.min(companies, COMPANIES) }, (_, index) =>
      createCompany(seed, index),
    ),
  )
  const people = loadExampleRequest().jobs.flatMap((job, at) =>
    numbers(at, TALENTS_EACH).map((number) => rowsOfApplicant(seed, number, job, at, skills)),
  )
  const postings = OCCUPATIONS.flatMap((occupation, at) =>
    numbers(at, JOBS_EACH).map((number) => {
      const draw = { occupationShaped: 0, occupations: [occupation] }
      const { payload } = createJob(`${seed}-cast`, number, asOf, draw)
      const { field } = findOccupation(occupation)
      const company = pool.pick(field.id, new Random(seed, 'posting', payload.id))
      return rowsOfJob(payload, company, 'active', asOf, skills)
    }),
  )
  return {
    'auth.users': people.map(({ profile: { id, email } }) => ({ id, email })),
    profiles: people.map(({ profile }) => profile),
    skills: skills.take(),
    talents: people.map(({ talent }) => talent),
    talent_skills: people.flatMap(({ talentSkills }) => talentSkills),
    jobs: postings.map(({ job }) => job),
    job_skills: postings.flatMap(({ jobSkills }) => jobSkills),
  }
}

function rowsOfApplicant(
  seed: number,
  number: number,
  job: Job,
  at: number,
  skills: SkillRegister,
) {
  const random = new Random(seed, 'applicant', number)
  const drawn = createTalent(`${seed}-cast`, number, {
    occupationShaped: 0,
    occupations: OCCUPATIONS.slice(at, at + 1),
  })
  const { talent } = asApplicant(drawn.payload, postingOf(job, random), random)
  return rowsOfTalent(
    talent,
    {
      id: random.uuid(),
      email: emailOf(seed, `applicant-${number + 1}`),
      full_name: `Applicant ${number + 1}`,
      role: 'talent',
    },
    random,
    skills,
  )
}

function postingOf(job: Job, random: Random): Posting {
  const near = PLACES.filter(
    ({ city, country }) => job.location?.includes(city) || job.location?.includes(country),
  )
  const place = random.pick(near.length > 0 ? near : PLACES)
  return { payload: job, truth: { level: job.experience_level ?? 'mid', place } }
}

const numbers = (group: number, count: number) =>
  Array.from({ length: count }, (_, i) => group * count + i)
