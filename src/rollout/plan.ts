import type { Rollout } from './rollout.ts'

export const MOVES = ['start', 'advance', 'hold', 'resume', 'revert'] as const
export type Move = (typeof MOVES)[number]

/** What a move would make of the rollout, or why it may not be. */
export type Decision =
  | { readonly change: Partial<Pick<Rollout, 'percentage' | 'isHeld'>> }
  | { readonly refusal: string }

const HOUR_MS = 3_600_000

/**
 * The next state of a rollout by its plan. The kill switch wins: nothing starts or advances under it. Back is
 * always possible, to the stage below or to 0.
 *
 * @param isForced advances before the stage has lasted as long as planned
 */
export function decide(rollout: Rollout, move: Move, now: Date, isForced = false): Decision {
  const { percentage, isHeld, isKilled, stages } = rollout
  const rising = stages.toSorted((a, b) => a - b)
  switch (move) {
    case 'start':
      if (isKilled) return KILLED
      return { change: { percentage: rising[0] as number, isHeld: false } }
    case 'advance': {
      if (isKilled) return KILLED
      if (isHeld) return { refusal: 'the rollout is held: resume it first' }
      const next = rising.find((stage) => stage > percentage)
      if (next === undefined) return { refusal: `${percentage} % is the last stage` }
      const due = dueAt(rollout)
      if (!isForced && now < due) {
        return { refusal: `the stage of ${percentage} % lasts until ${due.toISOString()}` }
      }
      return { change: { percentage: next } }
    }
    case 'hold':
      return isHeld ? { refusal: 'the rollout is held already' } : { change: { isHeld: true } }
    case 'resume':
      return isHeld ? { change: { isHeld: false } } : { refusal: 'the rollout is not held' }
    case 'revert':
      if (percentage === 0) return { refusal: 'the rollout is at 0 % already' }
      return { change: { percentage: rising.findLast((stage) => stage < percentage) ?? 0 } }
  }
}

/** When the present stage has lasted as long as planned. */
export const dueAt = ({ since, holdHours }: Rollout): Date =>
  new Date(since.getTime() + holdHours * HOUR_MS)

const KILLED = { refusal: 'the kill switch is on: rules answer everyone until it is off' }
