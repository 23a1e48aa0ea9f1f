import type { FeatureContext } from '../../features/context.ts'
import { authorizationMatch } from '../../features/normalise/employment/authorization.ts'
import type { PreparedJob, PreparedTalent } from '../../features/prepared.ts'

/** Why a pair is not ranked at all. */
export type Exclusion = 'job_not_active' | 'deadline_passed' | 'work_authorization' | 'on_site_only'

/**
 * The hard constraints that stand before ranking. Only what both sides state counts: unknown is
 * never a veto, and the platform's remote flags, which are bare defaults, never are.
 */
export function exclusionOf(
  talent: PreparedTalent,
  job: PreparedJob,
  { today }: FeatureContext,
): Exclusion | undefined {
  const { status } = job.given
  if (status && status !== 'active') return 'job_not_active'
  if (job.deadline < today) return 'deadline_passed'
  if (
    job.authorization &&
    authorizationMatch(job.authorization, talent.authorization, job.place?.country) === false
  ) {
    return 'work_authorization'
  }
  if (job.onsiteOnly && talent.remote === 'only') return 'on_site_only'
  return undefined
}
