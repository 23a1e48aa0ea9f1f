import { Calibration, CalibrationError, type Knot } from './calibration.ts'

/** Rows that share a bin share a knot at most: fewer bins follow noise less. */
const BINS = 64

/** Knots keep away from 0 and 100, so that scores beyond them still have room to rise. */
const MARGIN = 0.1

/** Blocks whose labels differ by less, in points, are pooled: nobody could tell such scores apart. */
const LEAST_RISE = 1e-6

/** Share of a straight line that is mixed in, so that no segment is as good as flat. */
const STRAIGHT_SHARE = 0.02

/** Sums of trees that differ by rounding only are the same score: this share of the range. */
const SAME_SCORE = 1e-6

/** Rows of neighbouring raw scores: their means and their weight. */
interface Block {
  raw: number
  label: number
  weight: number
}

/**
 * Fits the expected label to the raw score by isotonic regression. Each pooled block puts a knot at
 * its centre, so that the lines between them rise where a step function would be flat (Oron and
 * Flournoy 2017, "Centered isotonic regression").
 *
 * @param raw scores, best of rows that the model was not trained on
 * @param labels 0-100
 * @param weights above 0; 1 each if left out
 * @throws CalibrationError when there are no rows, or a number is not finite
 */
export function fitCalibration(
  raw: Float64Array,
  labels: Float64Array,
  weights: Float64Array = new Float64Array(raw.length).fill(1),
): Calibration {
  const finite = [raw, labels, weights].every((values) => values.every(Number.isFinite))
  if (!finite || labels.length !== raw.length || weights.length !== raw.length) {
    throw new CalibrationError('raw scores, labels and weights are not as many finite numbers')
  }
  const blocks = poolAdjacentViolators(binByScore(raw, labels, weights))
  return new Calibration(tilt(blocks))
}

/** Bins of about equal weight in the order of raw scores; (almost) equal scores are never parted. */
function binByScore(raw: Float64Array, labels: Float64Array, weights: Float64Array): Block[] {
  const order = Uint32Array.from(raw, (_, row) => row)
  order.sort((a, b) => (raw[a] as number) - (raw[b] as number))
  const full = weights.reduce((total, weight) => total + weight, 0) / BINS
  const lowest = raw[order[0] ?? 0] ?? 0
  const highest = raw[order.at(-1) ?? 0] ?? 0
  const same = Math.max(highest - lowest, 1) * SAME_SCORE
  const bins: Block[] = []
  let bin: Block | undefined
  let last = Number.NaN
  for (const row of order) {
    const weight = weights[row] as number
    if (weight <= 0) continue
    const next = { raw: raw[row] as number, label: labels[row] as number, weight }
    if (bin === undefined || (bin.weight >= full && next.raw > last + same)) {
      bin = next
      bins.push(bin)
    } else merge(bin, next)
    last = next.raw
  }
  for (const each of bins) each.label = Math.min(Math.max(each.label, MARGIN), 100 - MARGIN)
  return bins
}

function poolAdjacentViolators(bins: readonly Block[]): Block[] {
  const blocks: Block[] = []
  for (const bin of bins) {
    blocks.push(bin)
    for (let last = blocks.length - 1; last > 0; last--) {
      const [before, block] = [blocks[last - 1] as Block, blocks[last] as Block]
      if (before.label + LEAST_RISE <= block.label) break
      merge(before, block)
      blocks.pop()
    }
  }
  return blocks
}

function merge(block: Block, other: Block): void {
  const weight = block.weight + other.weight
  const share = other.weight / weight
  block.raw += (other.raw - block.raw) * share
  block.label += (other.label - block.label) * share
  block.weight = weight
}

function tilt(blocks: readonly Block[]): Knot[] {
  const [first, last] = [blocks[0], blocks.at(-1)]
  if (first === undefined || last === undefined || first === last) {
    return blocks.map(({ raw, label }) => [raw, label])
  }
  const slope = (last.label - first.label) / (last.raw - first.raw)
  return blocks.map(({ raw, label }) => {
    const straight = first.label + slope * (raw - first.raw)
    return [raw, (1 - STRAIGHT_SHARE) * label + STRAIGHT_SHARE * straight]
  })
}
