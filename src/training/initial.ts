import { embedByText } from '../embeddings/embed-by-text.ts'
import type { Embedder } from '../embeddings/embedder.ts'
import { CONTRACT_HASH, RANKED_FEATURES } from '../features/registry.ts'
import { textsOfJob, textsOfTalent } from '../features/texts.ts'
import { contextOf } from '../matching/tables.ts'
import { fitCalibration } from '../ranking/calibration-fit.ts'
import { summariseContributions } from './contribution-summary.ts'
import { countTables } from './count-tables.ts'
import { ofRows } from './examples.ts'
import { type FitModelOptions, type FittedScorer, fitModel } from './fit-model.ts'
import { COVERAGE } from './interval.ts'
import { type JudgedExamples, judgeExamples, NEAR_SHARE } from './judged-examples.ts'
import { LIGHTGBM_VERSION } from './lightgbm-location.ts'
import { coverageOf, deviation, rmse } from './metrics.ts'
import type { ModelFiles } from './publish.ts'
import { dealtSplit, rowsOf } from './split.ts'
import { Random } from './synthetic/random.ts'
import { createWorld } from './synthetic/world.ts'

export interface InitialOptions extends Omit<FitModelOptions, 'split'> {
  readonly embedder: Embedder
  /** Made-up talents and jobs, and how many of their pairs are judged. */
  readonly talents: number
  readonly jobs: number
  readonly pairs: number
}

/**
 * Trains the model that a new installation starts with: real LightGBM on made-up talents and jobs,
 * labelled by the teacher. The same seed, library and embedding weights give the same files, but
 * for the date.
 */
export async function trainInitial(options: InitialOptions): Promise<ModelFiles> {
  const { seed, embedder, talents, jobs, pairs } = options
  const world = createWorld(seed, options)
  const rows = { talents: world.talents.map(payloadOf), jobs: world.jobs.map(payloadOf) }
  const tables = countTables(rows.talents, rows.jobs)
  const today = Math.max(...rows.jobs.map(({ posted_at }) => Date.parse(posted_at ?? '') || 0))
  const texts = [...rows.talents.flatMap(textsOfTalent), ...rows.jobs.flatMap(textsOfJob)]
  const vectors = await embedByText(embedder, texts, {
    ...(options.signal && { signal: options.signal }),
    onProgress: (done, total) => options.onStep?.('Embedding texts', done, total),
  })
  const examples = judgeExamples(world, pairs, vectors, contextOf(tables, today), seed)
  const split = dealtSplit(examples.talents)
  const scorer = await fitModel(examples, { ...options, split })
  const training = ofRows(examples, rowsOf(split, 'training'))
  const explained = summariseContributions(scorer.ranker, training)
  const trained = new Date()
  return {
    texts: [scorer.rankerText, scorer.residualText, `${JSON.stringify(tables)}\n`],
    manifest: {
      version: `1.0.${trained.toISOString().slice(0, 10).replaceAll('-', '')}`,
      trained_at: trained.toISOString(),
      basis: 'synthetic',
      feature_names: RANKED_FEATURES.map(({ name }) => name),
      contract_hash: CONTRACT_HASH,
      embedder: embedder.id,
      calibration: scorer.calibration.toJSON(),
      interval_factor: scorer.intervalFactor,
      contribution_ranges: explained.ranges,
      feature_importances: explained.importances,
      metrics: measure(scorer, examples, rowsOf(split, 'test'), seed),
      training: { seed, lightgbm: LIGHTGBM_VERSION, talents, jobs, pairs, near_share: NEAR_SHARE },
    },
  }
}

const payloadOf = <T>({ payload }: { readonly payload: T }) => payload

/** On talents that no step of training saw. */
function measure(scorer: FittedScorer, examples: JudgedExamples, test: Uint32Array, seed: number) {
  const ofTest = (values: Float64Array) => Float64Array.from(test, (row) => values[row] as number)
  const { rows, labels, count } = ofRows(examples, test)
  const truths = ofTest(examples.truths)
  const scores = scorer.scoresOf(rows)
  // The fairest form of the rules: mapped to the labels on the very pairs that they are judged by.
  const rules = ofTest(examples.rules)
  const rulesCalibration = fitCalibration(rules, labels)
  const random = Float64Array.from(new Random(seed, 'metrics').sample([...labels], count))
  return {
    test_pairs: count,
    rmse: rmse(scores, labels),
    rmse_to_teacher: rmse(scores, truths),
    rmse_of_noise: rmse(truths, labels),
    rmse_of_rules_recalibrated: rmse(
      rules.map((each) => rulesCalibration.apply(each)),
      labels,
    ),
    rmse_of_mean: deviation(labels),
    rmse_of_random: rmse(random, labels),
    interval_coverage: coverageOf(scores, labels, scorer.halfWidthsOf(rows)),
    interval_target: COVERAGE,
    share_of_scores_at_least_50: scores.filter((score) => score >= 50).length / count,
    share_of_scores_above_80: scores.filter((score) => score > 80).length / count,
  }
}
