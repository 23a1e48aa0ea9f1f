import { createWorld } from '../src/training/synthetic/world.ts'
import type { Job, Talent } from '../supabase/functions/_shared/payload.ts'

const MIN_WORDS = 100
const MAX_WORDS = 200

/** Rows of a seed as people fill them in, descriptions of 100-200 words; new seeds give new texts. */
export function createRows(
  seed: string,
  size: { readonly talents: number; readonly jobs: number },
) {
  // Some rows are occupations, which say too little to be measured with.
  const world = createWorld(seed, { talents: 2 * size.talents + 8, jobs: 2 * size.jobs + 8 })
  const talents = world.talents.filter(isUsual)
  const jobs = world.jobs.filter(isUsual)
  return {
    talents: talents.slice(0, size.talents).map(({ payload }) => payload),
    jobs: jobs
      .slice(0, size.jobs)
      .map(({ payload }) => ({ ...payload, description: sized(payload, world.jobs) })),
  }
}

interface Synthetic {
  readonly payload: Talent | Job
  readonly truth: { readonly shape: string }
}

/** A person's row, without the contradiction that the service refuses. */
function isUsual({ payload: { salary_min, salary_max }, truth }: Synthetic): boolean {
  return truth.shape === 'person' && !(salary_min && salary_max && salary_min > salary_max)
}

/** The description, drawn out with sentences of others of the same world where it is short. */
function sized(job: Job, others: readonly { readonly payload: Job }[]): string {
  const words = job.description.split(/\s+/)
  let next = [...job.id].reduce((sum, each) => sum + each.charCodeAt(0), 0)
  while (words.length < MIN_WORDS) {
    words.push(...(others[next++ % others.length]?.payload.description.split(/\s+/) ?? []))
  }
  return words.slice(0, MAX_WORDS).join(' ')
}

const LIMITS = { limit: 20, min_score: 0 }

export interface Call {
  readonly path: string
  readonly body: string
}

export const jobsCall = (talent: Talent, jobs: readonly Job[]): Call => ({
  path: '/api/v1/match/talent-to-jobs',
  body: JSON.stringify({ talent, jobs, ...LIMITS }),
})

export const talentsCall = (job: Job, talents: readonly Talent[]): Call => ({
  path: '/api/v1/match/job-to-talents',
  body: JSON.stringify({ job, talents, ...LIMITS }),
})

/** Another salary with each call, so that no whole answer can be repeated. */
export const withSalary = <T extends Talent | Job>(row: T, call: number): T => ({
  ...row,
  salary_min: 40_000 + (call % 3000) * 20,
  salary_max: 110_000 + (call % 3001) * 10,
})
