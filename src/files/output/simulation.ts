import { percent } from '../../text/percent.ts'
import { plainTable, trimLines } from './table.ts'

interface Arm {
  readonly rows: number
  readonly logged: number
  readonly passedOver: number
  readonly verdict: { readonly kind: string; readonly failed: readonly string[] }
  readonly challenger: number | null
  readonly served: number
}

/** How a loop learns, round by round, with the correction of what place does and without. */
export interface Simulation {
  readonly initial: number
  readonly rounds: readonly {
    readonly round: number
    readonly corrected: Arm
    readonly uncorrected: Arm
    readonly propensityError: number
  }[]
}

const HEAD = [
  'round',
  'rows',
  'logged',
  'passed over',
  'prop. error',
  'served',
  'trained',
  'without: served',
  'trained',
  'no learning',
  'gate',
]
const WIDTHS = [7, 8, 8, 8, 8, 8, 9, 10, 9, 10, 44]

/** For people to read. */
export function toSimulation({ initial, rounds }: Simulation): string {
  const table = plainTable(HEAD, WIDTHS, HEAD.length - 1)
  for (const { round, corrected, uncorrected, propensityError } of rounds) {
    table.push([
      round,
      corrected.rows,
      percent(corrected.logged, 0),
      percent(corrected.passedOver, 0),
      percent(propensityError, 0),
      fixed(corrected.served),
      fixed(corrected.challenger),
      fixed(uncorrected.served),
      fixed(uncorrected.challenger),
      fixed(initial),
      `${told(corrected.verdict)}\nwithout: ${told(uncorrected.verdict)}`,
    ])
  }
  return `${trimLines(table.toString())}\n\n${LEGEND}\n`
}

const LEGEND = `served, trained: nDCG@10 against the true preferences of held-out people who never act (1 = best possible
order), of the model serving after the round and of the model trained in it. without: the same loop without
position-bias correction. prop. error: the largest error of the first ten propensities, relative to the true
value. overruled: promoted by the administrator although a check of the gate failed.`

const told = ({ kind, failed }: Arm['verdict']) =>
  failed.length > 0 ? `${kind} (${failed.join(', ')})` : kind

const fixed = (value: number | null) => value?.toFixed(3) ?? '-'
