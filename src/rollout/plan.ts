import { minuteOf } from '../text/minute-of.ts'
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
export function decide(rollout: Rollout, move: Move, isForced = false): Decision {
  const { percentage, isHeld, isKilled, readAt } = rollout
  const rising = risingStages(rollout)
  switch (move) {
    case 'start':
      if (isKilled) return KILLED
      if (percentage > 0) {
        return {
          refusal: `the rollout is already at ${percentage} %: advance it, or set it to 0 % first`,
        }
      }
      return { change: { percentage: rising[0] as number, isHeld: false } }
    case 'advance': {
      if (isKilled) return KILLED
      if (isHeld) return { refusal: 'the rollout is on hold: resume it first' }
      const next = rising.find((stage) => stage > percentage)
      if (next === undefined) return { refusal: `${percentage} % is the last stage` }
      const due = lastsUntil(rollout)
      if (!isForced && readAt < due) {
        return { refusal: `the stage of ${percentage} % lasts until ${minuteOf(due)}` }
      }
      return { change: { percentage: next } }
    }
    case 'hold':
      return isHeld ? { refusal: 'the rollout is already on hold' } : { change: { isHeld: true } }
    case 'resume':
      return isHeld ? { change: { isHeld: false } } : { refusal: 'the rollout is not on hold' }
    case 'revert':
      if (percentage === 0) return { refusal: 'the rollout is already at 0 %' }
      return { change: { percentage: rising.findLast((stage) => stage < percentage) ?? 0 } }
  }
}

/** When the present stage has lasted as long as planned; null where none follows it. */
export const dueAt = (rollout: Rollout): Date | null =>
  risingStages(rollout).some((stage) => stage > rollout.percentage) ? lastsUntil(rollout) : null

const lastsUntil = ({ since, holdHours }: Rollout) =>
  new Date(since.getTime() + holdHours * HOUR_MS)

const risingStages = ({ stages }: Rollout) => stages.toSorted((a, b) => a - b)

const KILLED = { refusal: 'the kill switch is on: everyone gets the rules until it is turned off' }
