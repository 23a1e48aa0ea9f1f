import type { Bundle } from '../bundle/bundle.ts'

/** Half-width of an 80 % interval, in points, at which a score says nothing. */
const USELESS_HALF_WIDTH = 50

const residual = new Float64Array(1)

/** Half-width of the interval that holds 80 % of the labels, in points of the score. */
function intervalHalfWidth(bundle: Bundle, row: Float64Array): number {
  bundle.residual.predict(row, 1, residual)
  return Math.max(0, (residual[0] as number) * bundle.manifest.interval_factor)
}

/**
 * How far a score can be relied on, 0-1: 1 where its interval has no width, 0 where it is
 * ± {@link USELESS_HALF_WIDTH} points, and no more than the share of the features that are known.
 */
export function confidenceOf(bundle: Bundle, row: Float64Array): number {
  const known = row.reduce((count, value) => count + (Number.isNaN(value) ? 0 : 1), 0) / row.length
  const sharpness = Math.max(0, 1 - intervalHalfWidth(bundle, row) / USELESS_HALF_WIDTH)
  return Math.round(1000 * Math.min(sharpness, known)) / 1000
}
