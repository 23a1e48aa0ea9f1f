import type { MatchIndex } from '../../db/match-index/match-index.ts'

/** Retrieval asks which skills are rare, for which counts of the last hour do; a million rows take seconds. */
const RECOUNT_MS = 60 * 60 * 1000

/** Keeps the counts of skills near the index: anew once it has changed and rests, every hour at most. */
export class SkillCounts {
  readonly #index: MatchIndex
  #hasChanged = false
  #countedAt = Number.NEGATIVE_INFINITY

  constructor(index: MatchIndex) {
    this.#index = index
  }

  /** The index has changed. */
  note(): void {
    this.#hasChanged = true
  }

  async countIfDue(): Promise<void> {
    if (!this.#hasChanged || performance.now() - this.#countedAt < RECOUNT_MS) return
    await this.#index.countSkills()
    this.#hasChanged = false
    this.#countedAt = performance.now()
  }
}
