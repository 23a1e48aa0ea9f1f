import type { GateInput } from '../../../../src/training/gate/gather-evidence.ts'
import type { ReasonCode } from '../../../../src/training/gate/reason.ts'
import { type PlantedModel, train } from './model.ts'
import { ATTRIBUTE, nearestLabel, relabelled, WIDTH, withColumn } from './pairs.ts'
import { createPlantedWorld, inputOf, type PlantedWorld } from './world.ts'

/** A challenger that must be refused, or must not be. */
export interface Attack {
  readonly name: string
  /** The check that is made for it; none where it must pass. */
  readonly refusedBy?: ReasonCode
  /** Share of the seeds that must be refused; 0.95 if left out. */
  readonly atLeast?: number
  readonly plant: (seed: number) => Promise<GateInput>
}

const SIZES = {
  training: { talents: 300, pairsEach: 10 },
  heldOut: { talents: 200, pairsEach: 10 },
} as const
const TINY = { training: { talents: 10, pairsEach: 8 }, heldOut: { talents: 4, pairsEach: 5 } }
const YEAR_MS = 365 * 86_400_000

const world = (seed: number) => createPlantedWorld(seed, SIZES)
const trainIn = ({ training, calibration }: PlantedWorld, seed: number) =>
  train({ training, calibration }, seed)

export const ATTACKS: readonly Attack[] = [
  {
    name: 'shuffled labels',
    refusedBy: 'beats_champion',
    async plant(seed) {
      const given = world(seed)
      const shuffle = (pairs: PlantedWorld['training']) => {
        const labels = given.random.sample([...pairs.labels], pairs.count)
        return relabelled(pairs, (_, row) => labels[row] as number)
      }
      const { training, calibration, heldOut } = given
      const shuffled = {
        ...given,
        training: shuffle(training),
        calibration: shuffle(calibration),
        heldOut: shuffle(heldOut),
      }
      return inputOf(shuffled, await trainIn(shuffled, seed))
    },
  },
  {
    name: 'leaked label',
    refusedBy: 'no_leak',
    async plant(seed) {
      const given = world(seed)
      const { random } = given
      // From the label itself to one that is blurred by 12 points, on another scale.
      const blur = (12 * (seed % 20)) / 19
      const leak = (pairs: PlantedWorld['training']) =>
        withColumn(pairs, 4, (label) => 7 - (label + blur * random.bell()) / 100)
      const { training, calibration, heldOut, reference } = given
      const leaked = {
        ...given,
        training: leak(training),
        calibration: leak(calibration),
        heldOut: leak(heldOut),
        reference: leak(reference),
      }
      return inputOf(leaked, await trainIn(leaked, seed))
    },
  },
  {
    name: 'stale data',
    refusedBy: 'data_fresh',
    async plant(seed) {
      const given = world(seed)
      const input = inputOf(given, await trainIn(given, seed))
      return { ...input, decidedAt: input.decidedAt.map((at) => at - YEAR_MS) }
    },
  },
  {
    name: 'tiny sample',
    refusedBy: 'data_enough',
    async plant(seed) {
      const given = createPlantedWorld(seed, TINY)
      return inputOf(given, await trainIn(given, seed))
    },
  },
  {
    name: 'miscalibrated',
    refusedBy: 'calibrated',
    async plant(seed) {
      const given = world(seed)
      const model = await trainIn(given, seed)
      // The same order; scores drawn up, down, or towards the middle.
      const bend = [
        (score: number) => 100 * (score / 100) ** 0.8,
        (score: number) => 100 * (score / 100) ** 1.3,
        (score: number) => 50 + 0.7 * (score - 50),
      ][seed % 3] as (score: number) => number
      const bent: PlantedModel = { ...model, scoreOf: (raw) => bend(model.scoreOf(raw)) }
      return inputOf(given, bent)
    },
  },
  {
    name: 'biased by an attribute, 20 points',
    refusedBy: 'segments_unharmed',
    plant: (seed) => plantBias(seed, 1),
  },
  {
    name: 'biased by an attribute, 10 points',
    refusedBy: 'segments_unharmed',
    // Forty talents have it: so small a bias is not always more than chance.
    atLeast: 0.6,
    plant: (seed) => plantBias(seed, 0.5),
  },
  {
    name: 'better: knows place, and the champion does not',
    async plant(seed) {
      const given = world(seed)
      return inputOf(given, await trainIn(given, seed))
    },
  },
]

/** Those who taught it judged people with the attribute a step of the scale too low, each time by chance. */
async function plantBias(seed: number, chance: number): Promise<GateInput> {
  const given = world(seed)
  const bias = (pairs: PlantedWorld['training']) =>
    relabelled(pairs, (label, row) => {
      const isLowered = pairs.rows[row * WIDTH + ATTRIBUTE] === 1 && given.random.chance(chance)
      return isLowered ? nearestLabel(label - 15) : label
    })
  const { training, calibration } = given
  const biased = { ...given, training: bias(training), calibration: bias(calibration) }
  return inputOf(biased, await trainIn(biased, seed))
}
