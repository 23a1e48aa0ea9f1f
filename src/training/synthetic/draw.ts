import {
  EXPERIENCE_LEVELS,
  type ExperienceLevel,
} from '../../../supabase/functions/_shared/payload.ts'
import { FIELDS, findOccupation } from './catalog.ts'
import type { Occupation } from './occupation.ts'
import { PLACES, type Place, UNITS_PER_USD } from './places.ts'
import type { Random } from './random.ts'

/** Which rows are drawn. */
export interface DrawOptions {
  /** Share of rows that look like public occupation data; default {@link OCCUPATION_SHAPED}. */
  readonly occupationShaped?: number
  /** Ids in `OCCUPATIONS` to draw from; default all, by their shares. */
  readonly occupations?: readonly string[]
  /** Places to draw from, each alike; default all. */
  readonly places?: readonly Place[]
}

/** Share of rows that look like public occupation data. */
export const OCCUPATION_SHAPED = 0.25

/** Hours of a working year, as pay by the hour is usually annualised. */
const HOURS_A_YEAR = 2080

const FIELD_SHARES = FIELDS.map((field) => [field, field.share] as const)

const LEVEL_SHARES: readonly (readonly [ExperienceLevel, number])[] = [
  ['entry', 10],
  ['junior', 18],
  ['mid', 34],
  ['senior', 25],
  ['lead', 9],
  ['executive', 4],
]

/** For each level: first and last usual year of experience, pay over that of the mid level. */
const LEVEL_PROFILE: Readonly<Record<ExperienceLevel, readonly [number, number, number]>> = {
  entry: [0, 1, 0.66],
  junior: [1, 3, 0.8],
  mid: [3, 6, 1],
  senior: [6, 12, 1.28],
  lead: [9, 18, 1.5],
  executive: [14, 28, 1.95],
}

/** Words that say a level in a title. */
const LEVEL_WORDS: Readonly<Record<ExperienceLevel, readonly string[]>> = {
  entry: ['Trainee', 'Entry-Level', 'Graduate', 'Junior'],
  junior: ['Junior', 'Jr.', 'Associate', 'Assistant'],
  mid: ['Experienced', 'Mid-Level', 'Intermediate'],
  senior: ['Senior', 'Sr.', 'Senior', 'Experienced'],
  lead: ['Lead', 'Senior Lead', 'Principal', 'Team Lead,'],
  executive: ['Head', 'Chief', 'Principal', 'Executive'],
}

const LEADING_WORK = /manager|architect|director|executive|chef|judge|surgeon|principal|professor/

export function drawOccupation(random: Random, among?: readonly string[]): Occupation {
  return among
    ? findOccupation(random.pick(among))
    : random.pick(random.weighted(FIELD_SHARES).occupations)
}

export const drawPlace = (random: Random, among: readonly Place[] = PLACES): Place =>
  random.pick(among)

/** Nobody starts out in work that leads others. */
export function drawLevel(occupation: Occupation, random: Random): ExperienceLevel {
  const level = random.weighted(LEVEL_SHARES)
  if (level !== 'entry' && level !== 'junior') return level
  return LEADING_WORK.test(occupation.id) ? random.pick(['mid', 'senior']) : level
}

export function drawYears(level: ExperienceLevel, random: Random): number {
  const [from, to] = LEVEL_PROFILE[level]
  return random.int(from, to)
}

/** The level one step up or down. */
export function nextLevel(level: ExperienceLevel, random: Random): ExperienceLevel {
  const index = EXPERIENCE_LEVELS.indexOf(level) + (random.chance(0.5) ? 1 : -1)
  return EXPERIENCE_LEVELS[Math.min(Math.max(index, 0), EXPERIENCE_LEVELS.length - 1)] ?? level
}

/** Puts a word for the level before a title that has none. */
export function titleWithLevel(title: string, level: ExperienceLevel, random: Random): string {
  if (/\b(?:Head|Chief|CTO|VP|Director|Senior|Lead|Manager|Assistant|Freelance)\b/.test(title)) {
    return title
  }
  return `${random.pick(LEVEL_WORDS[level])} ${title}`
}

/** Range of annual pay in USD that is usual for this work, level and place. */
export function drawPay(
  occupation: Occupation,
  level: ExperienceLevel,
  place: Place,
  random: Random,
): { payMin: number; payMax: number } {
  const usual = occupation.pay * LEVEL_PROFILE[level][2] * place.payFactor
  const middle = usual * Math.max(1 + 0.14 * random.bell(), 0.55)
  return {
    payMin: Math.round(middle * random.between(0.84, 0.98)),
    payMax: Math.round(middle * random.between(1.02, 1.22)),
  }
}

/** USD a year in another currency, rounded as people round pay. */
export function inCurrency(usd: number, currency: string): number {
  const amount = usd * (UNITS_PER_USD[currency] ?? 1)
  const step = amount > 1_000_000 ? 50_000 : amount > 200_000 ? 5000 : amount > 30_000 ? 1000 : 500
  return Math.max(Math.round(amount / step), 1) * step
}

/** USD a year as whole USD an hour. */
export function perHour(usd: number): number {
  return Math.max(Math.round(usd / HOURS_A_YEAR), 1)
}

/** A place as people write it. */
export function writePlace(place: Place, random: Random): string {
  const { city, country, state } = place
  if (state !== undefined && random.chance(0.75)) {
    return random.weighted([
      [`${city}, ${state}`, 8],
      [`${city}, ${state}, ${country === 'United States' ? 'USA' : country}`, 2],
      [`${city.toLowerCase()}, ${state.toLowerCase()}`, 0.5],
    ])
  }
  return random.weighted([
    [`${city}, ${country}`, 7],
    [city, 2],
    [country, 0.6],
    [`${city} area`, 0.4],
  ])
}
