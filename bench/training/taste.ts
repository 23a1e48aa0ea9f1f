import { RANKED_FEATURES } from '../../src/features/registry.ts'
import { loadBundle } from '../../src/matching/bundle/bundle.ts'
import { PASSED_OVER_LABEL } from '../../src/training/dataset/dataset.ts'
import { readReferenceSet } from '../../src/training/reference-set.ts'
import { scoresOf } from '../../src/training/scorer.ts'
import type { Random } from '../../src/training/synthetic/random.ts'

const WIDTH = RANKED_FEATURES.length
const PAY = RANKED_FEATURES.findIndex(({ name }) => name === 'compensation_alignment')
const PLACE = RANKED_FEATURES.findIndex(({ name }) => name === 'place_nearness')
const LABELS = [10, 20, PASSED_OVER_LABEL, 55, 85, 100]

/**
 * Rows much like real ones, and what people make of the one at a place: near to what the delivered model says,
 * but for pay and place, which they care about more.
 */
export async function readTaste() {
  const rows = await readReferenceSet()
  const scores = scoresOf(await loadBundle(process.env.MODEL_PATH ?? 'models/initial'), rows)
  const beyondHalf = (value: number | undefined) =>
    value === undefined || Number.isNaN(value) ? 0 : value - 0.5
  const labelAt = (row: number, random: Random) => {
    const liking =
      (scores[row] as number) +
      30 * beyondHalf(rows[row * WIDTH + PAY]) +
      30 * beyondHalf(rows[row * WIDTH + PLACE]) +
      12 * random.bell()
    return LABELS.reduce((best, label) =>
      Math.abs(label - liking) < Math.abs(best - liking) ? label : best,
    )
  }
  return (random: Random) => {
    const row = random.int(0, scores.length - 1)
    const features = rows.subarray(row * WIDTH, (row + 1) * WIDTH)
    return { features, label: labelAt(row, random) }
  }
}
