import type { HeldOut, Scored } from './held-out.ts'
import { averagePrecisionOf, ndcgOf, type RankedList, rankList } from './ranked-list.ts'
import { ratio, type Statistic } from './statistic.ts'
import { rowsOfGroup, type TalentGroups } from './talent-groups.ts'

/** nDCG@10, the mean over talents whose labels differ. Each counts alike: a long list is not worth more. */
export const ndcgStatistic = (groups: TalentGroups, heldOut: HeldOut, scored: Scored) =>
  meanOverTalents(groups, heldOut, scored, (list) => ndcgOf(list))

/** MAP, the mean over talents of whose pairs some, and not all, are relevant. */
export const mapStatistic = (groups: TalentGroups, heldOut: HeldOut, scored: Scored) =>
  meanOverTalents(groups, heldOut, scored, averagePrecisionOf)

/** Talents whose labels differ: only they tell one order from another. */
export function countComparable(groups: TalentGroups, { labels }: HeldOut): number {
  return [...groups.talents.keys()].filter((group) => {
    const rows = rowsOfGroup(groups, group)
    return rows.some((row) => labels[row] !== labels[rows[0] as number])
  }).length
}

function meanOverTalents(
  groups: TalentGroups,
  { labels }: HeldOut,
  { scores }: Scored,
  quality: (list: RankedList) => number,
): Statistic {
  const values = Float64Array.from(groups.talents, (_, group) =>
    quality(rankList(rowsOfGroup(groups, group), scores, labels)),
  )
  const known = Uint32Array.from(values.keys()).filter((group) => !Number.isNaN(values[group]))
  return ratio({
    talents: Uint32Array.from(known, (group) => groups.talents[group] as number),
    above: Float64Array.from(known, (group) => values[group] as number),
    below: new Float64Array(known.length).fill(1),
  })
}
