/** How one feature was spread over what a model learned from: kept in its manifest. */
export interface FeatureBins {
  /** Upper ends of all bins but the last, ascending; deciles, fewer where values repeat. */
  readonly edges: readonly number[]
  /** Share of the rows in each bin, and of those where the feature is missing last; sums to 1. */
  readonly shares: readonly number[]
}

const BINS = 10
/** A share that is not there at all counts as this: the index would be endless. */
const LEAST_SHARE = 0.001
const DIGITS = 5

/** Whether a manifest's bins can be gone by: it may have been written elsewhere. */
export function areBins(value: unknown): value is FeatureBins {
  const { edges, shares } = (value ?? {}) as Partial<FeatureBins>
  const areNumbers = (list: unknown): list is number[] =>
    Array.isArray(list) && list.every((each) => Number.isFinite(each))
  return areNumbers(edges) && areNumbers(shares) && shares.length === edges.length + 2
}

/** @param values of one feature, NaN where missing */
export function binFeature(values: Iterable<number>): FeatureBins {
  // Served features are kept in 32 bits: an edge must fall on the same side of them.
  const all = Float32Array.from(values)
  const known = all.filter((value) => !Number.isNaN(value)).sort()
  const edges: number[] = []
  for (let bin = 1; bin < BINS && known.length > 0; bin++) {
    const edge = known[Math.ceil((bin * known.length) / BINS) - 1] as number
    if (edge !== edges.at(-1) && edge !== known.at(-1)) edges.push(edge)
  }
  const shares = sharesOf(edges, all).map((share) => Number(share.toFixed(DIGITS)))
  return { edges, shares }
}

/**
 * Population stability index, Σ (p − q) ln(p/q): below 0.1 nothing moved, above 0.25 much has (S. Siddiqi,
 * Credit Risk Scorecards, 2006).
 *
 * @param values as they are now, NaN where missing; at least one
 */
export function populationStability(bins: FeatureBins, values: Iterable<number>): number {
  const now = sharesOf(bins.edges, Float32Array.from(values))
  return now.reduce((sum, share, at) => {
    const [p, q] = [share, bins.shares[at] ?? 0].map((each) => Math.max(each, LEAST_SHARE)) as [
      number,
      number,
    ]
    return sum + (p - q) * Math.log(p / q)
  }, 0)
}

function sharesOf(edges: readonly number[], values: Float32Array): number[] {
  const counts = new Array<number>(edges.length + 2).fill(0)
  for (const value of values) {
    const bin = edges.findIndex((edge) => value <= edge)
    const at = Number.isNaN(value) ? edges.length + 1 : bin === -1 ? edges.length : bin
    counts[at] = (counts[at] as number) + 1
  }
  return counts.map((count) => count / Math.max(1, values.length))
}
