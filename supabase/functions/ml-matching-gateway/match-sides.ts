import type { Job, Talent } from '../_shared/payload.ts'
import type { RuledJob, RuledTalent } from '../_shared/rules.ts'
import type { MatchType } from './match-call.ts'

/** One side, and who it could be matched with. */
type Sides<OfTalent, OfJob> =
  | { readonly talent: OfTalent; readonly jobs: readonly OfJob[] }
  | { readonly job: OfJob; readonly talents: readonly OfTalent[] }

/** In full, as the service reads them. */
export type MatchSides = Sides<Talent, Job>
/** In brief, as the rules read them. */
export type RuledSides = Sides<RuledTalent, RuledJob>

/** @param own of the side that asks, as the others are of the other */
export const toSides = <OfTalent, OfJob>(
  type: MatchType,
  own: OfTalent | OfJob,
  others: readonly (OfTalent | OfJob)[],
): Sides<OfTalent, OfJob> =>
  type === 'talent-to-jobs'
    ? { talent: own as OfTalent, jobs: others as readonly OfJob[] }
    : { job: own as OfJob, talents: others as readonly OfTalent[] }

export const countCandidates = (sides: RuledSides): number =>
  'jobs' in sides ? sides.jobs.length : sides.talents.length
