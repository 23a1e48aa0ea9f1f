import type { ExperienceLevel, Job } from '../../../supabase/functions/_shared/payload.ts'
import { findOccupation } from './catalog.ts'
import {
  type DrawOptions,
  drawLevel,
  drawOccupation,
  drawPay,
  drawPlace,
  drawYears,
  inCurrency,
  OCCUPATION_SHAPED,
  titleWithLevel,
  writePlace,
} from './draw.ts'
import { drawJobSkills } from './draw-skills.ts'
import { writeDescription } from './job-description.ts'
import { writeOccupationJob } from './occupation-shape.ts'
import { Random } from './random.ts'
import { spellSkill } from './skill-spelling.ts'
import type { EmploymentType, JobTruth, SyntheticJob } from './truth.ts'

const DAY_MS = 86_400_000

/** The job at this place of the world of this seed; does not depend on the world's size. */
export function createJob(
  seed: number | string,
  index: number,
  asOf: Date,
  options: DrawOptions = {},
): SyntheticJob {
  const random = new Random(seed, 'job', index)
  const id = random.uuid()
  const truth = drawTruth(options, random)
  const payload =
    truth.shape === 'occupation'
      ? writeOccupationJob(id, findOccupation(truth.occupation), random)
      : writePosting(id, truth, asOf, random)
  return { payload, truth }
}

function drawTruth(options: DrawOptions, random: Random): JobTruth {
  const shape = random.chance(options.occupationShaped ?? OCCUPATION_SHAPED)
    ? 'occupation'
    : 'person'
  const occupation = drawOccupation(random, options.occupations)
  const level = drawLevel(occupation, random)
  const place = drawPlace(random, options.places)
  return {
    shape,
    occupation: occupation.id,
    level,
    // Postings ask for less than the people who get the job have.
    yearsAsked: Math.min(Math.floor(drawYears(level, random) * random.between(0.6, 1)), 15),
    skills: drawJobSkills(occupation, level, random),
    workplace: random.weighted([
      ['remote', occupation.remote * 0.7],
      ['hybrid', occupation.remote * 0.5],
      ['on_site', 1 - occupation.remote],
    ]),
    place,
    ...drawPay(occupation, level, place, random),
    employmentType: drawEmployment(level, random),
    language: random.chance(0.4) ? place.language : 'English',
    sponsors: random.chance(0.25),
  }
}

function drawEmployment(level: ExperienceLevel, random: Random): EmploymentType {
  return random.weighted([
    ['full_time', 76],
    ['part_time', 8],
    ['contract', 9],
    ['freelance', 4],
    ['internship', level === 'entry' ? 30 : 0],
  ])
}

function writePosting(id: string, truth: JobTruth, asOf: Date, random: Random): Job {
  const occupation = findOccupation(truth.occupation)
  const title = random.pick(occupation.jobTitles)
  const currency = random.chance(0.72) ? 'USD' : truth.place.currency
  const offered = occupation.field.benefits.filter(
    (benefit) => truth.workplace !== 'on_site' || !/remote|hybrid|home office/i.test(benefit),
  )
  const benefits = random.sample(offered, random.int(2, 5))
  const posted = asOf.getTime() - random.int(0, 60 * 24) * 3_600_000
  const deadline = posted + random.int(14, 90) * DAY_MS
  // The platform's form has no field for these: what it stores is a bare default.
  const fromForm = random.chance(0.6)
  return {
    id,
    title: writeTitle(title, truth, random),
    description: writeDescription({ occupation, truth, title, currency, benefits }, random),
    skills: writeSkills(truth, random),
    experience_level: fromForm ? 'mid' : random.chance(0.9) ? truth.level : null,
    location: writeLocation(truth, random),
    remote_allowed: fromForm ? false : random.chance(0.9) ? truth.workplace !== 'on_site' : null,
    ...writePay(truth, currency, random),
    salary_currency: currency,
    employment_type: random.chance(0.85) ? truth.employmentType : 'full_time',
    posted_at: new Date(posted).toISOString(),
    application_deadline: random.chance(0.35) ? new Date(deadline).toISOString() : null,
    status: 'active',
    company_industry: random.chance(0.6) ? random.pick(occupation.field.industries) : null,
    company_culture: random.chance(0.3)
      ? random.sample(CULTURES, random.int(1, 3)).join(' ')
      : null,
    benefits: random.chance(0.4) ? benefits : null,
    ...(!fromForm && random.chance(0.3) ? { hybrid: truth.workplace === 'hybrid' } : {}),
    ...(random.chance(0.1)
      ? { latitude: truth.place.latitude, longitude: truth.place.longitude }
      : {}),
    ...(random.chance(0.2) ? { timezone: truth.place.timezone } : {}),
  }
}

function writeTitle(title: string, truth: JobTruth, random: Random): string {
  const saysLevel = truth.level === 'mid' ? 0.12 : 0.68
  const named = random.chance(saysLevel) ? titleWithLevel(title, truth.level, random) : title
  const { city, country } = truth.place
  return random.weighted([
    [named, 78],
    [truth.workplace === 'remote' ? `${named} (Remote)` : named, 8],
    [`${named} - ${city}`, 5],
    [country === 'Germany' ? `${named} (m/f/d)` : named, 4],
    [truth.employmentType === 'internship' ? `${title} Intern` : named, 4],
    [named.toUpperCase(), 1],
  ])
}

function writeLocation(truth: JobTruth, random: Random): string | null {
  const place = writePlace(truth.place, random)
  const { city, country, state } = truth.place
  if (truth.workplace === 'remote') {
    return random.weighted([
      ['Remote', 35],
      [`Remote - ${country}`, 12],
      [`${city}${state === undefined ? '' : `, ${state}`} or Remote`, 18],
      [place, 25],
      [null, 10],
    ])
  }
  return random.weighted([
    [place, 84],
    [truth.workplace === 'hybrid' ? `${city} (Hybrid)` : place, 8],
    ['', 3],
    [null, 5],
  ])
}

function writeSkills(truth: JobTruth, random: Random): Job['skills'] {
  if (random.chance(0.1)) return random.chance(0.6) ? [] : null
  const { tasks, field } = findOccupation(truth.occupation)
  const isPhrase = (name: string): boolean => tasks.includes(name) || field.tasks.includes(name)
  const asked = random
    .sample(truth.skills, truth.skills.length)
    .filter((skill) => !isPhrase(skill.name) || random.chance(0.35))
    .slice(0, random.int(3, random.chance(0.2) ? 15 : 9))
  // One of the platform's forms calls every skill required.
  const sorted = random.chance(0.65)
  const rated = random.chance(0.45)
  return asked.map((skill) => ({
    name: spellSkill(skill.name, random),
    is_required: sorted ? skill.required : true,
    proficiency_level: rated ? skill.proficiency : 3,
  }))
}

function writePay(
  truth: JobTruth,
  currency: string,
  random: Random,
): Pick<Job, 'salary_min' | 'salary_max'> {
  const min = inCurrency(truth.payMin, currency)
  const max = inCurrency(truth.payMax, currency)
  return random.weighted<Pick<Job, 'salary_min' | 'salary_max'>>([
    [{ salary_min: min, salary_max: max }, 44],
    [{ salary_min: min, salary_max: 0 }, 4],
    [{ salary_min: 0, salary_max: max }, 2],
    // A blank box of the form is stored as 0.
    [{ salary_min: 0, salary_max: 0 }, 32],
    [{ salary_min: null, salary_max: null }, 18],
  ])
}

const CULTURES = [
  'We decide in small teams and keep meetings short.',
  'Safety comes before speed, every day.',
  'We give feedback openly and celebrate what we learn from mistakes.',
  'Customers are at the centre of everything that we do.',
  'We value work-life balance and nobody answers messages at night.',
  'Fast-paced and ambitious, with a lot of room for ideas.',
  'Diversity and inclusion are part of how we hire and promote.',
  'A down-to-earth place where people stay for many years.',
  'We share knowledge in weekly lunch talks.',
  'Integrity and respect guide our decisions.',
  'We care about the environment and choose suppliers accordingly.',
  'Everyone owns their work from start to finish.',
]
