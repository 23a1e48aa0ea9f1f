import type { FeatureContext } from '../features/context.ts'
import type { Pair } from '../features/pair.ts'
import type { PreparedJob, PreparedTalent } from '../features/prepared.ts'
import { evidenceForJob, evidenceOfTalent, SkillEvidence } from '../features/skill-evidence.ts'

/** One side that is matched, and the many of the other side that it is compared with. */
export type Comparison =
  | { readonly talent: PreparedTalent; readonly jobs: readonly PreparedJob[] }
  | { readonly job: PreparedJob; readonly talents: readonly PreparedTalent[] }

/**
 * Gives the pair of the i-th candidate. The same object is filled anew by every call, so that
 * comparing thousands allocates nothing: use it before the next call.
 */
export function pairsOf(comparison: Comparison, context: FeatureContext): (index: number) => Pair {
  const skills = new SkillEvidence()
  if ('jobs' in comparison) {
    const { talent, jobs } = comparison
    const compare = evidenceOfTalent(talent)
    return (index) => {
      const job = jobs[index] as PreparedJob
      compare(job, skills)
      return { talent, job, context, skills }
    }
  }
  const { job, talents } = comparison
  const compare = evidenceForJob(job)
  return (index) => {
    const talent = talents[index] as PreparedTalent
    compare(talent, skills)
    return { talent, job, context, skills }
  }
}

/** Number of candidates. */
export const sizeOf = (comparison: Comparison) =>
  'jobs' in comparison ? comparison.jobs.length : comparison.talents.length
