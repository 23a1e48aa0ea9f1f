import {
  type EvaluateOptions,
  evaluateModels,
  type ModelName,
} from '../evaluate/evaluate-models.ts'
import type { HeldOut, Scored } from '../evaluate/held-out.ts'
import { findBreaches } from '../evaluate/monotone-breaches.ts'
import { shareShift } from '../evaluate/score-shares.ts'
import type { Monotone } from '../fit.ts'
import type { Evidence, Order, Sample } from './evidence.ts'
import { findLeak } from './find-leak.ts'

/** What a training run knows when its models are fitted; columns are those of the held-out pairs. */
export interface GateInput {
  readonly heldOut: HeldOut
  readonly scored: Readonly<Record<ModelName, Scored>>
  /** Scores, 0-100, of the reference set that is kept with the project. */
  readonly reference: Readonly<Record<'challenger' | 'champion', Float64Array>>
  /** What the challenger read: row-major, as wide as there are names, NaN = missing. */
  readonly rows: Float64Array
  readonly features: readonly { readonly name: string; readonly ranked: Monotone }[]
  /** The challenger in LightGBM's text format, and its scores before calibration. */
  readonly rankerText: string
  readonly raw: Float64Array
  /** When labels were settled, milliseconds since 1970. */
  readonly decidedAt: Float64Array
  /** 1 where somebody acted, 0 where a pair was passed over. */
  readonly acted: Uint8Array
  readonly trainingPairs: number
  /** Milliseconds since 1970. */
  readonly now: number
  /** Points (RMSE) that people differ by over one pair, where it was measured. */
  readonly labelNoise?: number | undefined
}

const DAY_MS = 86_400_000

/**
 * Works out all that a decision rests on.
 *
 * @throws HeldOutError when columns do not fit together
 * @throws {RangeError} when the reference set is empty, or not the same for both
 * @throws the signal's reason when aborted
 */
export async function gatherEvidence(
  input: GateInput,
  options: EvaluateOptions = {},
): Promise<Evidence> {
  const { heldOut, scored, reference, rows, features, labelNoise } = input
  const names = features.map(({ name }) => name)
  return {
    evaluation: await evaluateModels(heldOut, scored, options),
    shift: shareShift(reference.challenger, reference.champion),
    sample: describeSample(input),
    leak: { ...(await findLeak(rows, heldOut.labels, names)), labelNoise },
    order: describeOrder(input),
  }
}

function describeSample({ decidedAt, acted, trainingPairs, now }: GateInput): Sample {
  const sorted = decidedAt.slice().sort()
  const daysSince = (at: number | undefined) => (now - (at ?? Number.NaN)) / DAY_MS
  return {
    trainingPairs,
    acts: acted.reduce((sum, each) => sum + each, 0),
    newestDays: daysSince(sorted.at(-1)),
    medianDays: daysSince(sorted[Math.floor(sorted.length / 2)]),
  }
}

function describeOrder({ rankerText, features, raw, scored }: GateInput): Order {
  const { scores } = scored.challenger
  const order = Uint32Array.from(raw.keys()).sort((a, b) => (raw[a] as number) - (raw[b] as number))
  const falling = order.filter((row, at) => {
    const before = order[at - 1]
    return before !== undefined && (scores[row] as number) < (scores[before] as number)
  })
  const directions = features.map(({ ranked }) => ranked)
  return {
    treeBreaches: findBreaches(rankerText, directions).length,
    fallingScores: falling.length,
  }
}
