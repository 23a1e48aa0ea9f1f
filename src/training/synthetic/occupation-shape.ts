import type { Job, Talent } from '../../../supabase/functions/_shared/payload.ts'
import { findOccupation, neighboursOf } from './catalog.ts'
import type { Occupation } from './occupation.ts'
import { enumerate, impersonal, lowerTitle, pluralTitle, sentenceCase } from './phrases.ts'
import type { Random } from './random.ts'
import { imperative } from './talent-bio.ts'

/** Products that public occupation data lists for nearly every occupation. */
const OFFICE_PRODUCTS = [
  'Microsoft Excel',
  'Microsoft Word',
  'Microsoft Outlook',
  'Microsoft PowerPoint',
  'Microsoft Office software',
  'Microsoft Access',
  'SAP software',
  'Adobe Acrobat',
]

/** Skills of one occupation in public data: at least and at most. */
const FEWEST_COMPETENCES = 15
const MOST_COMPETENCES = 40

/** A talent that is a whole occupation: plural title, impersonal bio, products as skills. */
export function writeOccupationTalent(id: string, occupation: Occupation, random: Random): Talent {
  const title = random.chance(0.7)
    ? occupation.plural
    : pluralTitle(random.pick(occupation.talentTitles))
  const products = [
    ...random.sample(occupation.tools, random.int(5, occupation.tools.length)),
    ...random.sample(OFFICE_PRODUCTS, random.int(1, 5)),
    ...nearby(occupation, 2, random).flatMap((one) => random.sample(one.tools, random.int(0, 3))),
  ]
  return {
    id,
    title,
    bio: imperative({ occupation }, random).join(' '),
    skills: [...new Set(products)].map((name) => ({ name })),
    experience_level: null,
    years_of_experience: null,
    location: null,
    remote_preference: null,
    salary_min: null,
    salary_max: null,
  }
}

/** A job that is a whole occupation: impersonal description, competence phrases as skills. */
export function writeOccupationJob(id: string, occupation: Occupation, random: Random): Job {
  return {
    id,
    title: lowerTitle(random.pick(occupation.jobTitles)),
    description: describe(occupation, random),
    skills: competences(occupation, random),
    experience_level: null,
    location: null,
    remote_allowed: null,
    salary_min: null,
    salary_max: null,
    company_culture: null,
  }
}

function describe(occupation: Occupation, random: Random): string {
  const duties = random
    .sample(occupation.duties, random.int(3, 5))
    .map((duty) => impersonal(duty.job))
  const [first = '', second = '', third = '', ...others] = duties
  const people = sentenceCase(lowerTitle(occupation.plural))
  const sentences = [
    `${people} ${first}.`,
    random.pick([`They ${second} and ${third}.`, `They ${second}. They also ${third}.`]),
  ]
  for (const duty of others) {
    sentences.push(
      random.pick([`In addition, they ${duty}.`, `They may ${duty}.`, `They also ${duty}.`]),
    )
  }
  if (random.chance(0.4)) {
    const topics = random.sample(occupation.topics, random.int(2, 3))
    sentences.push(`Their work calls for knowledge of ${enumerate(topics)}.`)
  }
  return sentences.join(' ')
}

function competences(occupation: Occupation, random: Random): Job['skills'] {
  const target = random.int(FEWEST_COMPETENCES, MOST_COMPETENCES)
  const required = new Map<string, boolean>()
  const add = (names: readonly string[], share: number): void => {
    for (const name of names) {
      if (required.size < target && !required.has(name)) required.set(name, random.chance(share))
    }
  }
  add(occupation.tasks, 0.9)
  add(random.sample(occupation.topics, random.int(3, 8)), 0.65)
  add(
    random.sample(occupation.duties, 3).map((duty) => impersonal(duty.job)),
    0.8,
  )
  add(random.sample(occupation.field.tasks, 4), 0.5)
  for (const other of nearby(occupation, 6, random)) {
    add(random.sample(other.tasks, 3), 0.2)
    add(random.sample(other.topics, 2), 0.05)
  }
  add(occupation.field.tasks, 0.3)
  add(occupation.field.topics, 0.1)
  add(occupation.tools, 0.05)
  return [...required]
    .map(([name, is_required]) => ({ name, is_required }))
    .sort((a, b) => Number(b.is_required) - Number(a.is_required) || (a.name < b.name ? -1 : 1))
}

function nearby(occupation: Occupation, count: number, random: Random): Occupation[] {
  return random.sample(neighboursOf(occupation.id), count).map(findOccupation)
}
