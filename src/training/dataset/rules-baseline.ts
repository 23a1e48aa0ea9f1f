import { LRUCache } from 'lru-cache'
import { EXPERIENCE_LEVELS, type Job } from '../../../supabase/functions/_shared/payload.ts'
import { scoreByRules } from '../../../supabase/functions/_shared/rules.ts'
import type { Corpus } from '../../matching/by-id/corpus.ts'
import { rowsOf } from '../split.ts'
import type { Dataset } from './dataset.ts'
import { SplitError, splitByTime } from './time-split.ts'

type Rows = Pick<Corpus, 'jobsOf' | 'talentsOf'>

export interface JudgeParts {
  readonly corpus: Rows
  readonly signal?: AbortSignal | undefined
}

/** Pairs judged at a time: rows of some hundred talents in memory. */
const PAIRS_A_TURN = 2_000
/** Without their descriptions, which rules do not read, they are about 1 kB each. */
const JOBS_KEPT = 20_000

/**
 * Has the rules judge the pairs that a model with this seed is tested on, by both rows as they are now: it is
 * measured against them, and no logged feature tells what they would have said. Nobody asks for the verdict on
 * other pairs, and to read their rows takes as long as all else of collecting.
 *
 * @param dataset whose `rules` and `levels` are filled in
 * @param ids of talents and jobs, by their pseudonyms
 */
export async function judgeHeldOut(
  dataset: Dataset,
  seed: number,
  ids: ReadonlyMap<string, string>,
  { corpus, signal }: JudgeParts,
): Promise<void> {
  const places = heldOutOf(dataset, seed)
  const jobs = new RememberedJobs(corpus)
  const idOf = (names: readonly string[], number: number | undefined) =>
    ids.get(names[number as number] as string) as string
  for (let from = 0; from < places.length; from += PAIRS_A_TURN) {
    signal?.throwIfAborted()
    const pairs = Array.from(places.subarray(from, from + PAIRS_A_TURN), (row) => ({
      row,
      talentId: idOf(dataset.talentIds, dataset.talents[row]),
      jobId: idOf(dataset.jobIds, dataset.jobs[row]),
    }))
    const talents = await corpus.talentsOf([...new Set(pairs.map(({ talentId }) => talentId))])
    const talentById = new Map(talents.map((talent) => [talent.id, talent]))
    const jobById = await jobs.find(new Set(pairs.map(({ jobId }) => jobId)))
    for (const { row, talentId, jobId } of pairs) {
      const [talent, job] = [talentById.get(talentId), jobById.get(jobId)]
      if (talent && job) dataset.rules[row] = scoreByRules(talent, job).match_score
      const level = talent?.experience_level
      if (level) dataset.levels[row] = EXPERIENCE_LEVELS.indexOf(level)
    }
  }
}

/** None where nothing can be learnt: whoever trains on it is told so. */
function heldOutOf(dataset: Dataset, seed: number): Uint32Array {
  try {
    return rowsOf(splitByTime(dataset, seed).split, 'test')
  } catch (error) {
    if (error instanceof SplitError) return new Uint32Array()
    throw error
  }
}

class RememberedJobs {
  readonly #corpus: Rows
  readonly #jobs = new LRUCache<string, Job>({ max: JOBS_KEPT })

  constructor(corpus: Rows) {
    this.#corpus = corpus
  }

  async find(ids: ReadonlySet<string>): Promise<ReadonlyMap<string, Job>> {
    const unknown = [...ids].filter((id) => !this.#jobs.has(id))
    const found = unknown.length > 0 ? await this.#corpus.jobsOf(unknown) : []
    const jobs = new Map(found.map((job) => [job.id, { ...job, description: '' }]))
    for (const id of ids) {
      const known = this.#jobs.get(id)
      if (known) jobs.set(id, known)
    }
    for (const [id, job] of jobs) this.#jobs.set(id, job)
    return jobs
  }
}
