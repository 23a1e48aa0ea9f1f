import { discountAt } from '../training/evaluate/ranked-list.ts'

/** What a ranking is worth, each 0-1. */
export interface Metrics {
  /** Average precision; its mean over queries is MAP. */
  readonly map: number
  readonly ndcg10: number
  readonly recall20: number
}

export const METRIC_NAMES = ['map', 'ndcg10', 'recall20'] as const
export type MetricName = (typeof METRIC_NAMES)[number]

/** Grade of what is relevant, above 0, by id. */
export type Relevant = ReadonlyMap<string, number>

/** @param ranked ids, best first; what is left out counts as never found */
export function metricsOf(ranked: readonly string[], relevant: Relevant): Metrics {
  return {
    map: averagePrecision(ranked, relevant),
    ndcg10: ndcg(ranked, relevant, 10),
    recall20: recall(ranked, relevant, 20),
  }
}

/** Mean, over all that is relevant, of the precision at its rank; every grade counts alike. */
export function averagePrecision(ranked: readonly string[], relevant: Relevant): number {
  let found = 0
  let sum = 0
  ranked.forEach((id, at) => {
    if (relevant.has(id)) sum += ++found / (at + 1)
  })
  return sum / relevant.size
}

/** Grades found among the first `depth`, discounted by 1/log2(rank + 1), over the best order's. */
export function ndcg(ranked: readonly string[], relevant: Relevant, depth: number): number {
  const gains = ranked.slice(0, depth).map((id) => relevant.get(id) ?? 0)
  const ideal = [...relevant.values()].sort((a, b) => b - a).slice(0, depth)
  return discounted(gains) / discounted(ideal)
}

/** Share of what is relevant that stands among the first `depth`. */
export function recall(ranked: readonly string[], relevant: Relevant, depth: number): number {
  return ranked.slice(0, depth).filter((id) => relevant.has(id)).length / relevant.size
}

const discounted = (gains: readonly number[]) =>
  gains.reduce((sum, gain, at) => sum + gain * discountAt(at), 0)
