import type { FeatureContext } from '../../features/context.ts'
import { DEFAULT_RATES, type Rates } from '../../features/normalise/pay/rates.ts'
import { wordNumber } from '../../features/words.ts'

/**
 * What was counted on the training corpus and is served with the model: rarity of skills and words,
 * and what jobs pay. Plain data, as it stands in the model's `tables.json`.
 */
export interface Tables {
  /** Number of jobs counted. */
  readonly jobs: number
  /** In how many jobs a skill is asked for, by canonical id. */
  readonly skillCounts: Readonly<Record<string, number>>
  /** Number of texts counted, and in how many of them a stemmed word stands. */
  readonly texts: number
  readonly termCounts: Readonly<Record<string, number>>
  /** Mean number of meaningful words of a posting. */
  readonly usualLength: number
  /** Annual US dollars at 21 evenly spaced quantiles (0, 0.05 … 1), by level 0-5, and over `all`. */
  readonly payQuantiles: Readonly<Record<string, readonly number[]>>
  readonly rates: Rates
}

/** Stands in until a model brings its own: everything is equally rare, no pay is known. */
export const EMPTY_TABLES: Tables = {
  jobs: 0,
  skillCounts: {},
  texts: 0,
  termCounts: {},
  usualLength: 100,
  payQuantiles: {},
  rates: DEFAULT_RATES,
}

/** Smoothed inverse document frequency: 1 for what is everywhere, more for what is rare. */
const idf = (count: number, total: number) => Math.log((total + 1) / (count + 0.5)) + 1

/** The context that features read, on a day. */
export function contextOf(tables: Tables, today: number): FeatureContext {
  const skills = rarities(tables.skillCounts, tables.jobs, (id) => id)
  const terms = rarities(tables.termCounts, tables.texts, wordNumber)
  const unseenSkill = idf(0, tables.jobs)
  const unseenTerm = idf(0, tables.texts)
  return {
    today,
    skillIdf: (id) => skills.get(id) ?? unseenSkill,
    termIdf: (word) => terms.get(word) ?? unseenTerm,
    usualLength: tables.usualLength,
    payPercentile: (annualUsd, level) =>
      percentile(tables.payQuantiles[level] ?? tables.payQuantiles.all, annualUsd),
    rates: tables.rates,
  }
}

/** A map, for words and skills come from users: `constructor` must not find an object's own. */
const rarities = <Key>(
  counts: Readonly<Record<string, number>>,
  total: number,
  toKey: (name: string) => Key,
): ReadonlyMap<Key, number> =>
  new Map(Object.entries(counts).map(([name, count]) => [toKey(name), idf(count, total)]))

/** Share of the distribution below `value`, linear between the quantiles; NaN without one. */
function percentile(quantiles: readonly number[] | undefined, value: number): number {
  if (!quantiles || quantiles.length < 2) return Number.NaN
  const steps = quantiles.length - 1
  for (let i = 0; i <= steps; i++) {
    const high = quantiles[i] as number
    if (value > high) continue
    if (i === 0) return 0
    const low = quantiles[i - 1] as number
    return (i - 1 + (high > low ? (value - low) / (high - low) : 1)) / steps
  }
  return 1
}
