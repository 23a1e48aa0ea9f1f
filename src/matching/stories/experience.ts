import { EXPERIENCE_LEVELS } from '../../../supabase/functions/_shared/payload.ts'
import type { Pair } from '../../features/pair.ts'
import type { Story } from './story.ts'
import { counted, listed } from './wording.ts'

const levelName = (level: number) => EXPERIENCE_LEVELS[level]

function levels({ talent, job }: Pair): string | undefined {
  const has = levelName(talent.level)
  const asks = levelName(job.level)
  if (!has || !asks) return undefined
  return has === asks ? `both at ${has} level` : `profile at ${has} level, job at ${asks} level`
}

function years({ talent, job }: Pair): string | undefined {
  if (Number.isNaN(talent.years)) return undefined
  const has = `${counted(talent.years, 'year')} of experience`
  return Number.isNaN(job.yearsAsked) ? has : `${has}, ${job.yearsAsked} asked for`
}

function experience(pair: Pair): string | undefined {
  const facts = [years(pair), levels(pair)].filter((fact) => fact !== undefined)
  return facts.length > 0 ? facts.join('; ') : undefined
}

function languages({ talent, job }: Pair): { spoken: string[]; missing: string[] } | undefined {
  if (job.languages.size === 0 || talent.languages.size === 0) return undefined
  const all = [...job.languages].sort()
  return {
    spoken: all.filter((each) => talent.languages.has(each)),
    missing: all.filter((each) => !talent.languages.has(each)),
  }
}

export const experienceStories: readonly Story[] = [
  {
    id: 'experience',
    label: 'Experience',
    features: [
      'years_experience_ratio',
      'overqualified_penalty',
      'underqualified_penalty',
      'required_years_gap',
    ],
    describe: experience,
    mismatch: (pair) => {
      const { talent, job } = pair
      if (talent.years < job.yearsAsked || talent.level < job.level)
        return `Below the asked experience: ${experience(pair)}`
      if (talent.level > job.level + 1) return `Above the asked experience: ${experience(pair)}`
      return undefined
    },
  },
  {
    id: 'languages',
    label: 'Languages',
    features: ['language_match'],
    describe: (pair) => {
      const found = languages(pair)
      if (!found) return undefined
      return found.missing.length === 0
        ? `Speaks what the job demands: ${listed(found.spoken)}`
        : `The job demands ${listed(found.missing)}, which the profile does not name`
    },
    mismatch: (pair) => {
      const missing = languages(pair)?.missing ?? []
      return missing.length > 0
        ? `The job demands ${listed(missing)}, which the profile does not name`
        : undefined
    },
  },
]
