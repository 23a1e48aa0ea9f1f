import type { Job, Talent } from '../../supabase/functions/_shared/payload.ts'
import { noVectors, textsOfJob, textsOfTalent } from '../features/texts.ts'
import { answer } from './answer.ts'
import type { Bundle } from './bundle.ts'
import type { MatchOptions, RankedMatches } from './matcher.ts'
import type { FoundVectors } from './packed-vectors.ts'
import { Preparer } from './preparer.ts'

/** A call as it came: one side, and the many of the other side. */
export type MatchSides =
  | { readonly talent: Talent; readonly jobs: readonly Job[] }
  | { readonly job: Job; readonly talents: readonly Talent[] }

export interface MatchRequest {
  readonly sides: MatchSides
  readonly options: MatchOptions
  /** Start of the day that counts as today, milliseconds since the epoch. */
  readonly today: number
}

/** Answers requests with one bundle, on one thread; keeps what it prepared until the day ends. */
export class RequestAnswerer {
  readonly #bundle: Bundle
  #day: { readonly today: number; readonly preparer: Preparer } | undefined

  constructor(bundle: Bundle) {
    this.#bundle = bundle
  }

  #preparerOn(today: number): Preparer {
    if (this.#day?.today !== today) {
      this.#day = { today, preparer: new Preparer(this.#bundle.contextOn(today)) }
    }
    return this.#day.preparer
  }

  /** The texts of the one side, which {@link answer} is likely to need vectors of. */
  static textsOfSubject({ sides }: MatchRequest): string[] {
    return 'jobs' in sides ? textsOfTalent(sides.talent) : textsOfJob(sides.job)
  }

  /** The texts that {@link answer} needs vectors of, blanks and duplicates among them. */
  textsOf({ sides, today }: MatchRequest): string[] {
    const preparer = this.#preparerOn(today)
    return 'jobs' in sides
      ? [...preparer.textsOfTalent(sides.talent), ...sides.jobs.flatMap(preparer.textsOfJob)]
      : [...preparer.textsOfJob(sides.job), ...sides.talents.flatMap(preparer.textsOfTalent)]
  }

  /**
   * @param vectors of the texts that are needed; absent where there was no time to embed them:
   * then no text counts, for a part would favour whoever was seen before
   */
  answer(
    { sides, options, today }: MatchRequest,
    vectors: FoundVectors | undefined,
  ): RankedMatches {
    // Rows without their vectors must not be kept for the next request.
    const preparer = vectors ? this.#preparerOn(today) : new Preparer(this.#bundle.contextOn(today))
    const lookup = vectors ? (text: string) => vectors.get(text) : noVectors
    const comparison =
      'jobs' in sides
        ? {
            talent: preparer.talent(sides.talent, lookup),
            jobs: sides.jobs.map((each) => preparer.job(each, lookup)),
          }
        : {
            job: preparer.job(sides.job, lookup),
            talents: sides.talents.map((each) => preparer.talent(each, lookup)),
          }
    const result = answer(this.#bundle, comparison, { ...options, today })
    return vectors ? result : { ...result, partial: ['embeddings'] }
  }
}
