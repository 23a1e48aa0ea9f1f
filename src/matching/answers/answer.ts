import type { Match } from '../../../supabase/functions/_shared/payload.ts'
import { HIGHLY_RECOMMENDED_ABOVE } from '../../../supabase/functions/_shared/rules.ts'
import type { Pair } from '../../features/pair.ts'
import type { Bundle } from '../bundle/bundle.ts'
import type { RankedMatches } from '../matcher.ts'
import { type Comparison, type Pairs, pairsOf } from '../pairs/comparison.ts'
import { type Ranked, type RankOptions, rank } from '../pairs/rank.ts'
import { publishRanking, publishStage } from '../stages.ts'
import { confidenceOf } from './confidence.ts'
import { type Attribution, detailOf, explain } from './explain.ts'

export interface AnswerOptions extends RankOptions {
  /** Start of the day that counts as today, milliseconds since the epoch. */
  readonly today: number
  readonly explain?: 'brief' | 'full' | undefined
}

/** The main job on prepared sides: extract → rank → explain. */
export function answer(
  bundle: Bundle,
  comparison: Comparison,
  options: AnswerOptions,
): RankedMatches {
  const begun = performance.now()
  const pairs = pairsOf(comparison, bundle.contextOn(options.today))
  const { best, excluded, predictMs } = rank(bundle, pairs, options)
  publishRanking(begun, predictMs)
  const ranked = performance.now()
  const matches = best.map((each) => explainRanked(bundle, pairs, each, options.explain))
  publishStage('explain', performance.now() - ranked)
  return { matches, source: 'ml', model_version: bundle.manifest.version, excluded }
}

/** A ranked candidate with the reasons. */
export function explainRanked(
  bundle: Bundle,
  pairs: Pairs,
  { index, row, raw, score }: Ranked,
  detail: AnswerOptions['explain'],
): RankedMatches['matches'][number] {
  const pair = pairs.at(index)
  const attribution = attribute(bundle, row)
  return {
    ...matchOf(bundle, pair, score, attribution),
    ...(detail === 'full' && { detail: detailOf(pair, raw, attribution) }),
  }
}

/** The ranker's row of a pair and the exact contributions of its features. */
export function attribute(bundle: Bundle, row: Float64Array): Attribution {
  const contributions = new Float64Array(row.length + 1)
  bundle.ranker.contributions(row, contributions)
  return { row, contributions }
}

function matchOf(bundle: Bundle, pair: Pair, score: number, attribution: Attribution): Match {
  return {
    talent_id: pair.talent.given.id,
    job_id: pair.job.given.id,
    match_score: score,
    confidence: confidenceOf(bundle, attribution.row),
    highly_recommended: score > HIGHLY_RECOMMENDED_ABOVE,
    explanation: explain(bundle, pair, score, attribution),
  }
}
