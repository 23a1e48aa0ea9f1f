import { LRUCache } from 'lru-cache'
import type { Job, Talent } from '../../supabase/functions/_shared/payload.ts'
import type { FeatureContext } from '../features/context.ts'
import { prepareJob } from '../features/prepare-job.ts'
import { prepareTalent } from '../features/prepare-talent.ts'
import type { PreparedJob, PreparedTalent } from '../features/prepared.ts'
import type { VectorLookup } from '../features/texts.ts'

/** Rows kept; at some 15 kB each (texts, word lists, vectors) about 75 MB. */
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

  /** The rows among `given` that {@link talents} or {@link jobs} would have to prepare. */
  unknownTalents = (given: readonly Talent[]) =>
    given.filter((each) => !this.#talents.has(JSON.stringify(each)))
  unknownJobs = (given: readonly Job[]) =>
    given.filter((each) => !this.#jobs.has(JSON.stringify(each)))

  /** @param keep false where `vectors` lacks what will be there later */
  talents(given: readonly Talent[], vectors: VectorLookup, keep = true): PreparedTalent[] {
    return given.map((each) =>
      prepared(each, this.#talents, keep, () => prepareTalent(each, this.#context, vectors)),
    )
  }

  jobs(given: readonly Job[], vectors: VectorLookup, keep = true): PreparedJob[] {
    return given.map((each) =>
      prepared(each, this.#jobs, keep, () => prepareJob(each, this.#context, vectors)),
    )
  }
}

function prepared<T extends object>(
  given: Talent | Job,
  cache: LRUCache<string, T>,
  keep: boolean,
  prepare: () => T,
): T {
  if (!keep) return prepare()
  const key = JSON.stringify(given)
  let value = cache.get(key)
  if (!value) {
    value = prepare()
    cache.set(key, value)
  }
  return value
}
