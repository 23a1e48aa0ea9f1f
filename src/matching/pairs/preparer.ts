import { LRUCache } from 'lru-cache'
import type { Job, Talent } from '../../../supabase/functions/_shared/payload.ts'
import type { FeatureContext } from '../../features/context.ts'
import { prepareJob } from '../../features/prepare-job.ts'
import { prepareTalent } from '../../features/prepare-talent.ts'
import type { PreparedJob, PreparedTalent } from '../../features/prepared.ts'
import { textsOfJob, textsOfTalent, type VectorLookup } from '../../features/texts.ts'
import { sameJson } from './same-json.ts'

/** Rows kept of each side; at some 15 kB a row (texts, word lists, vectors) about 75 MB. */
const PREPARED_ROWS = 5000

/** A row that is prepared already, or can be once its texts have vectors. */
export interface Draft<Prepared> {
  /** Texts whose vectors are needed; blanks and duplicates included, none where it is prepared. */
  readonly texts: readonly string[]
  /** Whether this very content was prepared before. */
  readonly isKept: boolean
  readonly prepare: (vectors: VectorLookup) => Prepared
}

/**
 * Prepares talents and jobs, and keeps the latest content of each id: the same rows come again with
 * every request, and reading one takes longer than ranking it.
 */
export class Preparer {
  readonly #context: FeatureContext
  readonly #talents = new LRUCache<string, PreparedTalent>({ max: PREPARED_ROWS })
  readonly #jobs = new LRUCache<string, PreparedJob>({ max: PREPARED_ROWS })

  constructor(context: FeatureContext) {
    this.#context = context
  }

  /** Where only pay, place or the like has changed, texts and skills are not read again. */
  talent = (given: Talent): Draft<PreparedTalent> => {
    const known = this.#talents.get(given.id)
    const profile = known && sameProfile(known.given, given) ? known : undefined
    return draft(this.#talents, given, profile ? () => [] : textsOfTalent, (vectors) =>
      prepareTalent(given, this.#context, vectors, profile),
    )
  }

  job = (given: Job): Draft<PreparedJob> =>
    draft(this.#jobs, given, textsOfJob, (vectors) => prepareJob(given, this.#context, vectors))
}

/** Whether what a `TalentProfile` is read from is the same. */
const sameProfile = (a: Talent, b: Talent) =>
  a.title === b.title && a.bio === b.bio && sameJson(a.skills, b.skills)

function draft<Given extends Talent | Job, Prepared extends { readonly given: Given }>(
  kept: LRUCache<string, Prepared>,
  given: Given,
  textsOf: (given: Given) => string[],
  prepare: (vectors: VectorLookup) => Prepared,
): Draft<Prepared> {
  const known = kept.get(given.id)
  // Held here, for it may be gone by the time that the vectors of others are there.
  if (known && sameJson(known.given, given)) {
    return { texts: [], isKept: true, prepare: () => known }
  }
  return {
    texts: textsOf(given),
    isKept: false,
    prepare: (vectors) => {
      const prepared = prepare(vectors)
      kept.set(given.id, prepared)
      return prepared
    },
  }
}
