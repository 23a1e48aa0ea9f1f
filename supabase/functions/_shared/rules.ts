/**
 * The rule-based scorer that answers when the model cannot: skills 40, experience 25, location 20,
 * salary 15, each part 0-1 and 0.5 where a side says nothing. Gateway (Deno) and service (Node)
 * read this one file.
 */
import {
  EXPERIENCE_LEVELS,
  type ExperienceLevel,
  type Factor,
  type Job,
  type Match,
  type SubScoreName,
  type Talent,
} from './payload.ts'

export const RULES_VERSION = 'rules-1'

/** Scores above this are highly recommended, scores below {@link MISMATCH_BELOW} say where they do not fit. */
export const HIGHLY_RECOMMENDED_ABOVE = 80
export const MISMATCH_BELOW = 70

const NEUTRAL = 0.5
const HOURS_A_YEAR = 2080

type Named = { readonly skills?: readonly { readonly name: string }[] | null | undefined }

/** All that the rules read of a talent. */
export type RuledTalent = Named &
  Pick<
    Talent,
    | 'id'
    | 'experience_level'
    | 'location'
    | 'salary_min'
    | 'salary_max'
    | 'salary_currency'
    | 'hourly_rate_min'
    | 'hourly_rate_max'
  >

/** All that the rules read of a job. */
export type RuledJob = Named &
  Pick<
    Job,
    | 'id'
    | 'experience_level'
    | 'location'
    | 'remote_allowed'
    | 'salary_min'
    | 'salary_max'
    | 'salary_currency'
  >

interface Part {
  readonly name: SubScoreName
  readonly label: string
  readonly weight: number
  /** 0-1, {@link NEUTRAL} where a side says nothing. */
  readonly score: number
  readonly known: boolean
  /** Only what is shown is put into words. */
  readonly describe: () => string
}

/** The rule-based match of one pair. */
export const scoreByRules = (talent: RuledTalent, job: RuledJob): Match =>
  toMatch(compareByRules(talent, job))

/** One side, and those of the other side that it is compared with. */
export type Sides<OfTalent, OfJob> =
  | { readonly talent: OfTalent; readonly jobs: readonly OfJob[] }
  | { readonly job: OfJob; readonly talents: readonly OfTalent[] }

/** In full, as the model reads them. */
export type MatchSides = Sides<Talent, Job>
/** In brief, as the rules read them. */
export type RuledSides = Sides<RuledTalent, RuledJob>

export const countCandidates = (sides: RuledSides): number =>
  'jobs' in sides ? sides.jobs.length : sides.talents.length

/** The order of every list of matches: score, then id. */
export function rankByRules(
  sides: RuledSides,
  { limit, minScore }: { readonly limit: number; readonly minScore: number },
): Match[] {
  const compared =
    'jobs' in sides
      ? sides.jobs.map((job) => compareByRules(sides.talent, job))
      : sides.talents.map((talent) => compareByRules(talent, sides.job))
  return compared
    .filter(({ score }) => score >= minScore)
    .sort(
      (a, b) =>
        b.score - a.score || compare(a.job.id, b.job.id) || compare(a.talent.id, b.talent.id),
    )
    .slice(0, limit)
    .map(toMatch)
}

interface Compared {
  readonly talent: RuledTalent
  readonly job: RuledJob
  readonly parts: readonly Part[]
  /** 0-100. */
  readonly score: number
}

function compareByRules(talent: RuledTalent, job: RuledJob): Compared {
  const parts = [
    skills(talent, job),
    experience(talent, job),
    location(talent, job),
    salary(talent, job),
  ]
  const score = round(parts.reduce((sum, part) => sum + part.weight * part.score, 0))
  return { talent, job, parts, score }
}

function toMatch({ talent, job, parts, score }: Compared): Match {
  const byWeight = [...parts].sort((a, b) => deviation(b) - deviation(a))
  const subScore = (name: SubScoreName) =>
    round(100 * (parts.find((p) => p.name === name)?.score ?? NEUTRAL))
  return {
    talent_id: talent.id,
    job_id: job.id,
    match_score: score,
    confidence: parts.filter(({ known }) => known).length / parts.length,
    highly_recommended: score > HIGHLY_RECOMMENDED_ABOVE,
    explanation: {
      top_factors: byWeight.slice(0, 3).map(factorOf),
      sub_scores: {
        skills_match: subScore('skills_match'),
        experience_match: subScore('experience_match'),
        location_match: subScore('location_match'),
        salary_match: subScore('salary_match'),
        cultural_fit: 100 * NEUTRAL,
      },
      ...(score < MISMATCH_BELOW && {
        mismatches: parts.filter((p) => p.known && p.score < NEUTRAL).map((p) => p.describe()),
      }),
      unknown: [...parts.filter((p) => !p.known).map((p) => p.name), 'cultural_fit' as const],
    },
  }
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
const deviation = (part: Part) => (part.known ? part.weight * Math.abs(part.score - NEUTRAL) : -1)
const factorOf = ({ label, score, describe }: Part): Factor => ({
  factor: label,
  score: round(100 * score),
  description: describe(),
})
const round = (value: number) => Math.round(value * 100) / 100

function skills(talent: RuledTalent, job: RuledJob): Part {
  const held = namesOf(talent.skills)
  const asked = namesOf(job.skills)
  const part = { name: 'skills_match', label: 'Skills', weight: 40 } as const
  if (held.size === 0 || asked.size === 0) {
    const describe = () =>
      asked.size === 0 ? 'The job lists no skills' : 'The profile lists no skills'
    return { ...part, score: NEUTRAL, known: false, describe }
  }
  let shared = 0
  for (const key of asked.keys()) if (held.has(key)) shared += 1
  const describe = () => {
    const missing = [...asked].filter(([key]) => !held.has(key)).map(([, name]) => name)
    return `${shared} of ${asked.size} ${asked.size === 1 ? 'skill' : 'skills'} asked for${
      missing.length > 0 ? `; not listed by that name: ${listed(missing)}` : ''
    }`
  }
  return { ...part, score: shared / (held.size + asked.size - shared), known: true, describe }
}

type Skills = Named['skills']

/** Folded names of lists in use: one list is compared with thousands of others. */
const foldedNames = new WeakMap<NonNullable<Skills>, ReadonlyMap<string, string>>()
const NO_NAMES: ReadonlyMap<string, string> = new Map()

/** The names of skills by their folded form. */
function namesOf(skills: Skills): ReadonlyMap<string, string> {
  if (!skills) return NO_NAMES
  let names = foldedNames.get(skills)
  if (!names) {
    names = new Map(skills.map(({ name }) => [fold(name), name]))
    foldedNames.set(skills, names)
  }
  return names
}

function experience(talent: RuledTalent, job: RuledJob): Part {
  const has = rankOf(talent.experience_level)
  const asks = rankOf(job.experience_level)
  const part = { name: 'experience_match', label: 'Experience', weight: 25 } as const
  if (has < 0 || asks < 0) {
    return {
      ...part,
      score: NEUTRAL,
      known: false,
      describe: () => 'A level of experience is not given',
    }
  }
  const describe = () =>
    has === asks
      ? `Both are at ${talent.experience_level} level`
      : `Profile at ${talent.experience_level} level, job at ${job.experience_level} level`
  return { ...part, score: Math.max(0, 1 - Math.abs(has - asks) / 3), known: true, describe }
}

/** 0 entry … 5 executive, -1 where not given. */
const rankOf = (level: ExperienceLevel | null | undefined) =>
  level ? EXPERIENCE_LEVELS.indexOf(level) : -1

function location(talent: RuledTalent, job: RuledJob): Part {
  const part = { name: 'location_match', label: 'Location', weight: 20 } as const
  if (job.remote_allowed) {
    return { ...part, score: 1, known: true, describe: () => 'The job can be done remotely' }
  }
  const here = fold(talent.location ?? '')
  const there = fold(job.location ?? '')
  if (here === '' || there === '') {
    return { ...part, score: NEUTRAL, known: false, describe: () => 'A place is not given' }
  }
  if (here === there || here.includes(there) || there.includes(here)) {
    return { ...part, score: 1, known: true, describe: () => `Both are in ${job.location}` }
  }
  const country = (place: string) => place.split(',').at(-1)?.trim()
  const same = here.includes(',') && there.includes(',') && country(here) === country(there)
  const describe = () => `Profile in ${talent.location}, job in ${job.location}`
  return { ...part, score: same ? 0.6 : 0.2, known: true, describe }
}

function salary(talent: RuledTalent, job: RuledJob): Part {
  const part = { name: 'salary_match', label: 'Pay', weight: 15 } as const
  const hourly = range(talent.hourly_rate_min, talent.hourly_rate_max, HOURS_A_YEAR)
  const expected = range(talent.salary_min, talent.salary_max) ?? hourly
  const offered = range(job.salary_min, job.salary_max)
  const sameCurrency = (talent.salary_currency ?? 'USD') === (job.salary_currency ?? 'USD')
  if (!expected || !offered || !sameCurrency) {
    return { ...part, score: NEUTRAL, known: false, describe: () => 'Pay cannot be compared' }
  }
  if (expected.min <= offered.max) {
    return { ...part, score: 1, known: true, describe: () => 'The offer reaches the expected pay' }
  }
  const above = expected.min / offered.max - 1
  const describe = () => `The expected pay lies ${Math.round(100 * above)} % above the offer`
  return { ...part, score: Math.max(0, NEUTRAL - above), known: true, describe }
}

/** A range of pay; 0 is the platform's blank and counts as not given. */
function range(min: number | null | undefined, max: number | null | undefined, factor = 1) {
  const low = min || max
  const high = max || min
  return low && high
    ? { min: Math.min(low, high) * factor, max: Math.max(low, high) * factor }
    : undefined
}

/** Nearly every text is plain, and to find that out is much cheaper than to normalise it. */
const fold = (text: string) =>
  (PLAIN.test(text) ? text : text.normalize('NFKC')).trim().toLowerCase()
const PLAIN = /^[ -~]*$/

/** At most five names, the rest counted. */
function listed(names: readonly string[]): string {
  return names.length > 5
    ? `${names.slice(0, 5).join(', ')} and ${names.length - 5} more`
    : names.join(', ')
}
