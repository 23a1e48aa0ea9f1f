import type { Talent } from '../../supabase/functions/_shared/payload.ts'
import { annualOf, HOURS_A_YEAR, hourlyOf } from './annual-pay.ts'
import type { FeatureContext } from './context.ts'
import { mentionsPhrase } from './normalise/skills/skill-mentions.ts'
import type { PayRange, PreparedTalent, TalentProfile, TalentVectors } from './prepared.ts'
import { assembleSkills } from './prepared-skills.ts'
import {
  type ConditionsReading,
  type ProfileReading,
  readConditions,
  readProfile,
  type TalentReading,
} from './reading/talent-reading.ts'
import { queryTerms } from './terms.ts'
import { talentTexts, type VectorLookup } from './texts.ts'

/**
 * Reads everything about a talent that features need, once, so that a pair costs arithmetic only.
 *
 * @param profile what was read of the same title, bio and skills before, in the same context
 */
export function prepareTalent(
  talent: Talent,
  context: FeatureContext,
  vectors: VectorLookup,
  profile?: TalentProfile,
): PreparedTalent {
  return underConditions(
    talent,
    profile ??
      assembleProfile(readProfile(talent), context, vectors, talentVectors(talent, vectors)),
    readConditions(talent),
    context,
  )
}

/** A reading in the light of a bundle: what hangs on its tables and rates. */
export const assembleTalent = (
  given: Talent,
  reading: TalentReading,
  context: FeatureContext,
  skillVectors: VectorLookup,
  vectors: TalentVectors,
): PreparedTalent =>
  underConditions(given, assembleProfile(reading, context, skillVectors, vectors), reading, context)

export function talentVectors(talent: Talent, vectors: VectorLookup): TalentVectors {
  const texts = talentTexts(talent)
  return {
    title: vectors(texts.title),
    profile: vectors(texts.profile),
    bio: vectors(texts.bio),
  }
}

function assembleProfile(
  reading: ProfileReading,
  context: FeatureContext,
  skillVectors: VectorLookup,
  vectors: TalentVectors,
): TalentProfile {
  const { spoken, joined } = reading
  return {
    title: reading.title,
    skills: assembleSkills(reading.skills, context, skillVectors),
    spoken,
    mentions: ({ id, phrase }) => spoken.has(id) || mentionsPhrase({ joined }, phrase),
    employmentTypes: reading.employmentTypes,
    industries: reading.industries,
    terms: queryTerms(reading.words, context.termIdf),
    vectors,
  }
}

function underConditions(
  given: Talent,
  profile: TalentProfile,
  reading: ConditionsReading,
  { rates }: FeatureContext,
): PreparedTalent {
  const hourly = hourlyOf(reading.hourly, rates)
  return {
    given,
    title: profile.title,
    skills: profile.skills,
    spoken: profile.spoken,
    mentions: profile.mentions,
    level: reading.level,
    years: reading.years,
    place: reading.place,
    timeZone: reading.timeZone,
    remote: reading.remote,
    relocates: reading.relocates,
    pay: annualOf(reading.pay, rates) ?? overAYear(hourly),
    hourly,
    benefits: reading.benefits,
    languages: reading.languages,
    authorization: reading.authorization,
    employmentTypes: profile.employmentTypes,
    industries: profile.industries,
    terms: profile.terms,
    vectors: profile.vectors,
    completeness: reading.completeness,
  }
}

const overAYear = (hourly: PayRange | undefined): PayRange | undefined =>
  hourly && { min: hourly.min * HOURS_A_YEAR, max: hourly.max * HOURS_A_YEAR }
