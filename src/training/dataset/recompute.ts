import { setImmediate } from 'node:timers/promises'
import { LRUCache } from 'lru-cache'
import type { Job, Talent } from '../../../supabase/functions/_shared/payload.ts'
import { embedByText } from '../../embeddings/embed-by-text.ts'
import type { Embedder } from '../../embeddings/embedder.ts'
import type { FeatureContext } from '../../features/context.ts'
import { prepareJob } from '../../features/prepare-job.ts'
import { prepareTalent } from '../../features/prepare-talent.ts'
import type { PreparedJob, PreparedTalent } from '../../features/prepared.ts'
import { extractRanked, RANKED_FEATURES } from '../../features/registry.ts'
import { AskedSkills, evidenceOfTalent, SkillEvidence } from '../../features/skill-evidence.ts'
import { textsOfJob, textsOfTalent, type VectorLookup } from '../../features/texts.ts'
import type { Corpus } from '../../matching/by-id/corpus.ts'
import { startOfDay } from '../../matching/day.ts'
import type { ObservedPair } from './training-source.ts'

export interface RecomputeParts {
  readonly corpus: Pick<Corpus, 'jobsOf' | 'talentsOf'>
  readonly embedder: Embedder
  /** Whose tables count; the day is that of each pair's deciding act. */
  readonly context: FeatureContext
  readonly signal?: AbortSignal | undefined
}

/** Jobs come again with other talents, at some 15 kB a prepared one; talents come in order, once. */
const JOBS_KEPT = 2_000
/** Rows read or compared in one turn of the event loop, which a service may share: a few milliseconds. */
const ROWS_A_TURN = 16

/** Makes the features of pairs from the rows of both sides as they are now. */
export class FeatureRecomputer {
  readonly #parts: RecomputeParts
  readonly #jobs = new LRUCache<string, PreparedJob>({ max: JOBS_KEPT })
  readonly #turn = new Turn()

  constructor(parts: RecomputeParts) {
    this.#parts = parts
  }

  /** @returns a row a pair; undefined where either side is gone */
  async recompute(pairs: readonly ObservedPair[]): Promise<(Float64Array | undefined)[]> {
    const talents = await this.#prepareTalents(new Set(pairs.map(({ talentId }) => talentId)))
    const jobs = await this.#prepareJobs(new Set(pairs.map(({ jobId }) => jobId)))
    const skills = new SkillEvidence()
    const rows: (Float64Array | undefined)[] = []
    for (const { talentId, jobId, decidedAt } of pairs) {
      const talent = talents.get(talentId)
      const job = jobs.get(jobId)
      rows.push(talent && job && this.#extract(talent, job, startOfDay(decidedAt), skills))
      await this.#turn.next()
    }
    return rows
  }

  #extract(talent: PreparedTalent, job: PreparedJob, today: number, skills: SkillEvidence) {
    evidenceOfTalent(talent, new AskedSkills([job]))(job, skills)
    const row = new Float64Array(RANKED_FEATURES.length)
    extractRanked({ talent, job, context: { ...this.#parts.context, today }, skills }, row, 0)
    return row
  }

  async #prepareTalents(ids: ReadonlySet<string>): Promise<Map<string, PreparedTalent>> {
    const { corpus, context } = this.#parts
    const payloads = await corpus.talentsOf([...ids])
    return this.#prepare(payloads, textsOfTalent, (talent, vectors) =>
      prepareTalent(talent, context, vectors),
    )
  }

  async #prepareJobs(ids: ReadonlySet<string>): Promise<Map<string, PreparedJob>> {
    const { corpus, context } = this.#parts
    const known = new Map<string, PreparedJob>()
    for (const id of ids) {
      const job = this.#jobs.get(id)
      if (job) known.set(id, job)
    }
    const missing = [...ids].filter((id) => !known.has(id))
    const payloads = missing.length > 0 ? await corpus.jobsOf(missing) : []
    const prepared = await this.#prepare(payloads, textsOfJob, (job, vectors) =>
      prepareJob(job, context, vectors),
    )
    for (const [id, job] of prepared) {
      known.set(id, job)
      this.#jobs.set(id, job)
    }
    return known
  }

  async #prepare<Payload extends Talent | Job, Prepared>(
    payloads: readonly Payload[],
    textsOf: (payload: Payload) => string[],
    prepare: (payload: Payload, vectors: VectorLookup) => Prepared,
  ): Promise<Map<string, Prepared>> {
    const { embedder, signal } = this.#parts
    const vectors = await embedByText(embedder, payloads.flatMap(textsOf), {
      priority: 'background',
      ...(signal && { signal }),
    })
    const prepared = new Map<string, Prepared>()
    for (const payload of payloads) {
      signal?.throwIfAborted()
      prepared.set(
        payload.id,
        prepare(payload, (text) => vectors.get(text)),
      )
      await this.#turn.next()
    }
    return prepared
  }
}

/** Lets others run after every few rows. */
class Turn {
  #rows = 0

  async next(): Promise<void> {
    if (++this.#rows % ROWS_A_TURN === 0) await setImmediate()
  }
}
