import type {
  Explanation,
  Factor,
  SubScoreName,
  SubScores,
} from '../../../supabase/functions/_shared/payload.ts'
import { MISMATCH_BELOW } from '../../../supabase/functions/_shared/rules.ts'
import { type FeatureGroup, SUB_SCORE_OF_GROUP } from '../../features/feature.ts'
import type { Pair } from '../../features/pair.ts'
import { extractAll, FEATURES, RANKED_FEATURES } from '../../features/registry.ts'
import type { Bundle } from '../bundle/bundle.ts'
import type { MatchDetail } from '../matcher.ts'
import { STORIES } from '../stories/stories.ts'

const TOP_FACTORS = 3
const UNKNOWN_SUB_SCORE = 50
const GROUPS = Object.keys(SUB_SCORE_OF_GROUP) as FeatureGroup[]

/** Names of parts: a group and a story may be called the same and hold other features. */
const partOfGroup = (group: FeatureGroup) => group
const partOfStory = (id: string) => `story ${id}`

/** Positions in the ranker's row, by group and by story. */
const PARTS: Readonly<Record<string, readonly number[]>> = Object.fromEntries([
  ...GROUPS.map((group) => [partOfGroup(group), positions((feature) => feature.group === group)]),
  ...STORIES.map(({ id, features }) => [
    partOfStory(id),
    positions(({ name }) => features.includes(name)),
  ]),
])

function positions(belongs: (feature: (typeof RANKED_FEATURES)[number]) => boolean): number[] {
  return RANKED_FEATURES.flatMap((feature, at) => (belongs(feature) ? [at] : []))
}

/** Summed contributions of one row, by group and by story, in raw units of the model. */
export function sumByPart(contributions: Float64Array): Record<string, number> {
  const sums: Record<string, number> = {}
  for (const part in PARTS) {
    let sum = 0
    for (const position of PARTS[part] as readonly number[])
      sum += contributions[position] as number
    sums[part] = sum
  }
  return sums
}

/** The ranker's row of a pair and what each of its features contributed; the base value comes last. */
export interface Attribution {
  readonly row: Float64Array
  readonly contributions: Float64Array
}

/**
 * Says why a pair has its score: exact contributions, summed by group into the sub-scores and by
 * story into the factors. A sum is placed between the 1st and the 99th percentile that it reached
 * on the training data.
 */
export function explain(
  bundle: Bundle,
  pair: Pair,
  score: number,
  { row, contributions }: Attribution,
): Explanation {
  const sums = sumByPart(contributions)
  const place = (part: string) => {
    const [low, high] = bundle.manifest.contribution_ranges[part] ?? [0, 0]
    const share = high > low ? ((sums[part] as number) - low) / (high - low) : 0.5
    return round(100 * Math.min(1, Math.max(0, share)))
  }
  const unknown = GROUPS.filter((group) =>
    (PARTS[partOfGroup(group)] as readonly number[]).every((at) => Number.isNaN(row[at] as number)),
  )
  const subScore = (group: FeatureGroup) =>
    unknown.includes(group) ? UNKNOWN_SUB_SCORE : place(partOfGroup(group))
  const mismatches =
    score < MISMATCH_BELOW
      ? STORIES.flatMap(({ id, mismatch }) => ({
          sum: sums[partOfStory(id)] as number,
          text: mismatch?.(pair),
        }))
          .sort((a, b) => a.sum - b.sum)
          .flatMap(({ text }) => text ?? [])
      : undefined
  return {
    top_factors: topFactors(pair, sums, place),
    sub_scores: Object.fromEntries(
      GROUPS.map((group) => [SUB_SCORE_OF_GROUP[group], subScore(group)]),
    ) as Record<SubScoreName, number> satisfies SubScores,
    ...(mismatches && { mismatches }),
    ...(unknown.length > 0 && { unknown: unknown.map((group) => SUB_SCORE_OF_GROUP[group]) }),
  }
}

/** Sentences are only made until enough are told: there are far more than that. */
function topFactors(
  pair: Pair,
  sums: Record<string, number>,
  place: (part: string) => number,
): Factor[] {
  const weightiest = STORIES.toSorted(
    (a, b) =>
      Math.abs(sums[partOfStory(b.id)] as number) - Math.abs(sums[partOfStory(a.id)] as number),
  )
  const factors: Factor[] = []
  for (const { id, label, describe } of weightiest) {
    const description = describe(pair)
    if (description) factors.push({ factor: label, score: place(partOfStory(id)), description })
    if (factors.length === TOP_FACTORS) break
  }
  return factors
}

/** Every feature of a pair with its value and contribution, in raw units of the model. */
export function detailOf(pair: Pair, raw: number, { contributions }: Attribution): MatchDetail {
  const values = extractAll(pair)
  return {
    raw_score: raw,
    base_value: contributions.at(-1) as number,
    contributions: FEATURES.map(({ name, group }, at) => {
      const value = values[at] as number
      const position = RANKED_FEATURES.findIndex((feature) => feature.name === name)
      return {
        feature: name,
        group,
        value: Number.isNaN(value) ? null : value,
        contribution: position < 0 ? 0 : (contributions[position] as number),
      }
    }),
  }
}

const round = (value: number) => Math.round(value * 100) / 100
