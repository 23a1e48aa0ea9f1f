import { RANKED_FEATURES } from '../features/registry.ts'
import type { Calibration } from '../ranking/calibration.ts'
import { fitCalibration } from '../ranking/calibration-fit.ts'
import { LightgbmRanker } from '../ranking/lightgbm.ts'
import { type Examples, ofTalents } from './examples.ts'
import { DEFAULT_PARAMS, fit } from './fit.ts'
import { conformalFactor, fitResidual, predictAll } from './interval.ts'
import type { LightgbmLocation } from './lightgbm-location.ts'

export interface FitModelOptions {
  readonly seed: number
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

/** Talents are dealt into twentieths: 14 to learn from, and 2 each for what must be unseen. */
const PARTS = 20
const dealt = (from: number, to: number) => (talent: number) =>
  talent % PARTS >= from && talent % PARTS < to
export const isTraining = dealt(0, 14)
const isValidation = dealt(14, 16)
const isCalibration = dealt(16, 18)
export const isTest = dealt(18, 20)

/**
 * Fits ranker, residual model, calibration and interval, each on talents that the step before it
 * did not see; talents of the test part are not touched.
 */
export async function fitModel(
  examples: Examples,
  { seed, lightgbm, signal, onStep }: FitModelOptions,
): Promise<FittedScorer> {
  const validation = ofTalents(examples, isValidation)
  const fitRanker = async (training: Examples, step: string) => {
    const { model } = await fit({
      features: training.rows,
      labels: training.labels,
      validation: { features: validation.rows, labels: validation.labels },
      featureNames: RANKED_FEATURES.map(({ name }) => name),
      monotone: RANKED_FEATURES.map(({ ranked }) => ranked),
      seed,
      lightgbm,
      signal,
      onProgress: ({ iteration }) => onStep?.(step, iteration, DEFAULT_PARAMS.num_iterations),
    })
    return model
  }
  const training = ofTalents(examples, isTraining)
  const rankerText = await fitRanker(training, 'Training the ranker')
  const residualText = await fitResidual(
    training,
    (part, fold) => fitRanker(part, `Training for the residual, fold ${fold}`),
    { seed, lightgbm, signal },
  )

  const ranker = LightgbmRanker.parse(rankerText)
  const residual = LightgbmRanker.parse(residualText)
  const held = ofTalents(examples, isCalibration)
  const calibration = fitCalibration(predictAll(ranker, held.rows), held.labels)
  const scoresOf = (rows: Float64Array) =>
    predictAll(ranker, rows).map((raw) => calibration.apply(raw))
  const intervalFactor = conformalFactor(
    scoresOf(held.rows),
    held.labels,
    predictAll(residual, held.rows),
  )
  const halfWidthsOf = (rows: Float64Array) =>
    predictAll(residual, rows).map((each) => Math.max(0, each) * intervalFactor)
  return { rankerText, residualText, ranker, calibration, intervalFactor, scoresOf, halfWidthsOf }
}
