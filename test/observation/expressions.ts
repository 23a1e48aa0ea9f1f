/** Functions, words and labels of PromQL: all else that is written in an expression of ours is a metric. */
const NOT_METRICS =
  /^(absent|sum|max|min|rate|increase|histogram_quantile|by|and|or|clamp_min|topk|le|type|source|arm|stage|status|route|code|level|model_version|version|instance|queue|category|percentile|outcome|reason|feature|m)$/

/** The metrics that an expression asks for. */
export function metricsOf(expression: string): string[] {
  const bare = expression
    .replace(/\{[^}]*\}/g, '')
    .replace(/\[[^\]]*\]/g, '')
    .replace(/"[^"]*"/g, '')
  const words = bare.match(/[a-z_]\w*/gi) ?? []
  return [...new Set(words.filter((word) => !NOT_METRICS.test(word)))]
}
