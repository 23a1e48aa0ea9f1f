import { type Decay, type DecayCell, fitDecay } from './decay.ts'
import type { ExaminationCount } from './examination-count.ts'
import { propensityByScore } from './propensity-by-score.ts'
import type { PropensityCurve } from './propensity-curve.ts'

export interface PropensityEstimate {
  readonly curve: PropensityCurve
  /** What told it: exchanges of neighbours, equal scores at different ranks, or nothing yet. */
  readonly basis: 'swaps' | 'scores' | 'prior'
  /** Acts on exchanged matches, and on all. */
  readonly swappedActs: number
  readonly acts: number
}

/** Before any act: as lists of results are usually read, 1/rank, give or take. */
const PRIOR: Decay = { mean: 1, deviation: 0.5 }
/** Equal scores are not quite equal fits: how much steeper or flatter attention may fall than they say. */
const SCORES_ARE_OFF_BY: Decay = { mean: 0, deviation: 0.25 }
/** As many acts on two exchanged ranks say as much about them as the curve through all. */
const ACTS_OF_CURVE = 200
/** Exchanges that speak louder than the prior. */
const FEWEST_SWAPPED_ACTS = 30
/** Ranks that have a propensity of their own. */
const OWN_RANKS = 10

/**
 * Estimates how likely each rank is looked at, from what was shown and acted on.
 *
 * Exchanges of neighbours tell it without any assumption (Joachims, Swaminathan and Schnabel 2017,
 * "Unbiased learning-to-rank with biased feedback"): a match is shown at its own rank or at the next by
 * chance alone. They are few. What they are added to comes from all answers: matches of about equal score
 * that stand at different ranks in different ones (intervention harvesting, after Agarwal et al. 2019,
 * "Estimating position bias without intrusive interventions", with the score in place of the pair: what is
 * acted on is not shown again, so hardly any pair has outcomes at two ranks). Each is the prior of the next.
 */
export function estimatePropensity(counts: readonly ExaminationCount[]): PropensityEstimate {
  const acts = sumOf(counts)
  const swappedActs = sumOf(counts.filter(({ rank, ownRank }) => rank !== ownRank))
  const power = fitDecay(
    counts.map((count) => ({ ...count, stratum: count.scoreBand, exposure: count.impressions })),
    PRIOR,
  ).mean
  const byScore = propensityByScore(counts, ranks(OWN_RANKS, power))
  const cells = cellsByOwnRank(counts)
  const known = cells.map((cell) => ({
    ...cell,
    exposure: cell.exposure * (byScore[cell.rank - 1] ?? 1),
  }))
  const steeper = fitDecay(known, SCORES_ARE_OFF_BY).mean
  const curve = ranks(OWN_RANKS, steeper).map((each, at) => each * (byScore[at] as number))
  return {
    curve: { top: stepByStep(cells, curve), decay: Math.max(0, power + steeper) },
    basis: swappedActs >= FEWEST_SWAPPED_ACTS ? 'swaps' : acts > 0 ? 'scores' : 'prior',
    swappedActs,
    acts,
  }
}

const sumOf = (counts: readonly ExaminationCount[]) =>
  counts.reduce((sum, { acts }) => sum + acts, 0)

const ranks = (count: number, decay: number) =>
  Array.from({ length: count }, (_, at) => (at + 1) ** -decay)

/** Those ranks that may be exchanged; others stand in one place only and say nothing. */
function cellsByOwnRank(counts: readonly ExaminationCount[]): DecayCell[] {
  const cells = new Map<string, DecayCell>()
  for (const { ownRank, rank, impressions, acts } of counts) {
    if (ownRank > OWN_RANKS || rank > OWN_RANKS) continue
    const key = `${ownRank} ${rank}`
    const before = cells.get(key) ?? { stratum: ownRank, rank, exposure: 0, acts: 0 }
    cells.set(key, {
      ...before,
      exposure: before.exposure + impressions,
      acts: before.acts + acts,
    })
  }
  return [...cells.values()]
}

/** From rank 1: how much less the next is looked at, never more. */
function stepByStep(cells: readonly DecayCell[], curve: readonly number[]): number[] {
  const find = (ownRank: number, rank: number) =>
    cells.find((cell) => cell.stratum === ownRank && cell.rank === rank)
  const top = [1]
  for (let rank = 1; rank < curve.length; rank++) {
    const upper = [find(rank, rank), find(rank + 1, rank)] as const
    const lower = [find(rank, rank + 1), find(rank + 1, rank + 1)] as const
    const swappedActs = (upper[1]?.acts ?? 0) + (lower[0]?.acts ?? 0)
    const measured = swappedActs > 0 ? Math.log(rateOf(lower) / rateOf(upper)) : 0
    const expected = Math.log((curve[rank] as number) / (curve[rank - 1] as number))
    const step = (swappedActs * measured + ACTS_OF_CURVE * expected) / (swappedActs + ACTS_OF_CURVE)
    top.push((top.at(-1) as number) * Math.min(1, Math.exp(step)))
  }
  return top
}

/** Both matches at one rank, each counting half, so that both ranks are held by the same two. */
const rateOf = (pair: readonly (DecayCell | undefined)[]) =>
  pair.reduce((sum, cell) => sum + ((cell?.acts ?? 0) + 0.5) / ((cell?.exposure ?? 0) + 1), 0)
