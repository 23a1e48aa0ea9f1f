import type { RetrievalHint } from '../../src/matching/by-id/corpus.ts'
import { MemoryCorpus } from '../../src/simulation/memory-corpus.ts'

/** A corpus in memory that tells what it was asked, and lets rows change between two questions. */
export class WatchedCorpus extends MemoryCorpus {
  /** Hints that were retrieved by. */
  readonly hints: RetrievalHint[] = []
  /** Called between retrieval and the fetching of payloads. */
  afterRetrieval: () => void = () => {}

  override candidateJobs(talentId: string, hint: RetrievalHint) {
    return this.#watch(hint, super.candidateJobs(talentId, hint))
  }

  override candidateTalents(jobId: string, hint: RetrievalHint) {
    return this.#watch(hint, super.candidateTalents(jobId, hint))
  }

  async #watch<Found>(hint: RetrievalHint, retrieved: Promise<Found>): Promise<Found> {
    this.hints.push(hint)
    const found = await retrieved
    this.afterRetrieval()
    return found
  }
}
