import { RANKED_FEATURES } from '../features/registry.ts'
import type { Calibration } from '../ranking/calibration.ts'
import { fitCalibration } from '../ranking/calibration-fit.ts'
import { LightgbmRanker } from '../ranking/lightgbm.ts'
import { type Examples, ofRows } from './examples.ts'
import { DEFAULT_PARAMS, fit, type Samples } from './fit.ts'
import { conformalFactor, fitResidual, predictAll } from './interval.ts'
import type { LightgbmLocation } from './lightgbm-location.ts'
import { dealtSplit, type Part, rowsOf, type Split } from './split.ts'

export interface FitModelOptions {
  readonly seed: number
  /** What each example is for; default whole talents, dealt by their number. */
  readonly split?: Split | undefined
  readonly lightgbm?: LightgbmLocation | undefined
  readonly signal?: AbortSignal | undefined
  /** Hears how far each step is. */
  readonly onStep?: ((step: string, done: number, total: number) => void) | undefined
}

/** What serves: the ranker, the model of its error, and the maps to the scale that people read. */
export interface FittedScorer {
  /** In LightGBM's text format. */
  readonly rankerText: string
  readonly residualText: string
  readonly ranker: LightgbmRanker
  readonly calibration: Calibration
  readonly intervalFactor: number
  /** Scores of rows, 0-100. */
  readonly scoresOf: (rows: Float64Array) => Float64Array
  /** Half-widths of their 80 % intervals, in points. */
  readonly halfWidthsOf: (rows: Float64Array) => Float64Array
}

/**
 * Fits ranker, residual model, calibration and interval, each on talents that the step before it
 * did not see; the test part is not touched.
 */
export async function fitModel(
  examples: Examples,
  { seed, split = dealtSplit(examples.talents), lightgbm, signal, onStep }: FitModelOptions,
): Promise<FittedScorer> {
  const ofPart = (part: Part) => ofRows(examples, rowsOf(split, part))
  const validation = ofPart('validation')
  const fitRanker = async (training: Examples, step: string) => {
    const { model } = await fit({
      ...toSamples(training),
      validation: toSamples(validation),
      featureNames: RANKED_FEATURES.map(({ name }) => name),
      monotone: RANKED_FEATURES.map(({ ranked }) => ranked),
      seed,
      lightgbm,
      signal,
      onProgress: ({ iteration }) => onStep?.(step, iteration, DEFAULT_PARAMS.num_iterations),
    })
    return model
  }
  const training = ofPart('training')
  const rankerText = await fitRanker(training, 'Training the ranker')
  const residualText = await fitResidual(
    training,
    (part, fold) => fitRanker(part, `Training for the residual, fold ${fold}`),
    { seed, lightgbm, signal },
  )

  const ranker = LightgbmRanker.parse(rankerText)
  const residual = LightgbmRanker.parse(residualText)
  const held = ofPart('calibration')
  const calibration = fitCalibration(predictAll(ranker, held.rows), held.labels, held.weights)
  const scoresOf = (rows: Float64Array) =>
    predictAll(ranker, rows).map((raw) => calibration.apply(raw))
  const intervalFactor = conformalFactor(
    scoresOf(held.rows),
    held.labels,
    predictAll(residual, held.rows),
    held.weights,
  )
  const halfWidthsOf = (rows: Float64Array) =>
    predictAll(residual, rows).map((each) => Math.max(0, each) * intervalFactor)
  return { rankerText, residualText, ranker, calibration, intervalFactor, scoresOf, halfWidthsOf }
}

const toSamples = ({ rows, labels, weights }: Examples): Samples => ({
  features: rows,
  labels,
  weights,
})
