import { aucStatistic } from './auc.ts'
import type { Bootstrap } from './bootstrap.ts'
import { coverageStatistic, rmseStatistic } from './errors.ts'
import type { HeldOut, Scored } from './held-out.ts'
import { differenceOf, type Interval, intervalOf, type Resampled } from './interval-of.ts'
import { mapStatistic, ndcgStatistic } from './ranking-quality.ts'
import { eceStatistic } from './reliability.ts'
import type { TalentGroups } from './talent-groups.ts'

/** What a model is worth on held-out pairs. */
export interface MetricsOf<Value> {
  /** 0-1, more is better. */
  readonly ndcg10: Value
  readonly map: Value
  readonly auc: Value
  /** Points, less is better. */
  readonly rmse: Value
  readonly ece: Value
  /** Share of labels inside the 80 % intervals, 0-1; absent where a scorer has no intervals. */
  readonly coverage?: Value | undefined
}

export type MetricName = keyof MetricsOf<unknown>
export type MetricIntervals = MetricsOf<Interval>

/** Asks a bootstrap for everything about one model; intervals are there when it has run. */
export function addMetrics(
  bootstrap: Bootstrap,
  groups: TalentGroups,
  heldOut: HeldOut,
  scored: Scored,
): MetricsOf<Resampled> {
  const { scores, halfWidths } = scored
  return {
    ndcg10: bootstrap.add(ndcgStatistic(groups, heldOut, scored)),
    map: bootstrap.add(mapStatistic(groups, heldOut, scored)),
    auc: bootstrap.add(aucStatistic(groups, heldOut, scored)),
    rmse: bootstrap.add(rmseStatistic(groups, heldOut, scored)),
    ece: bootstrap.add(eceStatistic(groups, heldOut, scored)),
    coverage:
      halfWidths && bootstrap.add(coverageStatistic(groups, heldOut, { scores, halfWidths })),
  }
}

export const intervalsOf = (metrics: MetricsOf<Resampled>): MetricIntervals =>
  mapMetrics(metrics, intervalOf)

/** Paired: by how much one model is above another. */
export function differencesOf(
  one: MetricsOf<Resampled>,
  other: MetricsOf<Resampled>,
): MetricIntervals {
  const paired = (a: Resampled, b: Resampled) => intervalOf(differenceOf(a, b))
  return {
    ndcg10: paired(one.ndcg10, other.ndcg10),
    map: paired(one.map, other.map),
    auc: paired(one.auc, other.auc),
    rmse: paired(one.rmse, other.rmse),
    ece: paired(one.ece, other.ece),
    coverage: one.coverage && other.coverage && paired(one.coverage, other.coverage),
  }
}

function mapMetrics<From, To>(
  { ndcg10, map, auc, rmse, ece, coverage }: MetricsOf<From>,
  of: (value: From) => To,
): MetricsOf<To> {
  return {
    ndcg10: of(ndcg10),
    map: of(map),
    auc: of(auc),
    rmse: of(rmse),
    ece: of(ece),
    coverage: coverage && of(coverage),
  }
}
