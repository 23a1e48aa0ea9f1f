import { EXPERIENCE_LEVELS, type Talent } from '../../supabase/functions/_shared/payload.ts'
import type { FeatureContext } from './context.ts'
import { authorizationHeld } from './normalise/authorization.ts'
import { canonicalBenefits } from './normalise/benefits.ts'
import { employmentTypesInText } from './normalise/employment-types.ts'
import { industriesInText } from './normalise/industries.ts'
import { canonicalLanguage } from './normalise/languages.ts'
import { annualPay, plausiblePeriod } from './normalise/pay.ts'
import { type Place, resolvePlace } from './normalise/places.ts'
import { findSkillsInText, mentionsPhrase, tokeniseText } from './normalise/skill-mentions.ts'
import { resolveTimeZone } from './normalise/time-zones.ts'
import { titleRoles } from './normalise/title-similarity.ts'
import { normaliseTitle } from './normalise/titles.ts'
import { remoteOnlyFromText } from './normalise/work-mode.ts'
import { yearsAsked } from './normalise/years.ts'
import { prepareSkills } from './prepare-skills.ts'
import type { PayRange, PreparedTalent, TalentProfile } from './prepared.ts'
import { queryTerms } from './terms.ts'
import { talentTexts, type VectorLookup } from './texts.ts'

const HOURS_A_YEAR = 2080
/** From this level on, no years of work is the platform's default and not a statement. */
const LEVEL_WITH_YEARS = 2

/**
 * Reads everything about a talent that features need, once, so that a pair costs arithmetic only.
 * A bare default of the platform (level mid, 0 years, time zone UTC, remote) is read as unknown
 * where the text says otherwise or the value cannot be meant.
 *
 * @param profile what was read of the same title, bio and skills before, in the same context
 */
export function prepareTalent(
  talent: Talent,
  context: FeatureContext,
  vectors: VectorLookup,
  profile: TalentProfile = readProfile(talent, context, vectors),
): PreparedTalent {
  const { title, skills, mentions, employmentTypes, industries, terms } = profile
  const bio = talent.bio ?? ''
  const level = levelOf(talent)
  const place = placeOf(talent)
  return {
    given: talent,
    title,
    skills,
    mentions,
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
    pay: payOf(talent, context),
    hourly: hourlyOf(talent, context),
    benefits: canonicalBenefits(talent.desired_benefits ?? []),
    languages: new Set(talent.languages?.map(canonicalLanguage)),
    authorization: talent.work_authorization
      ? authorizationHeld(talent.work_authorization)
      : undefined,
    employmentTypes,
    industries,
    terms,
    vectors: profile.vectors,
    completeness: completenessOf(talent),
  }
}

function readProfile(
  talent: Talent,
  context: FeatureContext,
  vectors: VectorLookup,
): TalentProfile {
  const texts = talentTexts(talent)
  const words = tokeniseText(`${talent.title}. ${texts.bio}`)
  const mentioned = findSkillsInText(words)
  return {
    title: titleRoles(talent.title),
    skills: prepareSkills(talent.skills, context, vectors),
    mentions: (skill) => mentioned.has(skill.id) || mentionsPhrase(words, skill.phrase),
    employmentTypes: employmentTypesInText(texts.profile),
    industries: industriesInText(texts.bio),
    terms: queryTerms(texts.profile, context.termIdf),
    vectors: {
      title: vectors(texts.title),
      profile: vectors(texts.profile),
      bio: vectors(texts.bio),
    },
  }
}

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

function placeOf(talent: Talent): Place | undefined {
  const place = talent.location ? resolvePlace(talent.location) : undefined
  const { latitude, longitude } = talent
  if (typeof latitude !== 'number' || typeof longitude !== 'number') return place
  return { ...(place ?? { kind: 'city', name: talent.location ?? '' }), latitude, longitude }
}

function zoneOf(talent: Talent, place: Place | undefined): string | undefined {
  const isDefault = !talent.timezone || talent.timezone === 'UTC'
  return isDefault ? place?.timeZone : (resolveTimeZone(talent.timezone ?? '') ?? place?.timeZone)
}

const currencyOf = (talent: Talent) => talent.salary_currency ?? 'USD'

function hourlyOf(talent: Talent, { rates }: FeatureContext): PayRange | undefined {
  const { hourly_rate_min: min, hourly_rate_max: max } = talent
  const annual = annualPay({ min, max, currency: currencyOf(talent), period: 'hour' }, rates)
  return annual && { min: annual.min / HOURS_A_YEAR, max: annual.max / HOURS_A_YEAR }
}

function payOf(talent: Talent, context: FeatureContext): PayRange | undefined {
  const stated = { min: talent.salary_min, max: talent.salary_max, currency: currencyOf(talent) }
  const annual = annualPay(
    { ...stated, period: plausiblePeriod(stated, context.rates) },
    context.rates,
  )
  if (annual) return annual
  const hourly = hourlyOf(talent, context)
  return hourly && { min: hourly.min * HOURS_A_YEAR, max: hourly.max * HOURS_A_YEAR }
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
