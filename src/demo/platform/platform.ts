import { findOccupation, neighboursOf } from '../../training/synthetic/catalog.ts'
import { createJob } from '../../training/synthetic/job.ts'
import { Random } from '../../training/synthetic/random.ts'
import { createTalent } from '../../training/synthetic/talent.ts'
import type { SyntheticJob } from '../../training/synthetic/truth.ts'
import { actsOf } from './acts.ts'
import { type Company, createCompany, rowsOfCompanies } from './companies.ts'
import { CompanyPool, rowsOfJobs } from './jobs.ts'
import type { PlatformRows } from './rows.ts'
import { SkillRegister } from './skills.ts'
import { rowsOfTalents } from './talents.ts'

export interface PlatformSize {
  readonly talents: number
  /** Of any status; about 88 % are active. */
  readonly jobs: number
  readonly companies: number
  readonly seed: number
  /** What counts as now; the rest of every row is the same whatever it is. */
  readonly asOf: Date
  /** In all, spread over the talents; absent: for the jobs that they like, some 2 each. */
  readonly applications?: number | undefined
  /** How far applications and what was done about matches reach back; default 6. */
  readonly weeks?: number | undefined
}

const DEFAULT_WEEKS = 6

/** Rows that are made, and sent to the database, at a time: some 10 MB. */
const CHUNK = 2_000
/** Jobs that talents look at; more would only take memory. */
const LOOKED_AT = 5_000
/** Every row is as users fill it in; none is an occupation of public data, as some for training are. */
const DRAW = { occupationShaped: 0 }
/** Jobs of one talent's own and near work that it has seen. */
const SEEN = 30

/**
 * A made-up platform, in chunks whose rows refer only to their own or to earlier ones. The same seed
 * gives the same rows everywhere, platforms of different seeds fit into one database, and a larger
 * platform begins with the jobs and talents of a smaller one.
 */
export function* streamPlatform(size: PlatformSize): Generator<Partial<PlatformRows>> {
  const { seed, asOf, weeks = DEFAULT_WEEKS } = size
  const skills = new SkillRegister()
  const companies: Company[] = []
  for (const indices of chunks(size.companies)) {
    const some = indices.map((index) => createCompany(seed, index))
    companies.push(...some)
    yield rowsOfCompanies(seed, some, indices[0] ?? 0)
  }
  const pool = new CompanyPool(companies)
  const looked = new JobsByOccupation()
  let left = size.applications
  for (const indices of chunks(size.jobs)) {
    const jobs = indices.map((index) => createJob(seed, index, asOf, DRAW))
    const rows = rowsOfJobs(seed, jobs, pool, asOf, skills)
    jobs.forEach((job, at) => {
      if (rows.jobs[at]?.status === 'active') looked.add(job)
    })
    yield { skills: skills.take(), ...rows }
  }
  for (const indices of chunks(size.talents)) {
    const talents = indices.map((index) => createTalent(seed, index, DRAW))
    const rows = rowsOfTalents(seed, talents, indices[0] ?? 0, skills)
    const acts = talents.map((talent, at) => {
      const random = new Random(seed, 'acts', talent.payload.id)
      const share = left && Math.ceil(left / (size.talents - (indices[0] ?? 0) - at))
      const seen = looked.near(talent.truth.occupation, random, share)
      const done = actsOf(talent, seen, random, { asOf, weeks, applications: share })
      if (left !== undefined) left -= done.applications.length
      return done
    })
    yield {
      skills: skills.take(),
      ...rows,
      applications: acts.flatMap(({ applications }) => applications),
      matches: acts.flatMap(({ matches }) => matches),
    }
  }
}

class JobsByOccupation {
  readonly #all: SyntheticJob[] = []
  readonly #jobs = new Map<string, SyntheticJob[]>()

  add(job: SyntheticJob): void {
    if (this.#all.length === LOOKED_AT) return
    this.#all.push(job)
    const { id } = findOccupation(job.truth.occupation)
    const known = this.#jobs.get(id)
    if (known) known.push(job)
    else this.#jobs.set(id, [job])
  }

  /** @param wanted at least so many, be they of other work */
  near(occupation: string, random: Random, wanted = 0): SyntheticJob[] {
    const all = [occupation, ...neighboursOf(occupation)].flatMap((id) => this.#jobs.get(id) ?? [])
    const near = random.sample(all, Math.max(SEEN, wanted))
    if (near.length >= wanted) return near
    const known = new Set(near)
    const others = this.#all.filter((job) => !known.has(job))
    return [...near, ...random.sample(others, wanted - near.length)]
  }
}

function* chunks(count: number): Generator<number[]> {
  for (let start = 0; start < count; start += CHUNK) {
    yield Array.from({ length: Math.min(CHUNK, count - start) }, (_, at) => start + at)
  }
}
