import type { FastifyReply } from 'fastify'
import type { Caller } from '../../supabase/functions/_shared/caller.ts'
import type { Job, Talent } from '../../supabase/functions/_shared/payload.ts'
import type { PairAnswer, ServedMatches } from '../matching/by-id/by-id-matcher.ts'
import type { MatchOptions, RankedMatches } from '../matching/matcher.ts'
import {
  ownsJob,
  ownsTalent,
  requireJob,
  requirePair,
  requireTalent,
  shownTo,
} from './ownership.ts'
import type { Platform } from './platform.ts'
import type { MatchMetrics } from './plugins/metrics.ts'
import { DEFAULT_BY_ID_DEADLINE_MS } from './schemas/match.ts'

/** A call as it came in. */
export interface Call {
  readonly requestId: string
  readonly caller: Caller
  /** The call of a page that nobody has to sign in for: the side it shows its answer to. */
  readonly isAnonymous?: boolean
  /** What the gateway says the call's arm is. */
  readonly arm?: string
  readonly reply: Pick<FastifyReply, 'elapsedTime' | 'raw'>
}

interface Parts {
  readonly platform: Platform
  readonly metrics: MatchMetrics
  /** Milliseconds since 1970. */
  readonly clock: () => number
}

/** The calls by id, whatever their shape outside: find, check who asks, rank, keep what was shown. */
export class CallsById {
  readonly #parts: Parts

  constructor(parts: Parts) {
    this.#parts = parts
  }

  /** @throws {AppError} `forbidden` or `not_found` */
  async matchJobs(
    call: Call,
    talentId: string,
    options: MatchOptions,
  ): Promise<ServedMatches & { readonly talent: Talent; readonly jobs: ReadonlyMap<string, Job> }> {
    const { platform, metrics } = this.#parts
    const stored = requireTalent(call.caller, await platform.corpus.findTalent(talentId))
    const answer = await platform.matcher.matchJobs(stored.talent, optionsOf(call, options))
    metrics.countMatch('talent-to-jobs', toRanked(answer), call.reply.elapsedTime / 1000)
    this.#keep(call, answer, ownsTalent(call.caller, stored), 'talent')
    return { ...answer, talent: stored.talent }
  }

  /** @throws {AppError} `forbidden` or `not_found` */
  async matchTalents(
    call: Call,
    jobId: string,
    options: MatchOptions,
  ): Promise<ServedMatches & { readonly job: Job; readonly talents: ReadonlyMap<string, Talent> }> {
    const { platform, metrics } = this.#parts
    const stored = requireJob(call.caller, await platform.corpus.findJob(jobId))
    const answer = await platform.matcher.matchTalents(stored.job, optionsOf(call, options))
    metrics.countMatch('job-to-talents', toRanked(answer), call.reply.elapsedTime / 1000)
    this.#keep(call, answer, ownsJob(call.caller, stored), 'company')
    return { ...answer, job: stored.job }
  }

  /**
   * One pair, whatever its score. It is looked at and not ranked, so no impression is left of it.
   * @throws {AppError} `forbidden` or `not_found`
   */
  async matchPair(
    { caller, reply }: Pick<Call, 'caller' | 'reply'>,
    ids: { readonly talent: string; readonly job: string },
    options: Pick<MatchOptions, 'budgetMs'> = {},
  ): Promise<PairAnswer & { readonly talent: Talent; readonly job: Job }> {
    const { platform } = this.#parts
    const [storedTalent, storedJob] = await Promise.all([
      platform.corpus.findTalent(ids.talent),
      platform.corpus.findJob(ids.job),
    ])
    const { talent, job } = requirePair(caller, storedTalent, storedJob)
    const answer = await platform.matcher.matchPair(talent.talent, job.job, inTime(options, reply))
    return { ...answer, talent: talent.talent, job: job.job }
  }

  #keep(call: Call, answer: ServedMatches, isOwn: boolean, side: 'talent' | 'company'): void {
    // Who has gone is shown nothing.
    if (call.reply.raw.destroyed) return
    const { platform, clock } = this.#parts
    platform.answers.add({
      requestId: call.requestId,
      shownTo: shownTo(isOwn || call.isAnonymous === true, side),
      shownAt: new Date(clock()),
      ...(call.arm && { arm: call.arm }),
      answer,
    })
  }
}

const optionsOf = ({ requestId, reply }: Call, options: MatchOptions): MatchOptions => ({
  ...inTime(options, reply),
  requestId,
})

/** What finding the row took is gone from the time. */
const inTime = <T extends Pick<MatchOptions, 'budgetMs'>>(
  options: T,
  { elapsedTime }: Call['reply'],
) => ({
  budgetMs: Math.max(0, DEFAULT_BY_ID_DEADLINE_MS - elapsedTime),
  ...options,
})

/** What a caller of the API sees of an answer over the database. */
export function toRanked({ served, source, model_version, partial, excluded }: ServedMatches) {
  const matches = served.map(({ match }) => match)
  return { matches, source, model_version, partial, excluded } satisfies RankedMatches
}
