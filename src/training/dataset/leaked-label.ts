import { RANKED_FEATURES } from '../../features/registry.ts'
import type { Examples } from '../examples.ts'

/** A feature that is the label under another name: a model that learnt it would be worth nothing. */
export class LeakedLabelError extends Error {
  override readonly name = 'LeakedLabelError'
  readonly feature: string

  constructor(feature: string, correlation: number) {
    super(
      `${feature} tells the label (correlation ${correlation.toFixed(4)}): it must not be learnt from`,
    )
    this.feature = feature
  }
}

/** Nothing that is known of a pair beforehand comes near this. */
const LEAKED_ABOVE = 0.999
/** Fewer known values may lie on a line by chance. */
const FEWEST_KNOWN = 20

/**
 * Refuses examples in which a feature, where it is known, is as good as the label, or is known for some
 * labels and not for others as if it had been filled in by them.
 *
 * @throws {LeakedLabelError} naming the first such feature
 */
export function refuseLeakedLabels({ count, rows, labels }: Examples): void {
  const width = RANKED_FEATURES.length
  RANKED_FEATURES.forEach(({ name }, column) => {
    const values = Float64Array.from(
      { length: count },
      (_, row) => rows[row * width + column] as number,
    )
    const known = Uint32Array.from(values.keys()).filter((row) => !Number.isNaN(values[row]))
    const given = correlation(values, labels, known)
    const missing = correlation(
      values.map((value) => Number(Number.isNaN(value))),
      labels,
      Uint32Array.from(values.keys()),
    )
    for (const each of [given, missing]) {
      if (Math.abs(each) > LEAKED_ABOVE) throw new LeakedLabelError(name, each)
    }
  })
}

/** Pearson's, over some rows; 0 where either side does not vary. */
function correlation(a: Float64Array, b: Float64Array, rows: Uint32Array): number {
  if (rows.length < FEWEST_KNOWN) return 0
  const meanOf = (values: Float64Array) =>
    rows.reduce((sum, row) => sum + (values[row] as number), 0) / rows.length
  const [meanA, meanB] = [meanOf(a), meanOf(b)]
  let [both, ofA, ofB] = [0, 0, 0]
  for (const row of rows) {
    const [x, y] = [(a[row] as number) - meanA, (b[row] as number) - meanB]
    both += x * y
    ofA += x * x
    ofB += y * y
  }
  return ofA > 0 && ofB > 0 ? both / Math.sqrt(ofA * ofB) : 0
}
