import { LRUCache } from 'lru-cache'
import type { Job, Talent } from '../../supabase/functions/_shared/payload.ts'
import type { FeatureContext } from '../features/context.ts'
import { prepareJob } from '../features/prepare-job.ts'
import { prepareTalent } from '../features/prepare-talent.ts'
import type { PreparedJob, PreparedTalent } from '../features/prepared.ts'
import { textsOfJob, textsOfTalent, type VectorLookup } from '../features/texts.ts'

/** Rows kept of each side; at some 15 kB a row (texts, word lists, vectors) about 75 MB. */
const PREPARED_ROWS = 5000

/**
 * Prepares talents and jobs, and keeps them by their content: the same rows come again with every
 * request, and reading one takes longer than ranking it.
 */
export class Preparer {
  readonly #context: FeatureContext
  readonly #talents = new LRUCache<string, PreparedTalent>({ max: PREPARED_ROWS })
  readonly #jobs = new LRUCache<string, PreparedJob>({ max: PREPARED_ROWS })

  constructor(context: FeatureContext) {
    this.#context = context
  }

  /** The texts that must have vectors before the row is prepared; none where it is prepared. */
  textsOfTalent = (given: Talent) => (this.#talents.has(keyOf(given)) ? [] : textsOfTalent(given))
  textsOfJob = (given: Job) => (this.#jobs.has(keyOf(given)) ? [] : textsOfJob(given))

  talent = (given: Talent, vectors: VectorLookup): PreparedTalent =>
    kept(this.#talents, given, () => prepareTalent(given, this.#context, vectors))

  job = (given: Job, vectors: VectorLookup): PreparedJob =>
    kept(this.#jobs, given, () => prepareJob(given, this.#context, vectors))
}

/** Keys of rows under way: each is looked up for its texts, then for itself. */
const keys = new WeakMap<Talent | Job, string>()

function keyOf(given: Talent | Job): string {
  let key = keys.get(given)
  if (key === undefined) {
    key = JSON.stringify(given)
    keys.set(given, key)
  }
  return key
}

function kept<T extends object>(
  cache: LRUCache<string, T>,
  given: Talent | Job,
  prepare: () => T,
): T {
  const key = keyOf(given)
  let value = cache.get(key)
  if (!value) {
    value = prepare()
    cache.set(key, value)
  }
  return value
}
