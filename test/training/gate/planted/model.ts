import { fitCalibration } from '../../../../src/ranking/calibration-fit.ts'
import { LightgbmRanker } from '../../../../src/ranking/lightgbm.ts'
import { fit as fitModel } from '../../../../src/training/fit.ts'
import { COVERAGE } from '../../../../src/training/interval.ts'
import { PLANTED_FEATURES, type PlantedPairs, WIDTH } from './pairs.ts'

/** What scores planted pairs. */
export interface PlantedModel {
  readonly rankerText: string
  readonly rawOf: (rows: Float64Array) => Float64Array
  /** 0-100. */
  readonly scoreOf: (raw: number) => number
  /** Of every 80 % interval, in points. */
  readonly halfWidth: number
}

export interface TrainingPairs {
  readonly training: PlantedPairs
  readonly calibration: PlantedPairs
}

/** Real LightGBM, with the calibration and the interval of the product. */
export async function train(
  { training, calibration }: TrainingPairs,
  seed: number,
): Promise<PlantedModel> {
  const { model } = await fitModel({
    features: training.rows,
    labels: training.labels,
    featureNames: PLANTED_FEATURES.map(({ name }) => name),
    monotone: PLANTED_FEATURES.map(({ ranked }) => ranked),
    params: { num_iterations: 60 },
    seed,
    lightgbm: { library: process.env.LIGHTGBM_LIB },
  })
  const ranker = LightgbmRanker.parse(model)
  const rawOf = (rows: Float64Array) => {
    const raw = new Float64Array(rows.length / WIDTH)
    ranker.predict(rows, raw.length, raw)
    return raw
  }
  return calibrated(rawOf, calibration, model)
}

/** A weighted sum of features in the place of a trained model, calibrated likewise. */
export const handMade = (weights: readonly number[], calibration: PlantedPairs): PlantedModel =>
  calibrated((rows) => sumsOf(rows, weights), calibration)

export function sumsOf(rows: Float64Array, weights: readonly number[]): Float64Array {
  return Float64Array.from({ length: rows.length / WIDTH }, (_, row) =>
    weights.reduce((sum, weight, at) => sum + weight * (rows[row * WIDTH + at] as number), 0),
  )
}

/** Scores on the scale of labels, and an interval, by pairs that were not learnt from. */
export function calibrated(
  rawOf: PlantedModel['rawOf'],
  { rows, labels }: PlantedPairs,
  rankerText = '',
): PlantedModel {
  const raw = rawOf(rows)
  const calibration = fitCalibration(raw, labels)
  const scoreOf = (each: number) => calibration.apply(each)
  const errors = raw.map((each, row) => Math.abs(scoreOf(each) - (labels[row] as number))).sort()
  const halfWidth = errors[Math.ceil(COVERAGE * errors.length)] as number
  return { rankerText, rawOf, scoreOf, halfWidth }
}
