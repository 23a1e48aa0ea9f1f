import type { Random } from '../../../../src/training/synthetic/random.ts'

/** What people did in a made-up world: fit is a known sum of features, and acts follow it with noise. */
export interface PlantedPairs {
  readonly count: number
  /** Row-major, as wide as {@link PLANTED_FEATURES}. */
  readonly rows: Float64Array
  readonly labels: Float64Array
  readonly talents: Int32Array
}

export const PLANTED_FEATURES = [
  { name: 'skills', ranked: 1 },
  { name: 'title', ranked: 1 },
  { name: 'place', ranked: 1 },
  { name: 'pay', ranked: 1 },
  { name: 'chance', ranked: 0 },
  // An attribute of one talent in five that has nothing to do with fit.
  { name: 'attribute', ranked: 0 },
] as const
export const WIDTH = PLANTED_FEATURES.length
export const ATTRIBUTE = WIDTH - 1

const FIT = [0.45, 0.25, 0.2, 0.1]
const SPREAD = 1.6
/** Points: what people make of a pair beyond its fit. */
export const ACT_NOISE = 18
const LABELS = [10, 20, 30, 55, 85, 100]

export interface PlantedSize {
  readonly talents: number
  readonly pairsEach: number
}

export function drawPairs(random: Random, { talents, pairsEach }: PlantedSize): PlantedPairs {
  const count = talents * pairsEach
  const rows = Float64Array.from({ length: count * WIDTH }, () => random.next())
  const labels = new Float64Array(count)
  const owners = Int32Array.from(labels, (_, row) => Math.floor(row / pairsEach))
  let hasAttribute = false
  labels.forEach((_, row) => {
    if (row % pairsEach === 0) hasAttribute = random.chance(0.2)
    rows[row * WIDTH + ATTRIBUTE] = Number(hasAttribute)
    labels[row] = nearestLabel(fitOf(rows, row) + ACT_NOISE * random.bell())
  })
  return { count, rows, labels, talents: owners }
}

/** Points, about 0-100. */
export function fitOf(rows: Float64Array, row: number): number {
  const sum = FIT.reduce(
    (total, weight, at) => total + weight * (rows[row * WIDTH + at] as number),
    0,
  )
  return 50 + SPREAD * (100 * sum - 50)
}

export const nearestLabel = (value: number): number =>
  LABELS.reduce((best, label) => (Math.abs(label - value) < Math.abs(best - value) ? label : best))

/** The same rows with other labels. */
export const relabelled = (
  pairs: PlantedPairs,
  labelOf: (label: number, row: number) => number,
): PlantedPairs => ({ ...pairs, labels: pairs.labels.map(labelOf) })

/** The same labels with another value of one feature. */
export function withColumn(
  pairs: PlantedPairs,
  column: number,
  plantedFor: (label: number) => number,
): PlantedPairs {
  const rows = pairs.rows.slice()
  pairs.labels.forEach((label, row) => {
    rows[row * WIDTH + column] = plantedFor(label)
  })
  return { ...pairs, rows }
}
