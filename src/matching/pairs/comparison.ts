import type { FeatureContext } from '../../features/context.ts'
import type { Pair } from '../../features/pair.ts'
import type { PreparedJob, PreparedTalent } from '../../features/prepared.ts'
import type { SkillAffinity } from '../../features/skill-affinity.ts'
import {
  type AskedSkills,
  evidenceOfJob,
  evidenceOfPair,
  evidenceOfTalent,
  SkillEvidence,
} from '../../features/skill-evidence.ts'

/** A list, or what makes its items when they are asked for. */
export interface Rows<Row> {
  readonly length: number
  /** Good until the next is asked for. */
  at(index: number): Row | undefined
}

/** One side that is matched, and the many of the other side that it is compared with. */
export type Comparison =
  | {
      readonly talent: PreparedTalent
      readonly jobs: Rows<PreparedJob>
      /** Made of `jobs`; given where one list of jobs is compared with many talents. */
      readonly asked?: AskedSkills
      /** Given where the jobs are met this once, and their skills again and again. */
      readonly affinity?: SkillAffinity
    }
  | {
      readonly job: PreparedJob
      readonly talents: Rows<PreparedTalent>
      /** Made of `job`; given where the talents are met this once, so that what each shows is not kept. */
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
    const { talent, jobs, asked, affinity } = comparison
    const ofMany = asked && evidenceOfTalent(talent, asked)
    const at = (index: number) => {
      const job = jobs.at(index) as PreparedJob
      if (ofMany) ofMany(job, skills)
      else evidenceOfPair(talent, job, skills, affinity)
      return { talent, job, context, skills }
    }
    return { count: jobs.length, at }
  }
  const { job, talents, asked } = comparison
  const ofJob = asked && evidenceOfJob(asked)
  const at = (index: number) => {
    const talent = talents.at(index) as PreparedTalent
    if (ofJob) ofJob(talent, skills)
    else evidenceOfPair(talent, job, skills)
    return { talent, job, context, skills }
  }
  return { count: talents.length, at }
}
