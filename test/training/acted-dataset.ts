import { RANKED_FEATURES } from '../../src/features/registry.ts'
import { PASSED_OVER_LABEL } from '../../src/training/dataset/dataset.ts'
import { DatasetBuilder } from '../../src/training/dataset/dataset-builder.ts'
import { readReferenceSet } from '../../src/training/reference-set.ts'
import { Random } from '../../src/training/synthetic/random.ts'
import { EXPERIENCE_LEVELS } from '../../supabase/functions/_shared/payload.ts'

const WIDTH = RANKED_FEATURES.length
const PAY = RANKED_FEATURES.findIndex(({ name }) => name === 'compensation_alignment')
const PLACE = RANKED_FEATURES.findIndex(({ name }) => name === 'place_nearness')
const LABELS = [20, PASSED_OVER_LABEL, 55, 85, 100]
const DAY_MS = 86_400_000

export const NOW = new Date('2026-06-01T00:00:00Z')

interface ActedOptions {
  readonly talents?: number
  readonly pairsEach?: number
  readonly seed?: number
  /** Default: people go by pay and place, and hardly by what the delivered model goes by. */
  readonly labelOf?: (features: Float64Array, random: Random) => number
}

/** What people with a taste of their own did about pairs that are much like real ones, over half a year. */
export async function actedDataset({
  talents = 300,
  pairsEach = 10,
  seed = 1,
  labelOf = byPayAndPlace,
}: ActedOptions = {}) {
  const rows = await readReferenceSet()
  const random = new Random(seed, 'acted')
  const builder = new DatasetBuilder(talents * pairsEach)
  for (let talent = 0; talent < talents; talent++) {
    const joined = random.between(1, 180)
    for (let pair = 0; pair < pairsEach; pair++) {
      const from = WIDTH * random.int(0, rows.length / WIDTH - 1)
      const features = rows.subarray(from, from + WIDTH)
      const label = labelOf(features, random)
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

function byPayAndPlace(features: Float64Array, random: Random): number {
  const [pay = Number.NaN, place = Number.NaN] = [features[PAY], features[PLACE]]
  const known = (value: number) => (Number.isNaN(value) ? 0.5 : value)
  const liking = 20 + 40 * known(pay) + 40 * known(place) + 12 * random.bell()
  return LABELS.reduce((best, label) =>
    Math.abs(label - liking) < Math.abs(best - liking) ? label : best,
  )
}
