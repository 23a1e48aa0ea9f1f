import type { HeldOut, Scored } from './held-out.ts'
import { RELEVANT_FROM } from './ranked-list.ts'
import type { Statistic } from './statistic.ts'
import type { TalentGroups } from './talent-groups.ts'

/**
 * Probability that a relevant pair scores above another, over pairs of all talents and by their weights;
 * equal scores count half (Mann and Whitney 1947). Rows are sorted once; a resample walks them in order.
 *
 * @returns a statistic 0-1, NaN where all that was drawn is relevant, or nothing is
 */
export function aucStatistic(
  { rows }: TalentGroups,
  { labels, weights, talents }: HeldOut,
  { scores }: Scored,
): Statistic {
  const score = (row: number) => scores[row] as number
  const order = rows.slice().sort((a, b) => score(a) - score(b))
  const owners = Uint32Array.from(order, (row) => talents[row] as number)
  const isRelevant = Uint8Array.from(order, (row) =>
    Number((labels[row] as number) >= RELEVANT_FROM),
  )
  const weight = Float64Array.from(order, (row) => weights?.[row] ?? 1)
  const endsTie = Uint8Array.from(order, (row, at) => {
    const next = order[at + 1]
    return Number(next === undefined || score(next) !== score(row))
  })
  return (draws) => {
    let [above, relevant, others, tiedRelevant, tiedOthers] = [0, 0, 0, 0, 0]
    for (let at = 0; at < owners.length; at++) {
      const drawn = (draws[owners[at] as number] as number) * (weight[at] as number)
      if (isRelevant[at]) tiedRelevant += drawn
      else tiedOthers += drawn
      if (!endsTie[at]) continue
      above += tiedRelevant * (others + tiedOthers / 2)
      relevant += tiedRelevant
      others += tiedOthers
      tiedRelevant = 0
      tiedOthers = 0
    }
    return above / (relevant * others)
  }
}
