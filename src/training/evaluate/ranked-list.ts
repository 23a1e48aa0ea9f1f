/** Label from which a pair counts as relevant, where a metric knows only yes and no: a look of 10 s is 55. */
export const RELEVANT_FROM = 50

/** How many matches a talent is taken to look at. */
export const NDCG_DEPTH = 10

/** What a grade is worth at a place, counted from 0. */
export const discountAt = (place: number): number => 1 / Math.log2(place + 2)

/** One talent's pairs, best score first. */
export interface RankedList {
  /** 0-100, in the order of the scores. */
  readonly labels: Float64Array
  /** For each place, the first place after those of its score. */
  readonly tieEnds: Uint32Array
}

export function rankList(
  rows: Uint32Array,
  scores: Float64Array,
  labels: Float64Array,
): RankedList {
  const score = (row: number) => scores[row] as number
  const order = rows.slice().sort((a, b) => score(b) - score(a))
  const tieEnds = new Uint32Array(order.length)
  for (let at = order.length - 1; at >= 0; at--) {
    const next = order[at + 1]
    const tied = next !== undefined && score(next) === score(order[at] as number)
    tieEnds[at] = tied ? (tieEnds[at + 1] as number) : at + 1
  }
  return { labels: Float64Array.from(order, (row) => labels[row] as number), tieEnds }
}

/**
 * nDCG of one list: labels as gains, discounted by 1/log2(place + 1), over those of the best order. Equal
 * scores stand for every order of theirs, so their mean label goes to each of their places (McSherry
 * and Najork 2008, "Computing information retrieval performance measures efficiently in the presence
 * of tied scores").
 *
 * @returns 0-1; NaN where all labels are equal, since no order is then better than another
 */
export function ndcgOf({ labels, tieEnds }: RankedList, depth = NDCG_DEPTH): number {
  const ideal = labels.slice().sort().reverse()
  if (labels.length === 0 || ideal[0] === ideal.at(-1)) return Number.NaN
  let found = 0
  let best = 0
  for (let from = 0; from < labels.length; ) {
    const end = tieEnds[from] as number
    const mean = sumOf(labels, from, end) / (end - from)
    for (; from < end; from++) {
      if (from >= depth) continue
      found += mean * discountAt(from)
      best += (ideal[from] as number) * discountAt(from)
    }
  }
  return found / best
}

/**
 * Average precision of one list, as its expectation over all orders of equal scores (same source).
 *
 * @returns 0-1; NaN where all pairs are relevant, or none is
 */
export function averagePrecisionOf({ labels, tieEnds }: RankedList): number {
  const relevant = labels.map((label) => Number(label >= RELEVANT_FROM))
  const all = sumOf(relevant, 0, relevant.length)
  if (all === 0 || all === relevant.length) return Number.NaN
  let sum = 0
  let before = 0
  for (let from = 0; from < labels.length; ) {
    const end = tieEnds[from] as number
    const tied = end - from
    const found = sumOf(relevant, from, end)
    // Of those that stand above it among its equals, a share is relevant too.
    const others = tied > 1 ? (found - 1) / (tied - 1) : 0
    for (let above = 0; above < tied; above++) {
      sum += ((found / tied) * (before + 1 + above * others)) / (from + above + 1)
    }
    before += found
    from = end
  }
  return sum / all
}

function sumOf(values: Float64Array, from: number, end: number): number {
  let sum = 0
  for (let at = from; at < end; at++) sum += values[at] as number
  return sum
}
