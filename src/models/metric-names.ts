/** What metrics are called for people, and what is good, in the order of a reader's interest. */
const NAMES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    test_pairs: 'Held-out pairs',
    ndcg10: 'nDCG@10, how well the first ten are ordered; 1 is best',
    ndcg10_over_champion: 'nDCG@10 minus that of the previous model; above 0 is better',
    ndcg10_over_rules: 'nDCG@10 minus that of the rules; above 0 is better',
    map: 'MAP, how high relevant matches rank; 1 is best',
    auc: 'AUC, how often the better of two pairs scores higher; 0.5 is chance, 1 is best',
    rmse: 'RMSE, the error in points of 100; lower is better',
    rmse_of_noise: 'RMSE of a noise-free judge, the lower bound for any model',
    rmse_to_teacher: 'RMSE against that judge; lower is better',
    rmse_of_rules_recalibrated: 'RMSE of the rules, rescaled',
    rmse_of_mean: 'RMSE of always predicting the mean',
    rmse_of_random: 'RMSE of random labels',
    ece: 'ECE, the calibration error in points of 100; lower is better',
    coverage: 'Share of labels in the 80 % intervals; 0.8 is right',
    interval_coverage: 'Share of labels in the intervals',
    interval_target: 'Target of that share',
    share_of_scores_at_least_50: 'Share of scores of 50 or more',
    share_of_scores_above_80: 'Share of scores above 80',
  }),
)
const ORDER = [...NAMES.keys()]

/** @returns metrics by what they are called for people; those without such a name last, by their own */
export function namedMetrics<T>(metrics: Readonly<Record<string, T>>): (readonly [string, T])[] {
  const place = (name: string) => (NAMES.has(name) ? ORDER.indexOf(name) : ORDER.length)
  return Object.entries(metrics)
    .sort(([a], [b]) => place(a) - place(b))
    .map(([name, value]) => [NAMES.get(name) ?? name, value])
}
