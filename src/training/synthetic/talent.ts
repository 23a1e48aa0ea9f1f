import type { Talent } from '../../../supabase/functions/_shared/payload.ts'
import { findOccupation } from './catalog.ts'
import {
  type DrawOptions,
  drawLevel,
  drawOccupation,
  drawPay,
  drawPlace,
  drawYears,
  inCurrency,
  nextLevel,
  OCCUPATION_SHAPED,
  perHour,
  titleWithLevel,
  writePlace,
} from './draw.ts'
import { drawTalentSkills } from './draw-skills.ts'
import { writeOccupationTalent } from './occupation-shape.ts'
import { Random } from './random.ts'
import { spellSkill } from './skill-spelling.ts'
import { writeBio } from './talent-bio.ts'
import type { SyntheticTalent, TalentTruth } from './truth.ts'

/** Skills that the platform's form takes. */
const FORM_SKILLS = 15

/** The talent at this place of the world of this seed; does not depend on the world's size. */
export function createTalent(
  seed: number | string,
  index: number,
  options: DrawOptions = {},
): SyntheticTalent {
  const random = new Random(seed, 'talent', index)
  const id = random.uuid()
  const truth = drawTruth(options, random)
  const occupation = findOccupation(truth.occupation)
  const payload =
    truth.shape === 'occupation'
      ? writeOccupationTalent(id, occupation, random)
      : writePerson(id, truth, random)
  return { payload, truth }
}

function drawTruth(options: DrawOptions, random: Random): TalentTruth {
  const shape = random.chance(options.occupationShaped ?? OCCUPATION_SHAPED)
    ? 'occupation'
    : 'person'
  const occupation = drawOccupation(random, options.occupations)
  const level = drawLevel(occupation, random)
  const years = drawYears(level, random)
  const place = drawPlace(random, options.places)
  const spoken = place.language === 'English' ? [] : [place.language]
  const foreign = random.sample(['Spanish', 'French', 'German', 'Mandarin', 'Arabic'], 1)
  return {
    shape,
    occupation: occupation.id,
    level,
    years,
    skills: drawTalentSkills(occupation, level, years, random),
    workplace: random.weighted([
      ['remote_only', occupation.remote * 0.4],
      ['anywhere', 0.15 + occupation.remote],
      ['on_site', 0.75 - occupation.remote * 0.7],
    ]),
    place,
    relocates: random.chance(0.25),
    ...drawPay(occupation, level, place, random),
    languages: [...new Set(['English', ...spoken, ...(random.chance(0.2) ? foreign : [])])],
    authorized: random.chance(0.88),
  }
}

function writePerson(id: string, truth: TalentTruth, random: Random): Talent {
  const occupation = findOccupation(truth.occupation)
  const title = random.pick(occupation.talentTitles)
  const { place } = truth
  return {
    id,
    title: writeTitle(title, truth, random),
    bio: random.weighted([
      [writeBio({ occupation, truth, title }, random), 82],
      [null, 12],
      ['', 6],
    ]),
    skills: writeSkills(truth, random),
    experience_level: random.weighted([
      [truth.level, 66],
      ['mid', 24],
      [nextLevel(truth.level, random), 5],
      [null, 5],
    ]),
    years_of_experience: random.weighted([
      [truth.years, 76],
      [0, 14],
      [random.int(0, 30), 5],
      [null, 5],
    ]),
    location: random.weighted([
      [writePlace(place, random), 72],
      ['Remote', 6],
      [`${place.city} or Remote`, 3],
      ['', 5],
      [null, 10],
      [random.pick(['Earth', 'Anywhere', 'Europe', 'open to travel', 'USA', 'N/A']), 4],
    ]),
    remote_preference: random.weighted([
      [true, truth.workplace === 'on_site' ? 60 : 93],
      [false, truth.workplace === 'on_site' ? 36 : 4],
      [null, 4],
    ]),
    ...writePay(truth, random),
    timezone: random.weighted([
      [place.timezone, 50],
      [place.abbreviation, 22],
      ['UTC', 16],
      [null, 12],
    ]),
    ...(random.chance(0.08) ? { latitude: place.latitude, longitude: place.longitude } : {}),
    ...(random.chance(0.2) ? { willing_to_relocate: truth.relocates } : {}),
    languages: random.weighted([
      [truth.languages, 55],
      [['English'], 35],
      [[], 4],
      [null, 6],
    ]),
    work_authorization: writeAuthorization(truth, random),
    ...(random.chance(0.1)
      ? { desired_benefits: random.sample(occupation.field.benefits, random.int(1, 4)) }
      : {}),
  }
}

function writeTitle(title: string, truth: TalentTruth, random: Random): string {
  const named =
    truth.level === 'mid' && random.chance(0.8)
      ? title
      : random.chance(0.5)
        ? titleWithLevel(title, truth.level, random)
        : title
  const tools = random.sample(findOccupation(truth.occupation).tools.slice(0, 5), 2)
  return random.weighted([
    [named, 84],
    [`${named} | ${tools.join(', ')}`, 6],
    [`${named} (${tools[0]})`, 3],
    [named.toLowerCase(), 4],
    [`Freelance ${title}`, 2],
    // What sign-up writes before the person does.
    ['New Talent', 1],
  ])
}

function writeSkills(truth: TalentTruth, random: Random): Talent['skills'] {
  if (random.chance(0.07)) return random.chance(0.5) ? [] : null
  const known = random
    .sample(truth.skills, truth.skills.length)
    // People list products and subjects, seldom whole phrases.
    .filter((skill) => skill.primary || !isPhrase(truth, skill.name) || random.chance(0.25))
    .slice(0, random.weighted([...SKILL_COUNTS]))
  const rated = random.chance(0.6)
  const dated = random.chance(0.5)
  const marked = random.chance(0.45)
  const categorised = random.chance(0.15)
  const { field } = findOccupation(truth.occupation)
  return known.map((skill) => ({
    name: spellSkill(skill.name, random),
    proficiency_level: rated ? skill.proficiency : 3,
    years_of_experience: dated ? skill.years : 0,
    is_primary: marked && skill.primary,
    ...(categorised ? { category: field.id } : {}),
  }))
}

const SKILL_COUNTS: readonly (readonly [number, number])[] = [
  [2, 4],
  [3, 8],
  [5, 20],
  [7, 24],
  [9, 20],
  [12, 14],
  [FORM_SKILLS, 10],
]

function isPhrase(truth: TalentTruth, name: string): boolean {
  const { tasks, field } = findOccupation(truth.occupation)
  return tasks.includes(name) || field.tasks.includes(name)
}

type Pay = Pick<
  Talent,
  'salary_min' | 'salary_max' | 'salary_currency' | 'hourly_rate_min' | 'hourly_rate_max'
>

function writePay(truth: TalentTruth, random: Random): Pay {
  const { payMin, payMax, place } = truth
  // The platform keeps no currency for talents and shows a dollar sign.
  const currency = random.chance(0.8) ? undefined : place.currency
  const min = inCurrency(payMin, currency ?? 'USD')
  const max = inCurrency(payMax, currency ?? 'USD')
  const named = currency === undefined ? {} : { salary_currency: currency }
  const hourly = { hourly_rate_min: perHour(payMin), hourly_rate_max: perHour(payMax) }
  return random.weighted<Pay>([
    [{ salary_min: min, salary_max: max, ...named }, 38],
    [{ salary_min: min, salary_max: null, ...named }, 7],
    [{ salary_min: max, salary_max: min, ...named }, 1],
    [{ salary_min: null, salary_max: null, ...hourly }, 18],
    [
      { salary_min: inCurrency(payMin, 'USD'), salary_max: inCurrency(payMax, 'USD'), ...hourly },
      6,
    ],
    [{ salary_min: null, salary_max: null }, 30],
  ])
}

function writeAuthorization(truth: TalentTruth, random: Random): string | null {
  if (random.chance(0.6)) return random.chance(0.5) ? null : ''
  const { country, currency } = truth.place
  if (!truth.authorized) {
    return random.pick(['Requires Sponsorship', 'H-1B Visa', 'Student Visa', 'Other'])
  }
  if (country === 'United States') {
    return random.pick(['US Citizen', 'Green Card Holder', 'Permanent Resident'])
  }
  return currency === 'EUR' ? 'EU Citizen' : random.pick(['Work Permit', 'Citizen', 'Other'])
}
