import type { Verdict } from './learn.ts'

/** One loop after a week: what it learnt from, what became of it, and how well people are served now. */
export interface ArmRound {
  readonly rows: number
  /** Of the rows, 0-1. */
  readonly logged: number
  readonly passedOver: number
  readonly verdict: Verdict
  /** nDCG@10 against the hidden truth, 0-1, of what was trained, if anything was. */
  readonly challenger: number | null
  /** And of what serves from now on. */
  readonly served: number
}

export interface Round {
  readonly round: number
  readonly corrected: ArmRound
  readonly uncorrected: ArmRound
  /** The greatest error of the first ten propensities, as a share of the true one. */
  readonly propensityError: number
}

export interface Simulation {
  /** nDCG@10 against the hidden truth of the model that served first, and would serve on without learning. */
  readonly initial: number
  readonly rounds: readonly Round[]
}

/**
 * Whether people are served better at the end than at the beginning, and what was trained serves them better
 * with the correction than without, over all rounds in which both were.
 */
export function hasLearnt({ initial, rounds }: Simulation): boolean {
  const served = rounds.at(-1)?.corrected.served ?? initial
  return served > initial && advantageOf(rounds) > 0
}

/** nDCG@10 of what was trained with the correction above that without: the mean; NaN where nothing was. */
export function advantageOf(rounds: readonly Round[]): number {
  const differences = rounds.flatMap(({ corrected, uncorrected }) =>
    corrected.challenger === null || uncorrected.challenger === null
      ? []
      : corrected.challenger - uncorrected.challenger,
  )
  return differences.reduce((sum, each) => sum + each, 0) / differences.length
}
