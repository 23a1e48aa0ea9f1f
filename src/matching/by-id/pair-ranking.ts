import type { Job, Talent } from '../../../supabase/functions/_shared/payload.ts'
import { RULES_VERSION, scoreByRules } from '../../../supabase/functions/_shared/rules.ts'
import { extractRanked, RANKED_FEATURES } from '../../features/registry.ts'
import { attribute, explainRanked } from '../answers/answer.ts'
import { explain } from '../answers/explain.ts'
import type { ServingModel } from '../engine/serving-model.ts'
import { pairsOf } from '../pairs/comparison.ts'
import { exclusionOf } from '../pairs/constraints.ts'
import { Preparer } from '../pairs/preparer.ts'
import { scoreOf } from '../pairs/rank.ts'
import type { PairAnswer } from './by-id-matcher.ts'
import { FoundTexts } from './found-texts.ts'

/** A score so low that an explanation lists every mismatch. */
const LOWEST_SCORE = 0

/** One pair in full, by the model, excluded or not. */
export async function rankPair(
  model: ServingModel,
  today: number,
  { talent, job }: { readonly talent: Talent; readonly job: Job },
  budgetMs: number | undefined,
): Promise<PairAnswer> {
  const { bundle } = model
  const context = bundle.contextOn(today)
  const texts = new FoundTexts(model.embedder, budgetMs === undefined ? {} : { budgetMs })
  const read = (preparer: Preparer) => [preparer.talent(talent), preparer.job(job)] as const
  let [left, right] = read(model.inline.preparerOn(today))
  await texts.find([...left.texts, ...right.texts])
  if (texts.isFinal) [left, right] = read(new Preparer(context))
  const lookup = (text: string) => texts.vectors.get(text)
  const comparison = { talent: left.prepare(lookup), jobs: [right.prepare(lookup)] }
  const pairs = pairsOf(comparison, context)
  const pair = pairs.at(0)
  const excluded = exclusionOf(pair.talent, pair.job, context)
  const row = new Float64Array(RANKED_FEATURES.length)
  extractRanked(pair, row, 0)
  const raw = new Float64Array(1)
  bundle.ranker.predict(row, 1, raw)
  const ranked = { index: 0, row, raw: raw[0] as number, score: scoreOf(bundle, raw[0] as number) }
  const match = explainRanked(bundle, pairs, ranked, 'full')
  const explanation = explain(bundle, pair, LOWEST_SCORE, attribute(bundle, row))
  return {
    match: { ...match, explanation },
    ...(excluded && { excluded }),
    source: 'ml',
    model_version: bundle.manifest.version,
    ...(texts.isFinal && { partial: ['embeddings'] }),
  }
}

/** One pair by rules, which know no constraints. */
export const rankPairByRules = (talent: Talent, job: Job): PairAnswer => ({
  match: scoreByRules(talent, job),
  source: 'fallback',
  model_version: RULES_VERSION,
})
