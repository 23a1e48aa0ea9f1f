import type { Caller } from '../_shared/caller.ts'
import { AppError } from '../_shared/errors.ts'
import type { CallRecord } from './call-record.ts'
import type { MatchCall } from './match-call.ts'
import type { MatchContext } from './match-context.ts'

/**
 * Whether a caller may ask for a subject. To a user, what is not theirs and what does not exist are
 * one answer, so nobody learns which ids exist.
 *
 * @returns whose eyes the answer is for
 * @throws {AppError} `forbidden` or `not_found`
 */
export function requireAccess(
  caller: Caller,
  { type }: Pick<MatchCall, 'type'>,
  { exists, isOwn }: Pick<MatchContext, 'exists' | 'isOwn'>,
): NonNullable<CallRecord['shown']>['to'] {
  const mayAskForAll = caller.kind === 'service' || caller.isAdmin
  const side = type === 'talent-to-jobs' ? 'talent' : 'company'
  if (exists && isOwn) return side
  if (exists && mayAskForAll) return 'service'
  if (mayAskForAll) {
    throw new AppError('not_found', `No such ${type === 'talent-to-jobs' ? 'talent' : 'job'}`)
  }
  throw new AppError(
    'forbidden',
    type === 'talent-to-jobs'
      ? 'Users may only request the talent of their own profile'
      : 'Users may only request the jobs of their own company',
  )
}
