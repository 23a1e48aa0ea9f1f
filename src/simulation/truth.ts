import { embedByText } from '../embeddings/embed-by-text.ts'
import type { Embedder } from '../embeddings/embedder.ts'
import { ndcg } from '../evaluation/metrics.ts'
import type { FeatureContext } from '../features/context.ts'
import { prepareJob } from '../features/prepare-job.ts'
import { prepareTalent } from '../features/prepare-talent.ts'
import type { PreparedJob, PreparedTalent } from '../features/prepared.ts'
import { AskedSkills } from '../features/skill-evidence.ts'
import { textsOfJob, textsOfTalent } from '../features/texts.ts'
import type { Bundle } from '../matching/bundle/bundle.ts'
import { pairsOf } from '../matching/pairs/comparison.ts'
import { exclusionOf } from '../matching/pairs/constraints.ts'
import { rank } from '../matching/pairs/rank.ts'
import { NDCG_DEPTH } from '../training/evaluate/ranked-list.ts'
import type { Market } from './market.ts'
import { expectedLabel } from './opinion.ts'
import { fitOf } from './taste.ts'

/** One who never acts, and the labels that jobs would come to on average: of all that they may be shown. */
interface Judge {
  readonly talent: PreparedTalent
  readonly expected: ReadonlyMap<string, number>
}

/** How well models serve people, by what these really want. */
export class Truth {
  readonly #judges: readonly Judge[]
  readonly #jobs: readonly PreparedJob[]
  readonly #asked: AskedSkills
  readonly #context: FeatureContext

  private constructor(
    judges: readonly Judge[],
    jobs: readonly PreparedJob[],
    context: FeatureContext,
  ) {
    this.#judges = judges
    this.#jobs = jobs
    this.#asked = new AskedSkills(jobs)
    this.#context = context
  }

  /** @param context of the models that are to be measured, all of which have the same tables */
  static async prepare(
    { heldOut, jobs }: Market,
    embedder: Embedder,
    context: FeatureContext,
  ): Promise<Truth> {
    const texts = [
      ...heldOut.flatMap(({ payload }) => textsOfTalent(payload)),
      ...jobs.flatMap(({ payload }) => textsOfJob(payload)),
    ]
    const vectors = await embedByText(embedder, texts)
    const lookup = (text: string) => vectors.get(text)
    const prepared = jobs.map(({ payload }) => prepareJob(payload, context, lookup))
    const judges = heldOut.map(({ payload, truth }) => {
      const talent = prepareTalent(payload, context, lookup)
      const expected = jobs.flatMap((job, at) =>
        exclusionOf(talent, prepared[at] as PreparedJob, context)
          ? []
          : [[job.payload.id, expectedLabel(fitOf(truth, job.truth))] as const],
      )
      return { talent, expected: new Map(expected) }
    })
    return new Truth(judges, prepared, context)
  }

  /** nDCG@10 of the order of all candidates, against the best there is, 0-1: the mean over people. */
  measure(bundle: Bundle): number {
    const values = this.#judges.map(({ talent, expected }) => {
      const sides = { talent, jobs: this.#jobs, asked: this.#asked }
      const { best } = rank(bundle, pairsOf(sides, this.#context), ALL_SCORES)
      const ranked = best.map(({ index }) => this.#jobs[index]?.given.id ?? '')
      return ndcg(ranked, expected, NDCG_DEPTH)
    })
    return values.reduce((sum, value) => sum + value, 0) / values.length
  }
}

const ALL_SCORES = { limit: NDCG_DEPTH, minScore: 0 }
