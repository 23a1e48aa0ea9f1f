import { EXPERIENCE_LEVELS } from '../../supabase/functions/_shared/payload.ts'
import type { Feature } from './feature.ts'
import { USUAL_YEARS } from './normalise/employment/years.ts'
import { rolesLikeness } from './normalise/titles/title-similarity.ts'
import type { Pair } from './pair.ts'

const RATIO_CAP = 2
/** Steps of level, or the years they take, after which being above or below counts in full. */
const FULL_LEVEL_GAP = 3
const FULL_YEARS_GAP = 10

const usualYears = (level: number) => {
  const name = EXPERIENCE_LEVELS[level]
  return name ? USUAL_YEARS[name][0] : Number.NaN
}

/** Years the job asks for: said in the text, else usual for its level; NaN = unknown. */
export const yearsAsked = ({ job }: Pair) =>
  Number.isNaN(job.yearsAsked) ? usualYears(job.level) : job.yearsAsked

/** Mean of the known values, NaN where none is known. */
const meanOfKnown = (a: number, b: number) =>
  Number.isNaN(a) ? b : Number.isNaN(b) ? a : (a + b) / 2

/** How far the talent is below the job, 0-1, by level and by years. */
function underqualified(pair: Pair): number {
  const asked = yearsAsked(pair)
  return meanOfKnown(
    clamp((pair.job.level - pair.talent.level) / FULL_LEVEL_GAP),
    asked === 0 ? Number.NaN : clamp((asked - pair.talent.years) / asked),
  )
}

/** How far the talent is above the job, 0-1, by level and by years beyond twice the asked ones. */
function overqualified(pair: Pair): number {
  const asked = yearsAsked(pair)
  return meanOfKnown(
    clamp((pair.talent.level - pair.job.level) / FULL_LEVEL_GAP),
    clamp((pair.talent.years - Math.max(2 * asked, asked + 3)) / FULL_YEARS_GAP),
  )
}

/** Into 0-1; NaN stays NaN. */
const clamp = (value: number) => Math.min(1, Math.max(0, value))

export const experienceFeatures: readonly Feature[] = [
  {
    name: 'experience_level_match',
    group: 'experience',
    description: '1 where both levels are the same, else 0',
    missing: 'a level is unknown',
    compute: ({ talent, job }) =>
      Number.isNaN(talent.level + job.level) ? Number.NaN : talent.level === job.level ? 1 : 0,
  },
  {
    name: 'years_experience_ratio',
    group: 'experience',
    description: 'Years of work over years asked (said in the text, else usual for the level); 0-2',
    missing: 'years of the talent, or both years and level of the job, are unknown',
    ranked: 1,
    compute: (pair) => {
      const asked = yearsAsked(pair)
      // A job that asks for none is met by anyone.
      return Number.isNaN(pair.talent.years + asked)
        ? Number.NaN
        : Math.min(RATIO_CAP, (pair.talent.years + 1) / (asked + 1))
    },
  },
  {
    name: 'seniority_distance',
    group: 'experience',
    description: "The talent's level minus the job's, −5 … 5, from field, title and text",
    missing: 'a level is unknown',
    compute: ({ talent, job }) => talent.level - job.level,
  },
  {
    name: 'career_progression_score',
    group: 'experience',
    description: 'Level reached for the years spent: usual years of the level over own years; 0-2',
    missing: 'level or years of the talent are unknown',
    compute: ({ talent }) =>
      Math.min(RATIO_CAP, (usualYears(talent.level) + 1) / (talent.years + 1)),
  },
  {
    name: 'title_similarity',
    group: 'experience',
    description: 'Likeness of the titles by words, seniority words aside; 0-1',
    missing: 'never',
    ranked: 1,
    compute: ({ talent, job }) => rolesLikeness(talent.title, job.title),
  },
  {
    name: 'overqualified_penalty',
    group: 'experience',
    description: 'How far above the job the talent is, by level and by years; 0-1',
    missing: 'neither level nor years can be compared',
    ranked: -1,
    compute: overqualified,
  },
  {
    name: 'underqualified_penalty',
    group: 'experience',
    description: 'How far below the job the talent is, by level and by years; 0-1',
    missing: 'neither level nor years can be compared',
    ranked: -1,
    compute: underqualified,
  },
  {
    name: 'experience_variance',
    group: 'experience',
    description: 'Variance of the years over the shared skills',
    missing: 'fewer than two shared skills have years',
    compute: ({ talent, skills }) => {
      const years: number[] = []
      for (let j = 0; j < skills.count; j++) {
        const held = talent.skills.list[skills.held[j] as number]
        if (held && !Number.isNaN(held.years)) years.push(held.years)
      }
      if (years.length < 2) return Number.NaN
      const mean = years.reduce((sum, each) => sum + each, 0) / years.length
      return years.reduce((sum, each) => sum + (each - mean) ** 2, 0) / years.length
    },
  },
  {
    name: 'required_years_gap',
    group: 'experience',
    description: "Years by which the talent falls short of what the job's text asks; 0 where met",
    missing: 'the text asks for no years, or the years of the talent are unknown',
    ranked: -1,
    compute: ({ talent, job }) => Math.max(0, job.yearsAsked - talent.years),
  },
  {
    name: 'language_match',
    group: 'experience',
    description: 'Share of the languages the job demands that the talent speaks; 0-1',
    missing: 'the job demands none, or the talent names none',
    ranked: 1,
    compute: ({ talent, job }) => {
      if (job.languages.size === 0 || talent.languages.size === 0) return Number.NaN
      let spoken = 0
      for (const each of job.languages) if (talent.languages.has(each)) spoken++
      return spoken / job.languages.size
    },
  },
]
