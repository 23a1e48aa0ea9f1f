import { RANKED_FEATURES } from '../features/registry.ts'
import { LightgbmRanker } from '../ranking/lightgbm.ts'
import type { Ranker } from '../ranking/ranker.ts'
import { type Examples, ofTalents } from './examples.ts'
import { type FitRequest, fit } from './fit.ts'

/** Share of the labels that an interval must hold. */
export const COVERAGE = 0.8

/** Out-of-fold predictions come from this many models. */
const FOLDS = 3

/** A small model: the size of an error is a smoother thing than the score. */
const RESIDUAL_PARAMS = { num_iterations: 60, num_leaves: 15, max_depth: 5 } as const

/** Fits one model as the one that serves is fitted; `fold` counts from 1. */
export type FitRanker = (training: Examples, fold: number) => Promise<string>

/**
 * Fits a model of the absolute residual, from predictions that each come from a model which never
 * saw the talent. No constraints: a residual has no plain direction.
 */
export async function fitResidual(
  training: Examples,
  fitRanker: FitRanker,
  options: Pick<FitRequest, 'seed' | 'lightgbm' | 'signal'>,
): Promise<string> {
  const residuals = new Float64Array(training.count)
  for (let fold = 0; fold < FOLDS; fold++) {
    const inFold = (talent: number) => talent % FOLDS === fold
    const ranker = LightgbmRanker.parse(
      await fitRanker(
        ofTalents(training, (talent) => !inFold(talent)),
        fold + 1,
      ),
    )
    const predicted = predictAll(ranker, training.rows)
    training.talents.forEach((talent, i) => {
      if (inFold(talent))
        residuals[i] = Math.abs((training.labels[i] as number) - (predicted[i] as number))
    })
  }
  const { model } = await fit({
    features: training.rows,
    labels: residuals,
    weights: training.weights,
    featureNames: RANKED_FEATURES.map(({ name }) => name),
    params: RESIDUAL_PARAMS,
    ...options,
  })
  return model
}

export function predictAll(ranker: Ranker, rows: Float64Array): Float64Array {
  const out = new Float64Array(rows.length / RANKED_FEATURES.length)
  ranker.predict(rows, out.length, out)
  return out
}

/**
 * The factor on predicted residuals that makes {@link COVERAGE} of the labels fall inside (split
 * conformal prediction with a normalised score; Papadopoulos et al. 2002).
 *
 * @param scores of examples that no model saw, 0-100
 * @param residuals predicted for them
 * @param weights how much each counts; 1 each if left out
 */
export function conformalFactor(
  scores: Float64Array,
  labels: Float64Array,
  residuals: Float64Array,
  weights?: Float64Array,
): number {
  const ratios = Float64Array.from(
    labels,
    (label, i) => Math.abs(label - (scores[i] as number)) / Math.max(residuals[i] as number, 1e-6),
  )
  if (weights) return weightedQuantile(ratios, weights)
  ratios.sort()
  const rank = Math.ceil((ratios.length + 1) * COVERAGE) - 1
  return ratios[Math.min(rank, ratios.length - 1)] as number
}

/** Where {@link COVERAGE} of the weight is reached, that of one more row of mean weight included. */
function weightedQuantile(values: Float64Array, weights: Float64Array): number {
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  // Less a rounding error, which must not cost a whole row.
  const wanted = COVERAGE * total * (1 + 1 / weights.length) * (1 - 1e-12)
  const order = Uint32Array.from(values.keys()).sort(
    (a, b) => (values[a] as number) - (values[b] as number),
  )
  let reached = 0
  for (const row of order) {
    reached += weights[row] as number
    if (reached >= wanted) return values[row] as number
  }
  return values[order.at(-1) ?? 0] as number
}
