import { extractRanked, RANKED_FEATURES } from '../../features/registry.ts'
import type { Bundle } from '../bundle/bundle.ts'
import type { Pairs } from './comparison.ts'
import { type Exclusion, exclusionOf } from './constraints.ts'
import { tieSignal } from './tie-signal.ts'

/** Rows predicted at a time: a few hundred kilobytes, which stay in the processor's cache. */
const CHUNK = 512

/** A candidate with what the ranker made of it. */
export interface Ranked {
  /** Position in the list of candidates. */
  readonly index: number
  /** What the ranker read. */
  readonly row: Float64Array
  /** In units of the model. */
  readonly raw: number
  /** 0-100, to two decimals: what is shown is what the lowest score is held against. */
  readonly score: number
}

export interface Ranking {
  /** Best first. */
  readonly best: readonly Ranked[]
  /** How many a hard constraint took out, by reason. */
  readonly excluded: Readonly<Partial<Record<Exclusion, number>>>
  /** Of all that it took, what the ranker's predictions did. */
  readonly predictMs: number
}

export interface RankOptions {
  readonly limit: number
  /** 0-100. */
  readonly minScore: number
}

/**
 * Ranks all candidates: raw score first, then tie signal, then id. Trees score in steps, so equal
 * raw scores are common and the tie signal, worked out only where it decides, tells them apart.
 */
export function rank(bundle: Bundle, pairs: Pairs, options: RankOptions): Ranking {
  const excluded: Partial<Record<Exclusion, number>> = {}
  const indices = new Int32Array(pairs.count)
  const raw = new Float64Array(indices.length)
  const width = RANKED_FEATURES.length
  const rows = new Float64Array(pairs.count * width)
  let count = 0
  let predicted = 0
  let predictMs = 0

  const predict = () => {
    const begun = performance.now()
    const next = rows.subarray(predicted * width, count * width)
    bundle.ranker.predict(next, count - predicted, raw.subarray(predicted))
    predictMs += performance.now() - begun
    predicted = count
  }
  for (let index = 0; index < indices.length; index++) {
    const pair = pairs.at(index)
    const exclusion = exclusionOf(pair.talent, pair.job, pair.context)
    if (exclusion) {
      excluded[exclusion] = (excluded[exclusion] ?? 0) + 1
      continue
    }
    extractRanked(pair, rows, count * width)
    indices[count++] = index
    if (count - predicted === CHUNK) predict()
  }
  predict()

  const best = bestOf(raw.subarray(0, count), options.limit)
    .map((at) => ({
      index: indices[at] as number,
      row: rows.subarray(at * width, (at + 1) * width),
      raw: raw[at] as number,
    }))
    .map((each) => ({ ...each, score: scoreOf(bundle, each.raw) }))
    .filter(({ score }) => score >= options.minScore)
  return {
    best: inOrder(best, pairs).slice(0, options.limit),
    // Sorted, for which reason came first must not show.
    excluded: Object.fromEntries(Object.entries(excluded).sort()),
    predictMs,
  }
}

/** The score that a raw one stands for, 0-100, to two decimals. */
export const scoreOf = ({ calibration }: Bundle, raw: number): number =>
  Math.round(100 * calibration.apply(raw)) / 100

/** Positions of the `limit` highest values, and of every value equal to the lowest of them. */
function bestOf(values: Float64Array, limit: number): number[] {
  const lowest =
    values.length > limit ? (values.slice().sort()[values.length - limit] as number) : -Infinity
  const positions: number[] = []
  values.forEach((value, at) => {
    if (value >= lowest) positions.push(at)
  })
  return positions
}

function inOrder(ranked: readonly Ranked[], pairs: Pairs): Ranked[] {
  const keys = new Map<Ranked, { readonly tie: number; readonly ids: readonly [string, string] }>()
  const keyOf = (each: Ranked) => {
    let key = keys.get(each)
    if (!key) {
      const pair = pairs.at(each.index)
      key = { tie: tieSignal(pair), ids: [pair.job.given.id, pair.talent.given.id] }
      keys.set(each, key)
    }
    return key
  }
  const untied = (a: Ranked, b: Ranked) => {
    const [x, y] = [keyOf(a), keyOf(b)]
    return y.tie - x.tie || compare(x.ids[0], y.ids[0]) || compare(x.ids[1], y.ids[1])
  }
  return ranked.toSorted((a, b) => b.raw - a.raw || untied(a, b))
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
