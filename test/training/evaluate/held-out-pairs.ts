import fc from 'fast-check'
import type { HeldOut, Scored } from '../../../src/training/evaluate/held-out.ts'
import type { Statistic } from '../../../src/training/evaluate/statistic.ts'
import { groupByTalent, type TalentGroups } from '../../../src/training/evaluate/talent-groups.ts'

/** One held-out pair, as tests write it. */
export interface HeldOutPair {
  readonly talent: number
  readonly label: number
  readonly score: number
  readonly weight?: number
  readonly halfWidth?: number
}

export type Columns = readonly [groups: TalentGroups, heldOut: HeldOut, scored: Required<Scored>]

export function columnsOf(pairs: readonly HeldOutPair[]): Columns {
  const column = (of: (pair: HeldOutPair) => number) => Float64Array.from(pairs, of)
  const talents = Int32Array.from(pairs, ({ talent }) => talent)
  const heldOut = {
    labels: column(({ label }) => label),
    weights: column(({ weight }) => weight ?? 1),
    talents,
    segmentations: [],
  }
  const scored = {
    scores: column(({ score }) => score),
    halfWidths: column(({ halfWidth }) => halfWidth ?? 10),
  }
  return [groupByTalent(talents), heldOut, scored]
}

/** The statistic on the pairs as they are. */
export function measure(
  statistic: (...columns: Columns) => Statistic,
  pairs: readonly HeldOutPair[],
): number {
  const talents = 1 + Math.max(...pairs.map(({ talent }) => talent))
  return statistic(...columnsOf(pairs))(new Uint16Array(talents).fill(1))
}

/** Few scores and labels, so that ties are common. */
export const anyPairs: fc.Arbitrary<HeldOutPair[]> = fc.array(
  fc.record({
    talent: fc.nat({ max: 4 }),
    label: fc.constantFrom(10, 20, 30, 55, 85, 90, 100),
    score: fc.nat({ max: 12 }).map((step) => (100 * step) / 12),
    weight: fc.constantFrom(0.25, 1, 5),
    halfWidth: fc.nat({ max: 60 }),
  }),
  { minLength: 1, maxLength: 40 },
)
