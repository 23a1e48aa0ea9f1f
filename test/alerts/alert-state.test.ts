import { describe, expect, it } from 'vitest'
import { type AlertState, stepAlert } from '../../src/alerts/alert-state.ts'
import { CONDITIONS } from '../../src/alerts/conditions.ts'

const slow = CONDITIONS.find(({ name }) => name === 'MatchLatencyHigh')
if (!slow) throw new Error('there is no such condition')
const START = Date.parse('2026-03-01T12:00:00Z')

/** What happens when the signal has one value after another, each so many minutes after the start. */
function run(steps: readonly (readonly [minute: number, value: number | null])[]) {
  let state: AlertState | undefined
  return steps.map(([minute, value]) => {
    const now = new Date(START + minute * 60_000)
    const { next, event } = stepAlert(slow as typeof slow & {}, state, {
      value,
      now,
      repeatHours: 6,
    })
    // Whoever wants to know is told at once.
    const { notice } = next
    state = {
      ...next,
      notice: null,
      notifiedAt: notice === 'firing' ? now : next.notifiedAt,
    }
    return event ?? notice ?? 'nothing'
  })
}

describe('an alert', () => {
  it('fires when its condition has held for long enough', () => {
    expect(
      run([
        [0, 0.06],
        [4, 0.06],
        [5, 0.06],
        [6, 0.06],
      ]),
    ).toEqual(['nothing', 'nothing', 'fired', 'nothing'])
  })

  it('begins to count anew where the condition stops to hold, or nothing is known', () => {
    for (const pause of [0.05, null]) {
      expect(
        run([
          [0, 0.06],
          [3, pause],
          [4, 0.06],
          [8, 0.06],
          [9, 0.06],
        ]),
      ).toEqual(['nothing', 'nothing', 'nothing', 'nothing', 'fired'])
    }
  })

  it('is told again after six hours, and once when it is over', () => {
    expect(
      run([
        [0, 1],
        [5, 1],
        [300, 1],
        [364, 1],
        [365, 1],
        [366, 1],
        [367, 0],
        [368, 0],
      ]),
    ).toEqual([
      'nothing',
      'fired',
      'nothing',
      'nothing',
      'firing',
      'nothing',
      'resolved',
      'nothing',
    ])
  })

  it('goes on while nothing is known, for half an hour', () => {
    expect(
      run([
        [0, 1],
        [5, 1],
        [6, null],
        [34, null],
        [35, 1],
        [36, null],
        [65, null],
        [66, null],
        [67, null],
      ]),
    ).toEqual([
      ...['nothing', 'fired', 'nothing', 'nothing', 'nothing', 'nothing', 'nothing'],
      ...['resolved', 'nothing'],
    ])
  })

  it('that nobody was told of is over without a word', () => {
    const at = (minute: number) => new Date(START + minute * 60_000)
    const seen = (minute: number, value: number) => ({ value, now: at(minute), repeatHours: 6 })
    const first = stepAlert(slow, undefined, seen(0, 1)).next
    const fired = stepAlert(slow, first, seen(5, 1)).next
    expect(fired.notice).toBe('firing')
    expect(stepAlert(slow, fired, seen(6, 0)).next.notice).toBeNull()
  })
})
