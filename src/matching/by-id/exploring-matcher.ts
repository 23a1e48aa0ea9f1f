import type { Job, Talent } from '../../../supabase/functions/_shared/payload.ts'
import type { MatchOptions } from '../matcher.ts'
import type { ByIdMatcher, PairMatcher, ServedMatches } from './by-id-matcher.ts'
import { explore } from './exploration.ts'

/**
 * A matcher whose answers have a pair of neighbours exchanged now and then. Answers that explain in full
 * are looked into, not acted on, and keep their order; so do those of requests without an id.
 */
export class ExploringMatcher implements ByIdMatcher, PairMatcher {
  readonly #matcher: ByIdMatcher & PairMatcher
  readonly #share: number

  /** @param share of the answers, 0-1 */
  constructor(matcher: ByIdMatcher & PairMatcher, share: number) {
    this.#matcher = matcher
    this.#share = share
  }

  async matchJobs(talent: Talent, options: MatchOptions) {
    return this.#explore(await this.#matcher.matchJobs(talent, options), options)
  }

  async matchTalents(job: Job, options: MatchOptions) {
    return this.#explore(await this.#matcher.matchTalents(job, options), options)
  }

  matchPair(talent: Talent, job: Job, options: Pick<MatchOptions, 'budgetMs'>) {
    return this.#matcher.matchPair(talent, job, options)
  }

  #explore<Answer extends ServedMatches>(answer: Answer, { requestId, explain }: MatchOptions) {
    if (requestId === undefined || explain === 'full') return answer
    return { ...answer, served: explore(answer.served, requestId, this.#share) }
  }
}
