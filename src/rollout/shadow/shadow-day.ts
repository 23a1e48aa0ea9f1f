import type { Bundle } from '../../matching/bundle/bundle.ts'
import type { ServedMatches } from '../../matching/by-id/by-id-matcher.ts'
import { scoreOf } from '../../matching/pairs/rank.ts'

/** What a shadow made of answers: counts and sums, which add up over answers, replicas and hours. */
export interface ShadowSums {
  /** Answers that both scored, and their pairs. */
  readonly answers: number
  readonly pairs: number
  /** Of scores, 0-100. */
  readonly servingSum: number
  readonly shadowSum: number
  readonly servingSquares: number
  readonly shadowSquares: number
  readonly products: number
  /** Scores of at least 50. */
  readonly servingGood: number
  readonly shadowGood: number
  /** Scores above 80. */
  readonly servingHigh: number
  readonly shadowHigh: number
  /** Answers of more than three pairs: the first three of fewer are always the same. */
  readonly lists: number
  /** Share of the first three that both have, 0-1, over `lists`. */
  readonly overlapSum: number
  /** Ranks that the pairs are apart. */
  readonly displacementSum: number
  readonly msSum: number
  /** Answers without what the shadow reads, as those of rules. */
  readonly skipped: number
  /** Answers that were too many, or whose turn came too late. */
  readonly dropped: number
}

/** The sums of a day in UTC. */
export interface ShadowDay extends ShadowSums {
  /** YYYY-MM-DD. */
  readonly day: string
  readonly shadowVersion: string
  readonly servingVersion: string
}

export const NO_SUMS: ShadowSums = {
  answers: 0,
  pairs: 0,
  servingSum: 0,
  shadowSum: 0,
  servingSquares: 0,
  shadowSquares: 0,
  products: 0,
  servingGood: 0,
  shadowGood: 0,
  servingHigh: 0,
  shadowHigh: 0,
  lists: 0,
  overlapSum: 0,
  displacementSum: 0,
  msSum: 0,
  skipped: 0,
  dropped: 0,
}

export const SUM_NAMES = Object.keys(NO_SUMS) as readonly (keyof ShadowSums)[]

export const addSums = (a: ShadowSums, b: Partial<ShadowSums>): ShadowSums => ({
  ...a,
  ...Object.fromEntries(SUM_NAMES.map((name) => [name, a[name] + (b[name] ?? 0)])),
})

const FIRST = 3
const GOOD = 50
const HIGH = 80

/**
 * Scores an answered list by another model, from the features that it was ranked by.
 *
 * @returns what it comes to; that it is skipped, where features are missing or those of another contract
 */
export function scoreInShadow(answer: ServedMatches, shadow: Bundle): Partial<ShadowSums> {
  const { served, featureContract } = answer
  const rows = served.flatMap(({ features }) => features ?? [])
  const isReadable = featureContract === shadow.manifest.contract_hash
  if (!isReadable || served.length === 0 || rows.length < served.length) return { skipped: 1 }
  const begun = performance.now()
  const raw = predict(shadow, rows)
  const msSum = performance.now() - begun
  const serving = served.map(({ match }) => match.match_score)
  const shadowScores = raw.map((each) => scoreOf(shadow, each))
  // By scores: neighbours that changed places to learn from are where the model had them.
  const [ours, theirs] = [ranksOf(served.map(({ rawScore }) => rawScore ?? 0)), ranksOf(raw)]
  const isList = served.length > FIRST
  const inBoth = ours.filter((rank, at) => rank < FIRST && (theirs[at] as number) < FIRST).length
  return {
    answers: 1,
    pairs: served.length,
    servingSum: sum(serving),
    shadowSum: sum(shadowScores),
    servingSquares: sum(serving.map((score) => score ** 2)),
    shadowSquares: sum(shadowScores.map((score) => score ** 2)),
    products: sum(serving.map((score, at) => score * (shadowScores[at] as number))),
    servingGood: count(serving, (score) => score >= GOOD),
    shadowGood: count(shadowScores, (score) => score >= GOOD),
    servingHigh: count(serving, (score) => score > HIGH),
    shadowHigh: count(shadowScores, (score) => score > HIGH),
    lists: isList ? 1 : 0,
    overlapSum: isList ? inBoth / FIRST : 0,
    displacementSum: sum(ours.map((rank, at) => Math.abs(rank - (theirs[at] as number)))),
    msSum,
  }
}

function predict({ ranker }: Bundle, rows: readonly Float64Array[]): number[] {
  const width = ranker.featureNames.length
  const matrix = new Float64Array(rows.length * width)
  rows.forEach((row, at) => {
    matrix.set(row, at * width)
  })
  const raw = new Float64Array(rows.length)
  ranker.predict(matrix, rows.length, raw)
  return [...raw]
}

/** Of each, from 0 for the highest; equal ones as they stand. */
function ranksOf(scores: readonly number[]): number[] {
  const ranks = new Array<number>(scores.length)
  const order = [...scores.keys()].sort((a, b) => (scores[b] as number) - (scores[a] as number))
  order.forEach((at, rank) => {
    ranks[at] = rank
  })
  return ranks
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
const count = (values: readonly number[], holds: (value: number) => boolean) =>
  values.filter(holds).length
