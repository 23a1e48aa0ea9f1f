import { setImmediate } from 'node:timers/promises'

/** What hints at a label among the features. */
export interface LeakFindings {
  /** The feature that tells most by itself. */
  readonly feature: string
  /**
   * Share of the labels' variance that it explains, whatever the form of the relation, 0-1: of all pairs, or
   * of those for which it is known, whichever is more.
   */
  readonly explains: number
  /** Standard deviation of the labels, in points. */
  readonly labelDeviation: number
  /** Points (RMSE) that people differ by over one pair, where it was measured. */
  readonly labelNoise?: number | undefined
}

/** Steps of equal size in which a feature is read; enough for any bend that a tree would follow. */
const STEPS = 20
/** Fewer pairs for which a feature is known may lie in order by chance. */
const FEWEST_KNOWN = 100

/**
 * Finds the feature that explains most of the labels alone: the labels' variance between steps of the
 * feature's values, and whether it is missing, over all variance (Pearson's correlation ratio, less what as
 * many steps explain by chance). It sees bends and gaps that a correlation does not, and what was filled in for
 * some pairs only. Other work of the thread is let in after each feature.
 *
 * @param rows row-major, as wide as there are names, NaN = missing
 * @param labels one a row
 */
export async function findLeak(
  rows: Float64Array,
  labels: Float64Array,
  featureNames: readonly string[],
): Promise<LeakFindings> {
  const width = featureNames.length
  const deviation = Math.sqrt(varianceOf(labels))
  let strongest = { feature: '', explains: 0 }
  for (const [column, feature] of featureNames.entries()) {
    const values = Float64Array.from(labels, (_, row) => rows[row * width + column] as number)
    const isKnown = (_: number, row: number) => !Number.isNaN(values[row])
    const known = labels.filter(isKnown)
    const explains = Math.max(
      explainedBy(values, labels),
      known.length < FEWEST_KNOWN ? 0 : explainedBy(values.filter(isKnown), known),
    )
    if (column === 0 || explains > strongest.explains) strongest = { feature, explains }
    await setImmediate()
  }
  return { ...strongest, labelDeviation: deviation }
}

function explainedBy(values: Float64Array, labels: Float64Array): number {
  const total = varianceOf(labels)
  const steps = stepsOf(values)
  const sums = new Float64Array(STEPS + 1)
  const counts = new Float64Array(STEPS + 1)
  labels.forEach((label, row) => {
    const step = steps[row] as number
    sums[step] = (sums[step] as number) + label
    counts[step] = (counts[step] as number) + 1
  })
  const within = labels.reduce((sum, label, row) => {
    const step = steps[row] as number
    return sum + (label - (sums[step] as number) / (counts[step] as number)) ** 2
  }, 0)
  const freedom = labels.length - counts.filter((count) => count > 0).length
  return total > 0 && freedom > 0 ? Math.max(0, 1 - within / freedom / total) : 0
}

/** Equal values share a step; missing ones have the last. */
function stepsOf(values: Float64Array): Uint8Array {
  const known = values.filter((value) => !Number.isNaN(value)).sort()
  const edges = Float64Array.from(
    { length: STEPS - 1 },
    (_, at) => known[Math.floor(((at + 1) * known.length) / STEPS)] ?? Number.NaN,
  )
  return Uint8Array.from(values, (value) => {
    if (Number.isNaN(value)) return STEPS
    const above = edges.findIndex((edge) => value < edge)
    return above < 0 ? STEPS - 1 : above
  })
}

function varianceOf(values: Float64Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1)
}
