import { embedByText } from '../../src/embeddings/embed-by-text.ts'
import type { Embedder } from '../../src/embeddings/embedder.ts'
import { indexRowOfJob, indexRowOfTalent } from '../../src/features/retrieval/index-row.ts'
import { textsOfJob, textsOfTalent } from '../../src/features/texts.ts'
import type { Candidate, Corpus, RetrievalHint } from '../../src/matching/corpus.ts'
import type { Job, Talent } from '../../supabase/functions/_shared/payload.ts'

/** A corpus in memory, small enough that everyone is a candidate; its rows can be changed at any time. */
export class MemoryCorpus implements Corpus {
  readonly talents = new Map<string, Talent>()
  readonly jobs = new Map<string, Job>()
  /** Prepared bytes by id, as they were when the row was indexed. */
  readonly prepared = new Map<string, Uint8Array>()
  /** Hints that were retrieved by. */
  readonly hints: RetrievalHint[] = []
  /** Called between retrieval and the fetching of payloads. */
  afterRetrieval: () => void = () => {}

  constructor(talents: readonly Talent[], jobs: readonly Job[]) {
    for (const talent of talents) this.talents.set(talent.id, talent)
    for (const job of jobs) this.jobs.set(job.id, job)
  }

  /** Indexes every row, as a worker would. */
  async index(embedder: Embedder): Promise<void> {
    const talents = [...this.talents.values()]
    const jobs = [...this.jobs.values()]
    const texts = [...talents.flatMap(textsOfTalent), ...jobs.flatMap(textsOfJob)]
    const byText = await embedByText(embedder, texts)
    const lookup = (text: string) => byText.get(text)
    for (const each of talents) this.prepared.set(each.id, indexRowOfTalent(each, lookup).prepared)
    for (const each of jobs) this.prepared.set(each.id, indexRowOfJob(each, lookup).prepared)
  }

  async findTalent(id: string) {
    const talent = this.talents.get(id)
    return talent && { talent, ownerId: null }
  }

  async findJob(id: string) {
    const job = this.jobs.get(id)
    return job && { job, ownerId: null }
  }

  async candidateJobs(_: string, hint: RetrievalHint): Promise<Candidate[]> {
    return this.#retrieve(this.jobs.keys(), hint)
  }

  async candidateTalents(_: string, hint: RetrievalHint): Promise<Candidate[]> {
    return this.#retrieve(this.talents.keys(), hint)
  }

  async jobsOf(ids: readonly string[]): Promise<Job[]> {
    return ids.flatMap((id) => this.jobs.get(id) ?? [])
  }

  async talentsOf(ids: readonly string[]): Promise<Talent[]> {
    return ids.flatMap((id) => this.talents.get(id) ?? [])
  }

  #retrieve(ids: Iterable<string>, hint: RetrievalHint): Candidate[] {
    this.hints.push(hint)
    const found = Array.from(ids, (id) => ({ id, prepared: this.prepared.get(id) ?? null }))
    this.afterRetrieval()
    return found
  }
}
