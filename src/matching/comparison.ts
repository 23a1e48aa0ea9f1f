import type { FeatureContext } from '../features/context.ts'
import type { Pair } from '../features/pair.ts'
import type { PreparedJob, PreparedTalent } from '../features/prepared.ts'
import {
  type AskedSkills,
  evidenceOfPair,
  evidenceOfTalent,
  SkillEvidence,
} from '../features/skill-evidence.ts'

/** One side that is matched, and the many of the other side that it is compared with. */
export type Comparison =
  | {
      readonly talent: PreparedTalent
      readonly jobs: readonly PreparedJob[]
      /** Made of `jobs`; given where one list of jobs is compared with many talents. */
      readonly asked?: AskedSkills
    }
  | {
      readonly job: PreparedJob
      readonly talents: readonly PreparedTalent[]
      /** Made of `job`; given where the talents are not kept, for they share many skills. */
      readonly asked?: AskedSkills
    }

/** The pairs of one comparison. */
export interface Pairs {
  /** Number of candidates. */
  readonly count: number
  /**
   * The pair of the i-th candidate. Its skill evidence is filled anew by every call, so that
   * comparing thousands allocates next to nothing: use it before the next call.
   */
  readonly at: (index: number) => Pair
}

export function pairsOf(comparison: Comparison, context: FeatureContext): Pairs {
  const skills = new SkillEvidence()
  if ('jobs' in comparison) {
    const { talent, jobs, asked } = comparison
    const ofMany = asked && evidenceOfTalent(talent, asked)
    const at = (index: number) => {
      const job = jobs[index] as PreparedJob
      if (ofMany) ofMany(job, skills)
      else evidenceOfPair(talent, job, skills)
      return { talent, job, context, skills }
    }
    return { count: jobs.length, at }
  }
  const { job, talents, asked } = comparison
  const at = (index: number) => {
    const talent = talents[index] as PreparedTalent
    if (asked) evidenceOfTalent(talent, asked)(job, skills)
    else evidenceOfPair(talent, job, skills)
    return { talent, job, context, skills }
  }
  return { count: talents.length, at }
}
