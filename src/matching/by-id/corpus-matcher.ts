import type { Job, Talent } from '../../../supabase/functions/_shared/payload.ts'
import type { Engine } from '../engine/engine.ts'
import type { MatchOptions } from '../matcher.ts'
import type { ByIdMatcher, PairMatcher } from './by-id-matcher.ts'
import type { Corpus } from './corpus.ts'
import type { CorpusAnswer } from './corpus-call.ts'
import { CorpusRanking } from './corpus-ranking.ts'
import { type Direction, JOBS_FOR_TALENT, TALENTS_FOR_JOB } from './direction.ts'
import { rankPair, rankPairByRules } from './pair-ranking.ts'
import { rankCorpusByRules } from './rank-corpus-by-rules.ts'

/** Ranks all that a corpus has for one side: retrieve, rank from the index's bytes, explain the best. */
export class CorpusMatcher implements ByIdMatcher, PairMatcher {
  readonly #engine: Engine
  readonly #corpus: Corpus

  constructor(engine: Engine, corpus: Corpus) {
    this.#engine = engine
    this.#corpus = corpus
  }

  async matchJobs(talent: Talent, options: MatchOptions) {
    const { payloads, ...answer } = await this.#match(JOBS_FOR_TALENT, talent, options)
    return { ...answer, jobs: payloads }
  }

  async matchTalents(job: Job, options: MatchOptions) {
    const { payloads, ...answer } = await this.#match(TALENTS_FOR_JOB, job, options)
    return { ...answer, talents: payloads }
  }

  matchPair(talent: Talent, job: Job, { budgetMs }: Pick<MatchOptions, 'budgetMs'>) {
    return this.#engine.serve(async (model, today) =>
      model ? rankPair(model, today, { talent, job }, budgetMs) : rankPairByRules(talent, job),
    )
  }

  #match<Subject extends Talent | Job, Given extends Talent | Job>(
    direction: Direction<Subject, Given>,
    subject: Subject,
    options: MatchOptions,
  ): Promise<CorpusAnswer<Given>> {
    const call = { corpus: this.#corpus, direction, subject, options }
    return this.#engine.serve((model, today) =>
      model ? new CorpusRanking(model, today, call).answer() : rankCorpusByRules(call),
    )
  }
}
