import type { HeldOut, Scored } from './held-out.ts'
import { mapped, ratio, type Statistic, type TalentSums } from './statistic.ts'
import { rowsOfGroup, type TalentGroups } from './talent-groups.ts'

/** Root of the weighted mean squared difference of score and label, in points. */
export function rmseStatistic(groups: TalentGroups, heldOut: HeldOut, scored: Scored): Statistic {
  const { labels } = heldOut
  const { scores } = scored
  const squares = ratio(
    sumByTalent(groups, heldOut, (row) => ((scores[row] as number) - (labels[row] as number)) ** 2),
  )
  return mapped(squares, Math.sqrt)
}

/** Weighted mean of score - label, in points: above 0 where scores promise too much. */
export function biasStatistic(groups: TalentGroups, heldOut: HeldOut, scored: Scored): Statistic {
  const { labels } = heldOut
  const { scores } = scored
  return ratio(
    sumByTalent(groups, heldOut, (row) => (scores[row] as number) - (labels[row] as number)),
  )
}

/** Weighted share of the labels within `halfWidths` of their score, 0-1. */
export function coverageStatistic(
  groups: TalentGroups,
  heldOut: HeldOut,
  { scores, halfWidths }: Required<Scored>,
): Statistic {
  const isInside = (row: number) =>
    Math.abs((heldOut.labels[row] as number) - (scores[row] as number)) <=
    (halfWidths?.[row] as number)
  return ratio(sumByTalent(groups, heldOut, (row) => Number(isInside(row))))
}

/** Weight × value, and weight, added up by talent. */
function sumByTalent(
  groups: TalentGroups,
  { weights }: HeldOut,
  value: (row: number) => number,
): TalentSums {
  const { talents } = groups
  const above = new Float64Array(talents.length)
  const below = new Float64Array(talents.length)
  for (let group = 0; group < talents.length; group++) {
    for (const row of rowsOfGroup(groups, group)) {
      const weight = weights?.[row] ?? 1
      above[group] = (above[group] as number) + weight * value(row)
      below[group] = (below[group] as number) + weight
    }
  }
  return { talents, above, below }
}
