import type { MatchSides } from '../../../supabase/functions/_shared/rules.ts'
import { noVectors, textsOfJob, textsOfTalent, type VectorLookup } from '../../features/texts.ts'
import type { Bundle } from '../bundle/bundle.ts'
import type { MatchOptions, RankedMatches } from '../matcher.ts'
import type { Comparison } from '../pairs/comparison.ts'
import type { FoundVectors } from '../pairs/packed-vectors.ts'
import { Preparer } from '../pairs/preparer.ts'
import { publishLookups } from '../stages.ts'
import { answer } from './answer.ts'

export interface MatchRequest {
  readonly sides: MatchSides
  readonly options: MatchOptions
  /** Start of the day that counts as today, milliseconds since the epoch. */
  readonly today: number
}

/** A request that is read as far as it can be before its texts have vectors. */
export interface DraftAnswer {
  /** The texts that have to have vectors, blanks and duplicates among them. */
  readonly texts: readonly string[]
  /** @param vectors of `texts` */
  readonly answer: (vectors: FoundVectors) => RankedMatches
}

/** The texts of the one side of a request. */
export const textsOfSubject = (sides: MatchSides): string[] =>
  'jobs' in sides ? textsOfTalent(sides.talent) : textsOfJob(sides.job)

/** Answers requests with one bundle, on one thread; keeps what it prepared until the day ends. */
export class RequestAnswerer {
  readonly #bundle: Bundle
  #day: { readonly today: number; readonly preparer: Preparer } | undefined

  constructor(bundle: Bundle) {
    this.#bundle = bundle
  }

  draft(request: MatchRequest): DraftAnswer {
    const { texts, compare } = draftComparison(request.sides, this.preparerOn(request.today))
    return {
      texts,
      answer: (vectors) => this.#answer(compare, (text) => vectors.get(text), request),
    }
  }

  /** Prepares rows on a day, and keeps them until the next. */
  preparerOn(today: number): Preparer {
    if (this.#day?.today !== today) {
      this.#day = { today, preparer: new Preparer(this.#bundle.contextOn(today)) }
    }
    return this.#day.preparer
  }

  /**
   * For where there was no time to embed: then no text counts, for a part would favour whoever was
   * seen before. Nothing prepared so is kept.
   */
  answerWithoutVectors(request: MatchRequest): RankedMatches {
    const preparer = new Preparer(this.#bundle.contextOn(request.today))
    const { compare } = draftComparison(request.sides, preparer)
    return { ...this.#answer(compare, noVectors, request), partial: ['embeddings'] }
  }

  #answer(
    compare: (vectors: VectorLookup) => Comparison,
    vectors: VectorLookup,
    { options, today }: MatchRequest,
  ): RankedMatches {
    return answer(this.#bundle, compare(vectors), { ...options, today })
  }
}

function draftComparison(sides: MatchSides, preparer: Preparer) {
  if ('jobs' in sides) {
    const talent = preparer.talent(sides.talent)
    const jobs = sides.jobs.map(preparer.job)
    publishLookups([talent, ...jobs])
    return {
      texts: [talent, ...jobs].flatMap(({ texts }) => texts),
      compare: (vectors: VectorLookup): Comparison => ({
        talent: talent.prepare(vectors),
        jobs: jobs.map(({ prepare }) => prepare(vectors)),
      }),
    }
  }
  const job = preparer.job(sides.job)
  const talents = sides.talents.map(preparer.talent)
  publishLookups([job, ...talents])
  return {
    texts: [job, ...talents].flatMap(({ texts }) => texts),
    compare: (vectors: VectorLookup): Comparison => ({
      job: job.prepare(vectors),
      talents: talents.map(({ prepare }) => prepare(vectors)),
    }),
  }
}
