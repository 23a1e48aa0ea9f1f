import type { Job, Talent } from '../../../supabase/functions/_shared/payload.ts'
import type { TextVectors } from '../../embeddings/embedder.ts'
import { rememberedAffinity } from '../../features/skill-affinity.ts'
import type { RequestAnswerer } from '../answers/answer-request.ts'
import type { Bundle } from '../bundle/bundle.ts'
import { type Pairs, pairsOf } from '../pairs/comparison.ts'
import type { FoundVectors } from '../pairs/packed-vectors.ts'
import { Preparer } from '../pairs/preparer.ts'
import { type RankOptions, rank } from '../pairs/rank.ts'
import { publishRanking } from '../stages.ts'
import { draftComparison, type StoredSides } from './stored-comparison.ts'

/** What there is to rank candidates with. */
export interface Found {
  /** Start of the day that counts as today, milliseconds since the epoch. */
  readonly today: number
  /** Of the texts that were looked for so far. */
  readonly vectors: FoundVectors
  /** There was no time to look for more: what lacks vectors counts as unknown, and is not kept. */
  readonly isFinal: boolean
}

/** Ids of the best, best first; or what has to be brought before they can be told. */
export type StoredOutcome =
  | {
      readonly best: readonly string[]
      readonly excluded: Readonly<Record<string, number>>
    }
  | {
      /** Texts whose vectors this thread has neither kept nor been given. */
      readonly lacking: readonly string[]
      /** Ids of candidates whose bytes are not of this code, to be given as payloads. */
      readonly undecodable: readonly string[]
    }

/** Candidates that are read as far as they can be before all texts have vectors. */
export interface StoredDraft {
  /** Texts whose vectors this thread has neither kept nor been given. */
  readonly lacking: readonly string[]
  /** Ids of candidates whose bytes are not of this code. */
  readonly undecodable: readonly string[]
  /** Ids of candidates whose payload says other than their bytes. */
  readonly stale: readonly string[]
  /** Those that come as bytes, then those that come as payloads. */
  readonly pairs: () => Pairs
}

type Payloads = ReadonlyMap<string, Job | Talent>

const NO_PAYLOADS: Payloads = new Map()

/** Names of skills whose vectors are kept, 1.5 kB each. */
const SKILLS_KEPT = 20_000

/**
 * Ranks candidates from the bytes of the index, on one thread. It keeps the vectors of the names of
 * skills, which are a small vocabulary and are not in the bytes, and how near they are to each other.
 */
export class StoredRanker {
  readonly #bundle: Bundle
  readonly #answerer: RequestAnswerer
  readonly #skills = new Map<string, TextVectors | undefined>()
  readonly #affinity = rememberedAffinity()

  /** @param answerer whose prepared rows are used and added to */
  constructor(bundle: Bundle, answerer: RequestAnswerer) {
    this.#bundle = bundle
    this.#answerer = answerer
  }

  /** Ids of the best of the candidates. */
  rank(sides: StoredSides, found: Found, options: RankOptions): StoredOutcome {
    const begun = performance.now()
    const { lacking, undecodable, pairs: make } = this.draft(sides, found)
    if (undecodable.length > 0 || lacking.length > 0) return { lacking, undecodable }
    const pairs = make()
    const { best, excluded, predictMs } = rank(this.#bundle, pairs, options)
    publishRanking(begun, predictMs)
    const ids = best.map(({ index }) => {
      const { talent, job } = pairs.at(index)
      return 'jobs' in sides ? job.given.id : talent.given.id
    })
    return { best: ids, excluded }
  }

  /** @param payloads of candidates that come as bytes, where they are at hand */
  draft(
    sides: StoredSides,
    { today, vectors, isFinal }: Found,
    payloads: Payloads = NO_PAYLOADS,
  ): StoredDraft {
    const context = this.#bundle.contextOn(today)
    const parts = {
      context,
      preparer: isFinal ? new Preparer(context) : this.#answerer.preparerOn(today),
      affinity: this.#affinity,
      vectors: (text: string) => this.#skills.get(text) ?? vectors.get(text),
    }
    const { texts, rows, compare } = draftComparison(sides, { ...parts, payloads })
    const { undecodable, skillTexts } = rows.survey()
    this.#keep(skillTexts, vectors)
    const lacking = new Set<string>()
    if (!isFinal) {
      for (const text of texts) if (!vectors.has(text)) lacking.add(text)
      for (const text of skillTexts) {
        if (!this.#skills.has(text) && !vectors.has(text)) lacking.add(text)
      }
    }
    return {
      lacking: [...lacking],
      undecodable,
      stale: rows.stale(),
      pairs: () => pairsOf(compare(), context),
    }
  }

  #keep(skills: Iterable<string>, found: FoundVectors): void {
    for (const text of skills) {
      if (this.#skills.has(text) || !found.has(text)) continue
      if (this.#skills.size >= SKILLS_KEPT) this.#skills.clear()
      this.#skills.set(text, found.get(text))
    }
  }
}
