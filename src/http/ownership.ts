import type { Caller } from '../../supabase/functions/_shared/caller.ts'
import { AppError } from '../../supabase/functions/_shared/errors.ts'
import type { ShownTo } from '../interactions/answer-log.ts'
import type { StoredJob, StoredTalent } from '../matching/by-id/corpus.ts'

/**
 * Who may ask for whom. A user may ask for what is theirs; to them, what is not theirs and what does
 * not exist are one answer, so nobody learns which ids exist. The service role and administrators
 * may ask for all, and are told what is not there.
 */
const mayAskForAll = (caller: Caller) => caller.kind === 'service' || caller.isAdmin

export function ownsTalent(caller: Caller, { talent, ownerId }: StoredTalent): boolean {
  return caller.kind === 'user' && (caller.id === ownerId || caller.id === talent.id)
}

export function ownsJob(caller: Caller, { ownerId }: StoredJob): boolean {
  return caller.kind === 'user' && caller.id === ownerId
}

/** @throws {AppError} `forbidden` or `not_found` */
export function requireTalent(caller: Caller, stored: StoredTalent | undefined): StoredTalent {
  if (stored && (mayAskForAll(caller) || ownsTalent(caller, stored))) return stored
  throw mayAskForAll(caller) ? unknown('talent') : foreign('talent')
}

/** @throws {AppError} `forbidden` or `not_found` */
export function requireJob(caller: Caller, stored: StoredJob | undefined): StoredJob {
  if (stored && (mayAskForAll(caller) || ownsJob(caller, stored))) return stored
  throw mayAskForAll(caller) ? unknown('job') : foreign('job')
}

/**
 * Either side may look at a pair; a talent sees no job that was never public.
 * @throws {AppError} `forbidden` or `not_found`
 */
export function requirePair(
  caller: Caller,
  talent: StoredTalent | undefined,
  job: StoredJob | undefined,
): { readonly talent: StoredTalent; readonly job: StoredJob } {
  if (mayAskForAll(caller)) {
    return { talent: requireTalent(caller, talent), job: requireJob(caller, job) }
  }
  if (talent && job) {
    if (ownsJob(caller, job)) return { talent, job }
    if (ownsTalent(caller, talent) && job.job.status !== 'draft') return { talent, job }
  }
  throw foreign('pair')
}

/** Whose eyes the answer is for. */
export const shownTo = (isOwn: boolean, side: 'talent' | 'company'): ShownTo =>
  isOwn ? side : 'service'

/** Of a pair, a user is told the same whether or not it exists. */
export function foreign(what: 'talent' | 'job' | 'pair'): AppError {
  const detail = {
    talent: 'Users may only request the talent of their own profile',
    job: 'Users may only request the jobs of their own company',
    pair: 'Users may only request the talent of their own profile and the jobs of their own company',
  }[what]
  return new AppError('forbidden', detail)
}

export const unknown = (what: 'talent' | 'job') => new AppError('not_found', `No such ${what}`)
