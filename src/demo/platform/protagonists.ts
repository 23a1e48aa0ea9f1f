import { findOccupation } from '../../training/synthetic/catalog.ts'
import { Random } from '../../training/synthetic/random.ts'
import { loadExampleRequest } from '../examples.ts'
import { createCompany, rowsOfCompanies } from './companies.ts'
import { rowsOfJob } from './jobs.ts'
import type { PlatformRows } from './rows.ts'
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
  companyProfileId: '0b6f2f0e-3c55-4a0c-9d07-1f5f0f9a2c01',
} as const

/** The rows of `examples/`: the talent and the eight jobs that the documentation speaks of. */
export function rowsOfProtagonists(seed: number, asOf: Date): Partial<PlatformRows> {
  const { talent, jobs } = loadExampleRequest()
  const skills = new SkillRegister(seed)
  const made = createCompany(seed, -1)
  const company = {
    field: findOccupation('backend-developer').field,
    row: {
      ...made.row,
      profile_id: DEMO_JOB.companyProfileId,
      name: 'Demo Company 0',
      slug: 'demo-company-0',
      industry: 'Technology',
    },
  }
  const random = new Random(seed, 'protagonist')
  const person = rowsOfTalent(talent, DEMO_TALENT.profileId, 'Demo Talent', random, skills)
  const postings = jobs.map((job) => rowsOfJob(job, company, 'active', asOf, skills))
  const owner = rowsOfCompanies([company], -1)
  return {
    'auth.users': [...owner['auth.users'], { id: person.profile.id, email: person.profile.email }],
    profiles: [...owner.profiles, person.profile],
    companies: owner.companies,
    skills: skills.take(),
    talents: [{ ...person.talent, availability_status: 'available' }],
    talent_skills: person.talentSkills,
    jobs: postings.map(({ job }) => job),
    job_skills: postings.flatMap(({ jobSkills }) => jobSkills),
  }
}
