import type { Job, Talent } from '../../supabase/functions/_shared/payload.ts'
import { embedByText } from '../embeddings/embed-by-text.ts'
import type { Embedder, EmbedOptions } from '../embeddings/embedder.ts'
import { indexRowOfJob, indexRowOfTalent } from '../features/retrieval/index-row.ts'
import { textsOfJob, textsOfTalent } from '../features/texts.ts'
import type { Candidate, Corpus, RetrievalHint } from '../matching/by-id/corpus.ts'

/** A corpus in memory, small enough that everyone is a candidate; its rows can be changed at any time. */
export class MemoryCorpus implements Corpus {
  readonly talents = new Map<string, Talent>()
  readonly jobs = new Map<string, Job>()
  /** Prepared bytes by id, as they were when the row was indexed. */
  readonly prepared = new Map<string, Uint8Array>()
  readonly #hidden = new Map<string, Set<string>>()

  constructor(talents: readonly Talent[], jobs: readonly Job[]) {
    for (const talent of talents) this.talents.set(talent.id, talent)
    for (const job of jobs) this.jobs.set(job.id, job)
  }

  /** Indexes every row, as a worker would. */
  async index(embedder: Embedder, options?: EmbedOptions): Promise<void> {
    const talents = [...this.talents.values()]
    const jobs = [...this.jobs.values()]
    const texts = [...talents.flatMap(textsOfTalent), ...jobs.flatMap(textsOfJob)]
    const byText = await embedByText(embedder, texts, options)
    const lookup = (text: string) => byText.get(text)
    for (const each of talents) this.prepared.set(each.id, indexRowOfTalent(each, lookup).prepared)
    for (const each of jobs) this.prepared.set(each.id, indexRowOfJob(each, lookup).prepared)
  }

  /** From now on the talent is not shown this job, as of one that they applied to or dismissed. */
  hide(talentId: string, jobId: string): void {
    const hidden = this.#hidden.get(talentId)
    if (hidden) hidden.add(jobId)
    else this.#hidden.set(talentId, new Set([jobId]))
  }

  async findTalent(id: string) {
    const talent = this.talents.get(id)
    return talent && { talent, ownerId: null }
  }

  async findJob(id: string) {
    const job = this.jobs.get(id)
    return job && { job, ownerId: null }
  }

  async candidateJobs(talentId: string, _hint: RetrievalHint): Promise<Candidate[]> {
    const hidden = this.#hidden.get(talentId)
    return this.#withBytes([...this.jobs.keys()].filter((id) => !hidden?.has(id)))
  }

  async candidateTalents(_jobId: string, _hint: RetrievalHint): Promise<Candidate[]> {
    return this.#withBytes([...this.talents.keys()])
  }

  async jobsOf(ids: readonly string[]): Promise<Job[]> {
    return ids.flatMap((id) => this.jobs.get(id) ?? [])
  }

  async talentsOf(ids: readonly string[]): Promise<Talent[]> {
    return ids.flatMap((id) => this.talents.get(id) ?? [])
  }

  #withBytes(ids: readonly string[]): Candidate[] {
    return ids.map((id) => ({ id, prepared: this.prepared.get(id) ?? null }))
  }
}
