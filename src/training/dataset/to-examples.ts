import type { Examples } from '../examples.ts'
import type { Dataset } from './dataset.ts'

/** A dataset as models are fitted to it; row by row the same. */
export const toExamples = ({ count, features, labels, talents, weights }: Dataset): Examples => ({
  count,
  rows: Float64Array.from(features),
  labels: Float64Array.from(labels),
  talents,
  weights: Float64Array.from(weights),
})
