import type { Sides } from '../_shared/rules.ts'
import type { MatchType } from './match-call.ts'

/** @param own of the side that asks, as the others are of the other */
export const toSides = <OfTalent, OfJob>(
  type: MatchType,
  own: OfTalent | OfJob,
  others: readonly (OfTalent | OfJob)[],
): Sides<OfTalent, OfJob> =>
  type === 'talent-to-jobs'
    ? { talent: own as OfTalent, jobs: others as readonly OfJob[] }
    : { job: own as OfJob, talents: others as readonly OfTalent[] }
