import type { Embedder } from '../embeddings/embedder.ts'
import { contextOf } from '../matching/bundle/tables.ts'
import { fitCalibration } from '../ranking/calibration-fit.ts'
import { countTables } from './count-tables.ts'
import { ofRows } from './examples.ts'
import { type FitModelOptions, type FittedScorer, fitModel } from './fit-model.ts'
import { type JudgedExamples, judgeExamples, NEAR_SHARE } from './judged-examples.ts'
import { deviation, measureScores, rmse } from './metrics.ts'
import { toModelFiles } from './model-files.ts'
import type { ModelFiles } from './publish.ts'
import { scoreRows } from './scorer.ts'
import { dealtSplit, rowsOf } from './split.ts'
import { Random } from './synthetic/random.ts'
import { createWorld } from './synthetic/world.ts'
import { embedWorld, lastPosting } from './synthetic/world-texts.ts'

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
  const [ofTalents, ofJobs] = [world.talents.map(payloadOf), world.jobs.map(payloadOf)]
  const tables = countTables(ofTalents, ofJobs)
  const vectors = await embedWorld(world, embedder, {
    ...(options.signal && { signal: options.signal }),
    onProgress: (done, total) => options.onStep?.('Embedding texts', done, total),
  })
  const context = contextOf(tables, lastPosting(world))
  const examples = judgeExamples(world, pairs, vectors, context, seed)
  const split = dealtSplit(examples.talents)
  const scorer = await fitModel(examples, { ...options, split })
  return toModelFiles(scorer, ofRows(examples, rowsOf(split, 'training')), {
    basis: 'synthetic',
    trainedAt: new Date(),
    embedder: embedder.id,
    tables: `${JSON.stringify(tables)}\n`,
    metrics: measure(scorer, examples, rowsOf(split, 'test'), seed),
    training: { seed, talents, jobs, pairs, near_share: NEAR_SHARE },
  })
}

const payloadOf = <T>({ payload }: { readonly payload: T }) => payload

/** On talents that no step of training saw. */
function measure(scorer: FittedScorer, examples: JudgedExamples, test: Uint32Array, seed: number) {
  const ofTest = (values: Float64Array) => Float64Array.from(test, (row) => values[row] as number)
  const { rows, labels, count } = ofRows(examples, test)
  const scored = scoreRows(scorer, rows)
  const { scores } = scored
  const truths = ofTest(examples.truths)
  // The fairest form of the rules: mapped to the labels on the very pairs that they are judged by.
  const rules = ofTest(examples.rules)
  const rulesCalibration = fitCalibration(rules, labels)
  const random = Float64Array.from(new Random(seed, 'metrics').sample([...labels], count))
  return {
    ...measureScores(scored, labels),
    rmse_to_teacher: rmse(scores, truths),
    rmse_of_noise: rmse(truths, labels),
    rmse_of_rules_recalibrated: rmse(
      rules.map((each) => rulesCalibration.apply(each)),
      labels,
    ),
    rmse_of_mean: deviation(labels),
    rmse_of_random: rmse(random, labels),
  }
}
