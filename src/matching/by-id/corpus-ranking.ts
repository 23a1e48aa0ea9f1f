import type { Job, Talent } from '../../../supabase/functions/_shared/payload.ts'
import { CONTRACT_HASH } from '../../features/registry.ts'
import { explainRanked } from '../answers/answer.ts'
import type { ServingModel } from '../engine/serving-model.ts'
import type { Pairs } from '../pairs/comparison.ts'
import { Preparer } from '../pairs/preparer.ts'
import { rank } from '../pairs/rank.ts'
import { publishStage, timed } from '../stages.ts'
import type { Found, StoredDraft } from '../stored/stored-ranker.ts'
import { Candidates } from './candidates.ts'
import { type CorpusAnswer, type CorpusCall, RETRIEVE_LIMIT } from './corpus-call.ts'
import { FoundTexts } from './found-texts.ts'

/** Above this many candidates a ranking would hold the event loop for more than some 5 ms. */
const INLINE_CANDIDATES = 250

type Payloads<Given> = ReadonlyMap<string, Given>

/**
 * One call by id, by the model: retrieves candidates, ranks them from the bytes of the index, fetches
 * the payloads of the best and explains them, from the same readings and vectors that ranked them.
 * One whose row is gone by then leaves its place to the next best; one whose row says other than the
 * index is read anew, and ranked again.
 */
export class CorpusRanking<Subject extends Talent | Job, Given extends Talent | Job> {
  readonly #model: ServingModel
  readonly #today: number
  readonly #call: CorpusCall<Subject, Given>
  readonly #texts: FoundTexts

  constructor(model: ServingModel, today: number, call: CorpusCall<Subject, Given>) {
    this.#model = model
    this.#today = today
    this.#call = call
    this.#texts = new FoundTexts(model.embedder, call.options)
  }

  async answer(): Promise<CorpusAnswer<Given>> {
    const candidates = await this.#retrieve()
    const count = candidates.count
    for (;;) {
      const { best, excluded } = await this.#rank(candidates)
      const payloads = await this.#payloadsOf(candidates, best)
      const draft = await this.#reread(candidates, best, payloads)
      const gone = best.filter((id) => !payloads.has(id))
      for (const id of gone) candidates.remove(id)
      for (const id of draft.stale) candidates.usePayload(payloads.get(id) as Given)
      if (gone.length + draft.stale.length > 0) continue
      return {
        served: this.#explain(draft.pairs()),
        source: 'ml',
        model_version: this.#model.bundle.manifest.version,
        ...(this.#texts.isFinal && { partial: ['embeddings'] }),
        excluded,
        candidates: count,
        featureContract: CONTRACT_HASH,
        payloads,
      }
    }
  }

  async #retrieve(): Promise<Candidates<Given>> {
    const { corpus, direction, subject } = this.#call
    await this.#texts.find(direction.textsOf(subject))
    const { vectors, isFinal } = this.#texts
    const preparer = isFinal
      ? new Preparer(this.#model.bundle.contextOn(this.#today))
      : this.#model.inline.preparerOn(this.#today)
    const lookup = (text: string) => vectors.get(text)
    const hint = direction.hintOf(subject, preparer, lookup, this.#model.embedder.id)
    const found = await timed('retrieve', () =>
      direction.retrieve(corpus, subject, hint, RETRIEVE_LIMIT),
    )
    const unread = found.flatMap(({ id, prepared }) => (prepared ? [] : id))
    return new Candidates(found, await this.#fetch(unread))
  }

  /** Ids of the best, once all that ranking lacks has been brought. */
  async #rank(candidates: Candidates<Given>) {
    const { direction, subject, options } = this.#call
    for (;;) {
      const sides = direction.sides(subject, candidates.rows())
      const outcome =
        candidates.count > INLINE_CANDIDATES
          ? await this.#model.rankStored(sides, this.#found(), options)
          : this.#model.stored.rank(sides, this.#found(), options)
      if ('best' in outcome) return outcome
      const given = await this.#fetch(outcome.undecodable)
      for (const id of outcome.undecodable) candidates.remove(id)
      for (const each of given) candidates.usePayload(each)
      await this.#texts.find(outcome.lacking)
    }
  }

  /** Of those that may still be shown. */
  async #payloadsOf(
    candidates: Candidates<Given>,
    ids: readonly string[],
  ): Promise<Payloads<Given>> {
    const atHand = ids.flatMap((id) => candidates.payload(id) ?? [])
    const others = await this.#fetch(ids.filter((id) => !candidates.payload(id)))
    const open = [...atHand, ...others].filter(this.#call.direction.isOpen)
    const byId = new Map(open.map((each) => [each.id, each]))
    // In the order of the ids.
    return new Map(
      ids.flatMap((id) => {
        const payload = byId.get(id)
        return payload ? [[id, payload] as const] : []
      }),
    )
  }

  /** The best beside their payloads, on this thread. */
  async #reread(
    candidates: Candidates<Given>,
    best: readonly string[],
    payloads: Payloads<Given>,
  ): Promise<StoredDraft> {
    const { direction, subject } = this.#call
    const sides = direction.sides(subject, candidates.rows(best))
    const read = () =>
      this.#model.stored.draft(sides, this.#found(), payloads as ReadonlyMap<string, Job | Talent>)
    const draft = read()
    if (draft.lacking.length === 0) return draft
    await this.#texts.find(draft.lacking)
    return read()
  }

  #explain(pairs: Pairs): CorpusAnswer<Given>['served'] {
    const { options } = this.#call
    const { bundle } = this.#model
    const begun = performance.now()
    const served = rank(bundle, pairs, options).best.map((ranked) => ({
      match: explainRanked(bundle, pairs, ranked, options.explain),
      rawScore: ranked.raw,
      features: ranked.row.slice(),
      explored: false,
    }))
    publishStage('explain', performance.now() - begun)
    return served
  }

  #fetch(ids: readonly string[]): Promise<Given[]> {
    const { corpus, direction } = this.#call
    return ids.length > 0 ? direction.payloadsOf(corpus, ids) : Promise.resolve([])
  }

  #found(): Found {
    const { vectors, isFinal } = this.#texts
    return { today: this.#today, vectors, isFinal }
  }
}
