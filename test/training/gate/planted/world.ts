import type { GateInput } from '../../../../src/training/gate/gather-evidence.ts'
import { Random } from '../../../../src/training/synthetic/random.ts'
import { handMade, type PlantedModel, sumsOf, type TrainingPairs } from './model.ts'
import {
  ATTRIBUTE,
  drawPairs,
  PLANTED_FEATURES,
  type PlantedPairs,
  type PlantedSize,
  WIDTH,
} from './pairs.ts'

/** One world: what is learnt from, what is held out, and who serves today. */
export interface PlantedWorld extends TrainingPairs {
  readonly heldOut: PlantedPairs
  readonly reference: PlantedPairs
  readonly champion: PlantedModel
  readonly random: Random
}

const DAY_MS = 86_400_000
const NOW = Date.UTC(2026, 5, 1)
/** Held-out labels were settled in the weeks before. */
const WEEKS = 8

/** Knows nothing of place. */
const CHAMPION = [0.45, 0.25, 0, 0.1]
const RULES = [50, 0, 25, 25]

export function createPlantedWorld(
  seed: number,
  sizes: Readonly<Record<'training' | 'heldOut', PlantedSize>>,
): PlantedWorld {
  const random = new Random(seed, 'planted')
  const calibration = drawPairs(random, { talents: 300, pairsEach: 10 })
  return {
    training: drawPairs(random, sizes.training),
    calibration,
    heldOut: drawPairs(random, sizes.heldOut),
    reference: drawPairs(random, { talents: 300, pairsEach: 10 }),
    champion: handMade(CHAMPION, calibration),
    random,
  }
}

/** What the gate is given, all in good order but for what `change` plants. */
export function inputOf(
  world: PlantedWorld,
  challenger: PlantedModel,
  change: Partial<GateInput> = {},
): GateInput {
  const { heldOut, reference, champion, training, random } = world
  const { rows, labels, talents, count } = heldOut
  const raw = challenger.rawOf(rows)
  const score = (model: PlantedModel, of: Float64Array) => ({
    scores: model.rawOf(of).map(model.scoreOf),
    halfWidths: new Float64Array(of.length / WIDTH).fill(model.halfWidth),
  })
  return {
    heldOut: {
      labels,
      talents,
      segmentations: [
        {
          name: 'attribute',
          values: ['without', 'with'],
          codes: Int16Array.from(labels, (_, row) => rows[row * WIDTH + ATTRIBUTE] as number),
        },
        {
          name: 'level',
          values: ['entry', 'mid', 'senior', 'lead'],
          codes: Int16Array.from(talents, (talent) => talent % 4),
        },
      ],
    },
    scored: {
      challenger: score(challenger, rows),
      champion: score(champion, rows),
      rules: { scores: sumsOf(rows, RULES) },
    },
    reference: {
      challenger: score(challenger, reference.rows).scores,
      champion: score(champion, reference.rows).scores,
    },
    rows,
    features: PLANTED_FEATURES,
    rankerText: challenger.rankerText,
    raw,
    decidedAt: Float64Array.from(
      { length: count },
      () => NOW - random.between(0, WEEKS * 7) * DAY_MS,
    ),
    acted: Uint8Array.from(labels, (label) => Number(label !== 30)),
    trainingPairs: training.count,
    now: NOW,
    ...change,
  }
}
