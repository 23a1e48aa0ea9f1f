import { RANKED_FEATURES } from '../features/registry.ts'
import { fitCalibration } from '../ranking/calibration-fit.ts'
import { LightgbmRanker } from '../ranking/lightgbm.ts'
import { type Examples, ofRows } from './examples.ts'
import { DEFAULT_PARAMS, fit, type Samples } from './fit.ts'
import { conformalFactor, fitResidual, predictAll } from './interval.ts'
import type { LightgbmLocation } from './lightgbm-location.ts'
import { type ScorerParts, scoresOf } from './scorer.ts'
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

/** A model just fitted, as it serves and as it is kept. */
export interface FittedScorer extends ScorerParts {
  /** In LightGBM's text format. */
  readonly rankerText: string
  readonly residualText: string
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
  const intervalFactor = conformalFactor(
    scoresOf({ ranker, calibration }, held.rows),
    held.labels,
    predictAll(residual, held.rows),
    held.weights,
  )
  return { rankerText, residualText, ranker, residual, calibration, intervalFactor }
}

const toSamples = ({ rows, labels, weights }: Examples): Samples => ({
  features: rows,
  labels,
  weights,
})
