import { RANKED_FEATURES } from '../../src/features/registry.ts'
import { loadBundle } from '../../src/matching/bundle.ts'
import { PASSED_OVER_LABEL } from '../../src/training/dataset/dataset.ts'
import { DatasetBuilder } from '../../src/training/dataset/dataset-builder.ts'
import { readReferenceSet } from '../../src/training/reference-set.ts'
import { scoresOf } from '../../src/training/scorer.ts'
import { Random } from '../../src/training/synthetic/random.ts'
import { EXPERIENCE_LEVELS } from '../../supabase/functions/_shared/payload.ts'

const WIDTH = RANKED_FEATURES.length
const PAY = RANKED_FEATURES.findIndex(({ name }) => name === 'compensation_alignment')
const PLACE = RANKED_FEATURES.findIndex(({ name }) => name === 'place_nearness')
const LABELS = [10, 20, PASSED_OVER_LABEL, 55, 85, 100]
const DAY_MS = 86_400_000

export const NOW = new Date('2026-06-01T00:00:00Z')

interface ActedOptions {
  readonly talents?: number
  readonly pairsEach?: number
  readonly seed?: number
}

/** What people with a taste of their own did about pairs that are much like real ones, over half a year. */
export async function actedDataset({ talents = 300, pairsEach = 10, seed = 1 }: ActedOptions = {}) {
  const draw = await readTaste()
  const random = new Random(seed, 'acted')
  const builder = new DatasetBuilder(talents * pairsEach)
  for (let talent = 0; talent < talents; talent++) {
    const joined = random.between(1, 180)
    for (let pair = 0; pair < pairsEach; pair++) {
      const { features, label } = draw(random)
      builder.add({
        talent: `talent ${talent}`,
        job: `job ${pair}`,
        features,
        label,
        talentSide: label > 60,
        companySide: null,
        weight: 1,
        propensity: 1,
        origin: label === PASSED_OVER_LABEL ? 'passed_over' : 'act',
        source: 'logged',
        rules: random.between(20, 90),
        level: random.pick(EXPERIENCE_LEVELS),
        decidedAt: NOW.getTime() - joined * random.between(0.5, 1) * DAY_MS,
      })
    }
  }
  return builder.build()
}

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
