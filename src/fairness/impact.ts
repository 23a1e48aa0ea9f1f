import type { Demographics } from '../files/demographics.ts'
import type { Score } from '../files/scores.ts'

/** Categories below this share of the data may be left out of the impact ratios: 6 RCNY § 5-301(d). */
const SMALL_SHARE = 0.02

export const SPLITS = ['sex', 'race_ethnicity', 'sex_and_race_ethnicity'] as const
export type Split = (typeof SPLITS)[number]

/** One category, or those whose category is unknown. */
export interface CategoryImpact {
  readonly category: string
  /** Different talents. */
  readonly talents: number
  /** Scores: a talent has one for each job. */
  readonly scores: number
  /** Of them, above the median, or selected. */
  readonly above: number
  /** `above / scores`. */
  readonly rate: number
  /** Of the scores with a known category. */
  readonly share: number
  /** `rate` by the highest rate; null where it is left out, or where every rate is 0. */
  readonly impactRatio: number | null
  /** Below 2 % of the data: neither has a ratio nor gives the highest rate. */
  readonly isSmall: boolean
}

export interface SplitImpact {
  readonly split: Split
  /** In the order of their names. */
  readonly categories: readonly CategoryImpact[]
  /** Not in `categories`. */
  readonly unknown: { readonly talents: number; readonly scores: number }
}

export interface ImpactAudit {
  /** `scoring`: a score above the median; `selection`: a score of at least `threshold`. */
  readonly rate: 'scoring' | 'selection'
  /** The median of all scores, or what was given. */
  readonly threshold: number
  readonly talents: number
  readonly scores: number
  readonly splits: readonly SplitImpact[]
}

/**
 * Rates and impact ratios as New York City's rules for Local Law 144 define them: 6 RCNY § 5-300 (a scoring
 * rate is the share of a category with a score above the sample's median; an impact ratio is a category's
 * rate by the highest) and § 5-301 (by sex, by race/ethnicity, and by both; how many are unknown; small
 * categories). The median is that of the full sample, so of unknown people too: § 5-301(c)(1).
 *
 * @param scores at least one
 * @param selectedFrom gives selection rates: a score from here on, 0-100, is a selection
 */
export function auditImpact(
  scores: readonly Score[],
  people: ReadonlyMap<string, Demographics>,
  selectedFrom?: number,
): ImpactAudit {
  if (scores.length === 0) throw new RangeError('there are no scores to audit')
  const threshold = selectedFrom ?? medianOf(scores.map(({ score }) => score))
  const isAbove = ({ score }: Score) =>
    selectedFrom === undefined ? score > threshold : score >= threshold
  return {
    rate: selectedFrom === undefined ? 'scoring' : 'selection',
    threshold,
    talents: talentsOf(scores),
    scores: scores.length,
    splits: SPLITS.map((split) => {
      const groups = new Map<string, Score[]>()
      const unknown: Score[] = []
      for (const score of scores) {
        const category = categoryOf(split, people.get(score.talentId))
        const group = category === null ? unknown : (groups.get(category) ?? [])
        group.push(score)
        if (category !== null) groups.set(category, group)
      }
      return {
        split,
        categories: compare(groups, isAbove),
        unknown: { talents: talentsOf(unknown), scores: unknown.length },
      }
    }),
  }
}

function categoryOf(split: Split, person: Demographics | undefined): string | null {
  const { sex = null, raceEthnicity = null } = person ?? {}
  if (split === 'sex') return sex
  if (split === 'race_ethnicity') return raceEthnicity
  return sex === null || raceEthnicity === null ? null : `${sex}, ${raceEthnicity}`
}

function compare(
  groups: ReadonlyMap<string, readonly Score[]>,
  isAbove: (score: Score) => boolean,
): readonly CategoryImpact[] {
  const known = [...groups.values()].reduce((sum, { length }) => sum + length, 0)
  const rated = [...groups].map(([category, scores]) => {
    const above = scores.filter(isAbove).length
    const share = scores.length / known
    return {
      category,
      talents: talentsOf(scores),
      scores: scores.length,
      above,
      rate: above / scores.length,
      share,
      isSmall: share < SMALL_SHARE,
    }
  })
  const highest = Math.max(0, ...rated.filter(({ isSmall }) => !isSmall).map(({ rate }) => rate))
  return rated
    .map((each) => ({
      ...each,
      impactRatio: each.isSmall || highest === 0 ? null : each.rate / highest,
    }))
    .sort((a, b) => a.category.localeCompare(b.category, 'en'))
}

const talentsOf = (scores: readonly Score[]) => new Set(scores.map(({ talentId }) => talentId)).size

function medianOf(values: readonly number[]): number {
  const sorted = Float64Array.from(values).sort()
  const middle = sorted.length >> 1
  const upper = sorted[middle] as number
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] as number) + upper) / 2
}
