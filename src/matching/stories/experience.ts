import { EXPERIENCE_LEVELS } from '../../../supabase/functions/_shared/payload.ts'
import type { Pair } from '../../features/pair.ts'
import type { Story } from './story.ts'
import { counted, listed, number, sentence } from './wording.ts'

const levelName = (level: number) => EXPERIENCE_LEVELS[level]

function levels({ talent, job }: Pair): string | undefined {
  const has = levelName(talent.level)
  const asks = levelName(job.level)
  if (!has || !asks) return undefined
  return has === asks ? `both at ${has} level` : `profile at ${has} level, job at ${asks} level`
}

function years({ talent, job }: Pair): string | undefined {
  const { years } = talent
  const asked = job.yearsAsked
  if (Number.isNaN(years)) {
    return asked > 0
      ? `${counted(asked, 'year')} of experience asked for; the profile gives none`
      : undefined
  }
  const has = `${counted(years, 'year')} of experience`
  return Number.isNaN(asked) ? has : `${has}, ${number(asked)} asked for`
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

const missingLanguages = (missing: readonly string[]) =>
  `The job demands ${listed(missing)}, which the profile does not name`

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
    describe: (pair) => {
      const facts = experience(pair)
      return facts && sentence(facts)
    },
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
        ? `The profile names what the job demands: ${listed(found.spoken)}`
        : missingLanguages(found.missing)
    },
    mismatch: (pair) => {
      const missing = languages(pair)?.missing ?? []
      return missing.length > 0 ? missingLanguages(missing) : undefined
    },
  },
]
