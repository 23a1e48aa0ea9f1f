import { CONTRACT_HASH, RANKED_FEATURES } from '../features/registry.ts'
import { binFeature, type FeatureBins } from '../quality/feature-bins.ts'
import { summariseContributions } from './contribution-summary.ts'
import type { Examples } from './examples.ts'
import type { FittedScorer } from './fit-model.ts'
import { LIGHTGBM_VERSION } from './lightgbm-location.ts'
import type { ModelFiles } from './publish.ts'

/** What a model's files tell besides how it scores. */
export interface ModelOrigin {
  readonly basis: 'synthetic' | 'feedback'
  readonly trainedAt: Date
  /** Whose vectors it was trained on. */
  readonly embedder: string
  /** Content of `tables.json`. */
  readonly tables: string
  readonly metrics: Readonly<Record<string, unknown>>
  /** Where drift is to be measured against the training data: whether to keep how it was spread. */
  readonly withFeatureBins?: boolean
  /** Seeds and sizes. */
  readonly training: Readonly<Record<string, unknown>>
}

/** @param training the examples it was fitted to, which explanations are measured against */
export function toModelFiles(
  scorer: FittedScorer,
  training: Examples,
  { trainedAt, tables, ...told }: ModelOrigin,
): ModelFiles {
  const explained = summariseContributions(scorer.ranker, training)
  return {
    texts: [scorer.rankerText, scorer.residualText, tables],
    manifest: {
      version: `1.0.${trainedAt.toISOString().slice(0, 10).replaceAll('-', '')}`,
      trained_at: trainedAt.toISOString(),
      basis: told.basis,
      feature_names: RANKED_FEATURES.map(({ name }) => name),
      contract_hash: CONTRACT_HASH,
      embedder: told.embedder,
      calibration: scorer.calibration.toJSON(),
      interval_factor: scorer.intervalFactor,
      contribution_ranges: explained.ranges,
      feature_importances: explained.importances,
      metrics: told.metrics,
      ...(told.withFeatureBins && { feature_bins: binFeatures(training) }),
      training: { lightgbm: LIGHTGBM_VERSION, ...told.training },
    },
  }
}

const binFeatures = ({ rows }: Examples): Record<string, FeatureBins> =>
  Object.fromEntries(
    RANKED_FEATURES.map(({ name }, feature) => {
      const values = rows.filter((_, at) => at % RANKED_FEATURES.length === feature)
      return [name, binFeature(values)]
    }),
  )
