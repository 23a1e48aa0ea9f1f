import { createHash } from 'node:crypto'
import { compensationFeatures } from './compensation.ts'
import { experienceFeatures } from './experience.ts'
import type { Feature } from './feature.ts'
import { locationFeatures } from './location.ts'
import type { Pair } from './pair.ts'
import { skillFeatures } from './skill.ts'
import { textFeatures } from './text.ts'

/** Every feature, in the order of a full vector. */
export const FEATURES: readonly Feature[] = [
  ...skillFeatures,
  ...experienceFeatures,
  ...locationFeatures,
  ...compensationFeatures,
  ...textFeatures,
]

/** The features that the ranker reads, in the order of its rows. */
export const RANKED_FEATURES: readonly (Feature & { readonly ranked: 1 | -1 })[] = FEATURES.filter(
  (feature): feature is Feature & { ranked: 1 | -1 } => feature.ranked !== undefined,
)

/**
 * Raised whenever a feature's meaning changes while its name stays: a model trained on the old
 * meaning must then not load.
 */
const CONTRACT_REVISION = 2

/** Hash of what a model relies on: names, order and directions of its inputs. */
export const CONTRACT_HASH = createHash('sha256')
  .update(
    JSON.stringify([CONTRACT_REVISION, RANKED_FEATURES.map(({ name, ranked }) => [name, ranked])]),
  )
  .digest('hex')

/** Writes the ranker's row of a pair at `offset`; arithmetic only. */
export function extractRanked(pair: Pair, out: Float64Array, offset: number): void {
  for (let i = 0; i < RANKED_FEATURES.length; i++) {
    out[offset + i] = (RANKED_FEATURES[i] as Feature).compute(pair)
  }
}

/** Every feature of a pair, in the order of {@link FEATURES}. */
export function extractAll(pair: Pair): Float64Array {
  return Float64Array.from(FEATURES, (feature) => feature.compute(pair))
}
