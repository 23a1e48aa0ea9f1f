import { findOccupation } from '../../training/synthetic/catalog.ts'
import { Random } from '../../training/synthetic/random.ts'
import { loadExampleRequest } from '../examples.ts'
import type { Company } from './companies.ts'
import { rowsOfJob } from './jobs.ts'
import type { PlatformRows, ProfileRow } from './rows.ts'
import { SkillRegister } from './skills.ts'
import { rowsOfTalent } from './talents.ts'

/** The talent of `examples/`, and who signs in as it. */
export const DEMO_TALENT = {
  id: '7f1c3a52-0d0e-4b4e-9a51-5c1e9f0f8a11',
  profileId: '7f1c3a52-0d0e-4b4e-9a51-5c1e9f0f8a12',
} as const

/** A job of `examples/`, and who signs in as its company. */
export const DEMO_JOB = {
  id: '0b6f2f0e-3c55-4a0c-9d07-1f5f0f9a2b01',
  companyId: '0b6f2f0e-3c55-4a0c-9d07-1f5f0f9a2c00',
  companyProfileId: '0b6f2f0e-3c55-4a0c-9d07-1f5f0f9a2c01',
} as const

const COMPANY: Company = {
  field: findOccupation('backend-developer').field,
  row: {
    id: DEMO_JOB.companyId,
    profile_id: DEMO_JOB.companyProfileId,
    name: 'Demo Company',
    slug: 'demo-company',
    description: 'A made-up employer in Technology.',
    industry: 'Technology',
    company_size: '51-200',
    location: 'Berlin, Germany',
    culture_values: ['Ownership', 'Continuous learning', 'Work-life balance'],
    benefits: ['Health insurance', 'Flexible hours', 'Learning budget', 'Remote work'],
  },
}

const TALENT_PROFILE: ProfileRow = {
  id: DEMO_TALENT.profileId,
  email: 'demo-talent@example.com',
  full_name: 'Demo Talent',
  role: 'talent',
}

const COMPANY_PROFILE: ProfileRow = {
  id: DEMO_JOB.companyProfileId,
  email: 'demo-company@example.com',
  full_name: 'Recruiter of Demo Company',
  role: 'company',
}

/**
 * The rows of `examples/`: the talent and the eight jobs that the documentation speaks of, the same on
 * every made-up platform.
 */
export function rowsOfProtagonists(asOf: Date): Partial<PlatformRows> {
  const { talent, jobs } = loadExampleRequest()
  const skills = new SkillRegister()
  const person = rowsOfTalent(talent, TALENT_PROFILE, new Random('protagonist'), skills)
  const postings = jobs.map((job) => rowsOfJob(job, COMPANY, 'active', asOf, skills))
  const profiles = [TALENT_PROFILE, COMPANY_PROFILE]
  return {
    'auth.users': profiles.map(({ id, email }) => ({ id, email })),
    profiles,
    companies: [COMPANY.row],
    skills: skills.take(),
    talents: [{ ...person.talent, availability_status: 'available' }],
    talent_skills: person.talentSkills,
    jobs: postings.map(({ job }) => job),
    job_skills: postings.flatMap(({ jobSkills }) => jobSkills),
  }
}
