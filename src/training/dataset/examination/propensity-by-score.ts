import type { ExaminationCount } from './examination-count.ts'

/** The curve through all ranks says as much of one as so many acts there. */
const ACTS_OF_CURVE = 20
const ROUNDS = 500
const SETTLED = 1e-9

/**
 * Propensities of the first ranks by maximum likelihood where acts = impressions × propensity of the rank
 * × liking of the score band, whose two factors are fitted in turns (a Poisson model of two ways, which
 * has one top).
 *
 * @param curve what a rank is held to be before its own acts are counted, rank 1 first; as many are fitted
 * @returns relative to rank 1
 */
export function propensityByScore(
  counts: readonly ExaminationCount[],
  curve: readonly number[],
): number[] {
  const inside = counts.filter(({ rank }) => rank <= curve.length)
  const bands = 1 + Math.max(0, ...inside.map(({ scoreBand }) => scoreBand))
  let propensity = Float64Array.from(curve)
  const acts = { ofRank: new Float64Array(curve.length), ofBand: new Float64Array(bands) }
  for (const count of inside) {
    add(acts.ofRank, count.rank - 1, count.acts)
    add(acts.ofBand, count.scoreBand, count.acts)
  }
  for (let round = 0; round < ROUNDS; round++) {
    const shown = new Float64Array(bands)
    for (const { rank, scoreBand, impressions } of inside) {
      add(shown, scoreBand, impressions * (propensity[rank - 1] as number))
    }
    const expected = new Float64Array(curve.length)
    for (const { rank, scoreBand, impressions } of inside) {
      const liking = (acts.ofBand[scoreBand] as number) / (shown[scoreBand] as number)
      add(expected, rank - 1, impressions * liking)
    }
    const fitted = propensity.map(
      (_, at) =>
        ((acts.ofRank[at] as number) + ACTS_OF_CURVE) /
        ((expected[at] as number) + ACTS_OF_CURVE / (curve[at] as number)),
    )
    const next = fitted.map((each) => each / (fitted[0] as number))
    const step = Math.max(...next.map((each, at) => Math.abs(each - (propensity[at] as number))))
    propensity = next
    if (step < SETTLED) break
  }
  return [...propensity]
}

function add(values: Float64Array, at: number, value: number): void {
  values[at] = (values[at] as number) + value
}
