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

/** Works a value out once for the pair at hand, however many features read it. */
export function oncePerPair(compute: (pair: Pair) => number): (pair: Pair) => number {
  let last: Pair | undefined
  let value = Number.NaN
  return (pair) => {
    if (pair !== last) {
      value = compute(pair)
      last = pair
    }
    return value
  }
}
