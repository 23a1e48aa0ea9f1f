import { EXPERIENCE_LEVELS, type Job } from '../../../supabase/functions/_shared/payload.ts'
import { findOccupation } from '../../training/synthetic/catalog.ts'
import { Random } from '../../training/synthetic/random.ts'
import type { SyntheticJob } from '../../training/synthetic/truth.ts'
import type { Company } from './companies.ts'
import type { JobRow, PlatformRows } from './rows.ts'
import { onePerSkill, type SkillRegister } from './skills.ts'
import { whole } from './talents.ts'

type JobRows = Pick<PlatformRows, 'jobs' | 'job_skills'>

const EMPLOYMENT_TYPES = ['full_time', 'part_time', 'contract', 'freelance', 'internship']
const DAY_MS = 86_400_000

/** The rows of made-up jobs, each at a company of its field. */
export function rowsOfJobs(
  seed: number,
  jobs: readonly SyntheticJob[],
  companies: CompanyPool,
  asOf: Date,
  skills: SkillRegister,
): JobRows {
  const rows = jobs.map(({ payload, truth }) => {
    const random = new Random(seed, 'posting', payload.id)
    const company = companies.pick(findOccupation(truth.occupation).field.id, random)
    return rowsOfJob(payload, company, statusOf(random), asOf, skills)
  })
  return {
    jobs: rows.map(({ job }) => job),
    job_skills: rows.flatMap(({ jobSkills }) => jobSkills),
  }
}

/** Companies by the field that they are in. */
export class CompanyPool {
  readonly #all: readonly Company[]
  readonly #byField: ReadonlyMap<string, readonly Company[]>

  constructor(companies: readonly Company[]) {
    this.#all = companies
    this.#byField = groupByField(companies)
  }

  pick(fieldId: string, random: Random): Company {
    return random.pick(this.#byField.get(fieldId) ?? this.#all)
  }
}

function groupByField(companies: readonly Company[]): Map<string, Company[]> {
  const groups = new Map<string, Company[]>()
  for (const company of companies) {
    const group = groups.get(company.field.id)
    if (group) group.push(company)
    else groups.set(company.field.id, [company])
  }
  return groups
}

const statusOf = (random: Random): JobRow['status'] =>
  random.weighted([
    ['active', 88],
    ['draft', 3],
    ['paused', 3],
    ['closed', 4],
    ['expired', 2],
  ])

export function rowsOfJob(
  payload: Job,
  { row: company }: Company,
  status: JobRow['status'],
  asOf: Date,
  skills: SkillRegister,
) {
  const job: JobRow = {
    id: payload.id,
    company_id: company.id,
    title: payload.title,
    slug: `${slugOf(payload.title)}-${payload.id.slice(0, 8)}`,
    description: payload.description,
    location: payload.location ?? null,
    employment_type:
      EMPLOYMENT_TYPES.find((type) => type === payload.employment_type?.replace('-', '_')) ??
      'full_time',
    experience_level: EXPERIENCE_LEVELS.find((level) => level === payload.experience_level) ?? null,
    remote_allowed: payload.remote_allowed ?? null,
    salary_min: whole(payload.salary_min),
    salary_max: whole(payload.salary_max),
    currency: payload.salary_currency ?? 'USD',
    benefits: payload.benefits ?? null,
    application_deadline: deadlineOf(payload, status, asOf),
    status,
    created_at: payload.posted_at ?? new Date(asOf.getTime() - 7 * DAY_MS).toISOString(),
  }
  const jobSkills = onePerSkill(
    (payload.skills ?? []).map((skill) => ({
      job_id: payload.id,
      skill_id: skills.idOf(skill.name),
      is_required: skill.is_required ?? true,
      proficiency_level: skill.proficiency_level ?? 3,
    })),
  )
  return { job, jobSkills }
}

/** What is active on the demo is open; one in three says until when. */
function deadlineOf(payload: Job, status: JobRow['status'], asOf: Date): string | null {
  const given = payload.application_deadline
  if (!given) return null
  if (status === 'expired') return new Date(asOf.getTime() - DAY_MS).toISOString()
  return Date.parse(given) > asOf.getTime()
    ? given
    : new Date(asOf.getTime() + 30 * DAY_MS).toISOString()
}

const slugOf = (title: string) =>
  title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60)
