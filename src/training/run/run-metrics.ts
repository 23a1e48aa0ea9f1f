import type { MetricIntervals } from '../evaluate/model-metrics.ts'
import type { Decision } from '../gate/decide.ts'
import type { Evidence } from '../gate/evidence.ts'
import type { ModelFiles } from '../publish.ts'

/** What is kept of a run's evaluation in its row; the report has all. */
export const toRunMetrics = ({ evaluation, shift, sample }: Evidence, { reasons }: Decision) => ({
  training_pairs: sample.trainingPairs,
  held_out_pairs: evaluation.pairs,
  held_out_talents: evaluation.talents,
  models: evaluation.models,
  over_champion: evaluation.differences.champion,
  over_rules: evaluation.differences.rules,
  score_shares: { challenger: shift.challenger, champion: shift.champion },
  checks: reasons,
})

/** The challenger's files, with what was measured against the champion in its manifest. */
export function withMetrics({ manifest, texts }: ModelFiles, { evaluation }: Evidence): ModelFiles {
  const { models, differences } = evaluation
  return {
    texts,
    manifest: {
      ...manifest,
      metrics: {
        ...manifest.metrics,
        ...meansOf(models.challenger, ['ndcg10', 'map', 'auc', 'ece']),
        ndcg10_over_champion: differences.champion.ndcg10.mean,
        ndcg10_over_rules: differences.rules.ndcg10.mean,
      },
    },
  }
}

const meansOf = (metrics: MetricIntervals, names: readonly (keyof MetricIntervals)[]) =>
  Object.fromEntries(names.map((name) => [name, metrics[name]?.mean]))
