import type { FeatureContext } from './context.ts'
import type { PreparedJob, PreparedTalent } from './prepared.ts'
import type { SkillEvidence } from './skill-evidence.ts'

/** A talent beside a job, with what features share: the comparison of their skills. */
export interface Pair {
  talent: PreparedTalent
  job: PreparedJob
  readonly context: FeatureContext
  readonly skills: SkillEvidence
}
