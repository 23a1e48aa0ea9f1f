/** Showings of matches that are alike but for the rank they were shown at. */
export interface DecayCell {
  /** Matches of one stratum are acted on equally often once they are looked at. */
  readonly stratum: number
  /** From 1. */
  readonly rank: number
  /** Impressions, each by the propensity that is known of its rank already, if any. */
  readonly exposure: number
  readonly acts: number
}

/** How steeply attention falls: as 1/rank^`mean`, beside what exposures tell already. */
export interface Decay {
  readonly mean: number
  /** Standard deviation of what the true one may be. */
  readonly deviation: number
}

/** Steeper, and the second rank would be looked at by one in sixteen: no list is read like that. */
const STEEPEST = 4
const ROUNDS = 50
const SETTLED = 1e-10

/**
 * Fits the decay by maximum likelihood, with a prior. Acts of a stratum fall on its ranks in proportion to
 * exposure × 1/rank^η, whatever share of its matches people like, so that share need not be known:
 * it cancels. The likelihood has one top (its logarithm is concave), which Newton's steps find.
 *
 * @param prior what is believed before these cells; with few acts, also after
 */
export function fitDecay(cells: readonly DecayCell[], prior: Decay): Decay {
  const strata = strataOf(cells)
  const precision = 1 / prior.deviation ** 2
  let mean = prior.mean
  let curvature = precision
  for (let round = 0; round < ROUNDS; round++) {
    let slope = -precision * (mean - prior.mean)
    curvature = precision
    for (const stratum of strata) {
      const acts = stratum.reduce((sum, cell) => sum + cell.acts, 0)
      const expected = momentsOf(stratum, (cell) => cell.exposure * cell.rank ** -mean)
      const seen = momentsOf(stratum, (cell) => cell.acts)
      slope += acts * (expected.mean - seen.mean)
      curvature += acts * expected.variance
    }
    const next = Math.min(STEEPEST, Math.max(-STEEPEST, mean + slope / curvature))
    const step = Math.abs(next - mean)
    mean = next
    if (step < SETTLED) break
  }
  return { mean, deviation: Math.sqrt(1 / curvature) }
}

function strataOf(cells: readonly DecayCell[]): DecayCell[][] {
  const strata = new Map<number, DecayCell[]>()
  for (const cell of cells) {
    const alike = strata.get(cell.stratum)
    if (alike) alike.push(cell)
    else strata.set(cell.stratum, [cell])
  }
  return [...strata.values()]
}

/** Of the logarithms of the ranks. */
function momentsOf(cells: readonly DecayCell[], weigh: (cell: DecayCell) => number) {
  let total = 0
  let sum = 0
  let squares = 0
  for (const cell of cells) {
    const weight = weigh(cell)
    const log = Math.log(cell.rank)
    total += weight
    sum += weight * log
    squares += weight * log * log
  }
  if (total === 0) return { mean: 0, variance: 0 }
  const mean = sum / total
  return { mean, variance: Math.max(0, squares / total - mean * mean) }
}
