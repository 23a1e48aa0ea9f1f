import { EXPERIENCE_LEVELS, type Talent } from '../../../supabase/functions/_shared/payload.ts'
import { type AuthorizationHeld, authorizationHeld } from '../normalise/employment/authorization.ts'
import { employmentTypesInText } from '../normalise/employment/employment-types.ts'
import { industriesInText } from '../normalise/employment/industries.ts'
import { canonicalLanguage } from '../normalise/employment/languages.ts'
import { remoteOnlyFromText } from '../normalise/employment/work-mode.ts'
import { yearsAsked } from '../normalise/employment/years.ts'
import { canonicalBenefits } from '../normalise/pay/benefits.ts'
import type { Place } from '../normalise/places/places.ts'
import { resolveTimeZone } from '../normalise/places/time-zones.ts'
import { findSkillsInText, tokeniseText } from '../normalise/skills/skill-mentions.ts'
import { type TitleRoles, titleRoles } from '../normalise/titles/title-similarity.ts'
import { normaliseTitle } from '../normalise/titles/titles.ts'
import { talentTexts } from '../texts.ts'
import { type WordCounts, wordsByAlphabet } from '../words.ts'
import { type StatedPay, statedPay } from './pay-reading.ts'
import { readPlace } from './place-reading.ts'
import { readSkills, type SkillReading } from './skill-reading.ts'

/** What title, bio and skills of a talent say; it stays as it is when anything else changes. */
export interface ProfileReading {
  readonly title: TitleRoles
  readonly skills: readonly SkillReading[]
  /** Ids of the known skills that title or bio speaks of. */
  readonly spoken: ReadonlySet<string>
  /** Title and bio as `mentionsPhrase` searches them. */
  readonly joined: string
  readonly employmentTypes: ReadonlySet<string>
  readonly industries: ReadonlySet<string>
  /** Of title and bio. */
  readonly words: WordCounts
}

/** What the other fields of a talent say. */
export interface ConditionsReading {
  /** 0 entry … 5 executive, NaN = unknown. */
  readonly level: number
  /** Years of work, NaN = unknown. */
  readonly years: number
  readonly place: Place | undefined
  readonly timeZone: string | undefined
  /** `only`: the text says remote only. `office`: remote was declined. Absent: nothing said (the platform's default is true). */
  readonly remote: 'only' | 'office' | undefined
  readonly relocates: boolean | undefined
  readonly pay: StatedPay
  readonly hourly: StatedPay
  readonly benefits: ReadonlySet<string>
  readonly languages: ReadonlySet<string>
  readonly authorization: AuthorizationHeld | undefined
  /** Share of the fields filled in, 0-1. */
  readonly completeness: number
}

/** What a talent says of itself: true of it whatever model reads it, and on whatever day. */
export interface TalentReading extends ProfileReading, ConditionsReading {}

/**
 * A bare default of the platform (level mid, 0 years, time zone UTC, remote) is read as unknown
 * where the text says otherwise or the value cannot be meant.
 */
export const readTalent = (talent: Talent): TalentReading => ({
  ...readProfile(talent),
  ...readConditions(talent),
})

export function readProfile(talent: Talent): ProfileReading {
  const texts = talentTexts(talent)
  const tokens = tokeniseText(`${talent.title}. ${texts.bio}`)
  return {
    title: titleRoles(talent.title),
    skills: readSkills(talent.skills),
    spoken: findSkillsInText(tokens),
    joined: tokens.joined,
    employmentTypes: employmentTypesInText(texts.profile),
    industries: industriesInText(texts.bio),
    words: wordsByAlphabet(texts.profile),
  }
}

export function readConditions(talent: Talent): ConditionsReading {
  const bio = talent.bio ?? ''
  const level = levelOf(talent)
  const place = readPlace(talent)
  const { salary_currency: currency } = talent
  return {
    level,
    years: yearsOf(talent, level, bio),
    place,
    timeZone: zoneOf(talent, place),
    remote: remoteOnlyFromText(talent.title, talent.location ?? '', bio)
      ? 'only'
      : talent.remote_preference === false
        ? 'office'
        : undefined,
    relocates: talent.willing_to_relocate ?? undefined,
    pay: statedPay(talent.salary_min, talent.salary_max, currency),
    hourly: statedPay(talent.hourly_rate_min, talent.hourly_rate_max, currency),
    benefits: canonicalBenefits(talent.desired_benefits ?? []),
    languages: new Set(talent.languages?.map(canonicalLanguage)),
    authorization: talent.work_authorization
      ? authorizationHeld(talent.work_authorization)
      : undefined,
    completeness: completenessOf(talent),
  }
}

/** From this level on, no years of work is the platform's default and not a statement. */
const LEVEL_WITH_YEARS = 2

/** The level in the title beats the field where the field is the default. */
function levelOf(talent: Talent): number {
  const stated = normaliseTitle(talent.title).seniority
  const field = talent.experience_level
  const level = stated && (!field || field === 'mid') ? stated : field
  return level ? EXPERIENCE_LEVELS.indexOf(level) : Number.NaN
}

function yearsOf(talent: Talent, level: number, bio: string): number {
  const years = talent.years_of_experience
  if (years) return years
  const said = yearsAsked(bio)?.min
  if (said !== undefined) return said
  return years === 0 && level < LEVEL_WITH_YEARS ? 0 : Number.NaN
}

function zoneOf(talent: Talent, place: Place | undefined): string | undefined {
  const isDefault = !talent.timezone || talent.timezone === 'UTC'
  return isDefault ? place?.timeZone : (resolveTimeZone(talent.timezone ?? '') ?? place?.timeZone)
}

function completenessOf(talent: Talent): number {
  const filled = [
    talent.bio,
    talent.skills?.length,
    talent.experience_level,
    talent.years_of_experience,
    talent.location,
    talent.salary_min || talent.salary_max || talent.hourly_rate_min || talent.hourly_rate_max,
    talent.work_authorization,
    talent.timezone && talent.timezone !== 'UTC',
  ]
  return filled.filter(Boolean).length / filled.length
}
