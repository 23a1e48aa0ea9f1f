import { LRUCache } from 'lru-cache'
import type { ExperienceLevel, Job } from '../../../supabase/functions/_shared/payload.ts'
import { scoreByRules } from '../../../supabase/functions/_shared/rules.ts'
import type { Corpus } from '../../matching/corpus.ts'
import type { ObservedPair } from './training-source.ts'

/** What is told of a pair besides its features. */
export interface RulesVerdict {
  /** 0-100; NaN where either side is gone. */
  readonly rules: number
  /** Of the talent; null where it is not known. */
  readonly level: ExperienceLevel | null
}

/** Without their descriptions, which rules do not read, they are about 1 kB each. */
const JOBS_KEPT = 20_000

/**
 * Has the rules judge pairs, by both rows as they are now: a model is measured against them, and no logged
 * feature tells what they would have said.
 */
export class RulesBaseline {
  readonly #corpus: Pick<Corpus, 'jobsOf' | 'talentsOf'>
  readonly #jobs = new LRUCache<string, Job>({ max: JOBS_KEPT })

  constructor(corpus: Pick<Corpus, 'jobsOf' | 'talentsOf'>) {
    this.#corpus = corpus
  }

  /** @returns a verdict a pair */
  async judge(pairs: readonly ObservedPair[]): Promise<RulesVerdict[]> {
    const talentIds = [...new Set(pairs.map(({ talentId }) => talentId))]
    const talents = new Map(
      (await this.#corpus.talentsOf(talentIds)).map((talent) => [talent.id, talent]),
    )
    const jobs = await this.#findJobs(new Set(pairs.map(({ jobId }) => jobId)))
    return pairs.map(({ talentId, jobId }) => {
      const [talent, job] = [talents.get(talentId), jobs.get(jobId)]
      return {
        rules: talent && job ? scoreByRules(talent, job).match_score : Number.NaN,
        level: talent?.experience_level ?? null,
      }
    })
  }

  async #findJobs(ids: ReadonlySet<string>): Promise<ReadonlyMap<string, Job>> {
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
