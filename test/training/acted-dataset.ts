import { readTaste } from '../../bench/training/taste.ts'
import { PASSED_OVER_LABEL } from '../../src/training/dataset/dataset.ts'
import { DatasetBuilder } from '../../src/training/dataset/dataset-builder.ts'
import { Random } from '../../src/training/synthetic/random.ts'
import { EXPERIENCE_LEVELS } from '../../supabase/functions/_shared/payload.ts'

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
