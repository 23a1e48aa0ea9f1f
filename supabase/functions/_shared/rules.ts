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

interface Part {
  readonly name: SubScoreName
  readonly label: string
  readonly weight: number
  /** 0-1, {@link NEUTRAL} where a side says nothing. */
  readonly score: number
  readonly known: boolean
  readonly description: string
}

/** The rule-based match of one pair. */
export function scoreByRules(talent: Talent, job: Job): Match {
  const parts = [
    skills(talent, job),
    experience(talent, job),
    location(talent, job),
    salary(talent, job),
  ]
  const score = round(parts.reduce((sum, part) => sum + part.weight * part.score, 0))
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
        mismatches: parts.filter((p) => p.known && p.score < NEUTRAL).map((p) => p.description),
      }),
      unknown: [...parts.filter((p) => !p.known).map((p) => p.name), 'cultural_fit' as const],
    },
  }
}

/** The order of every list of matches: score, then id. */
export function rankByRules(
  pairs: Iterable<readonly [Talent, Job]>,
  { limit, minScore }: { readonly limit: number; readonly minScore: number },
): Match[] {
  return Array.from(pairs, ([talent, job]) => scoreByRules(talent, job))
    .filter((match) => match.match_score >= minScore)
    .sort(
      (a, b) =>
        b.match_score - a.match_score ||
        compare(a.job_id, b.job_id) ||
        compare(a.talent_id, b.talent_id),
    )
    .slice(0, limit)
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
const deviation = (part: Part) => (part.known ? part.weight * Math.abs(part.score - NEUTRAL) : -1)
const factorOf = ({ label, score, description }: Part): Factor => ({
  factor: label,
  score: round(100 * score),
  description,
})
const round = (value: number) => Math.round(value * 100) / 100

function skills(talent: Talent, job: Job): Part {
  const held = namesOf(talent.skills)
  const asked = namesOf(job.skills)
  const part = { name: 'skills_match', label: 'Skills', weight: 40 } as const
  if (held.size === 0 || asked.size === 0) {
    const silent = asked.size === 0 ? 'The job lists no skills' : 'The profile lists no skills'
    return { ...part, score: NEUTRAL, known: false, description: silent }
  }
  const missing = [...asked].filter(([key]) => !held.has(key)).map(([, name]) => name)
  const shared = asked.size - missing.length
  const description = `${shared} of ${asked.size} ${asked.size === 1 ? 'skill' : 'skills'} asked for${
    missing.length > 0 ? `; missing ${listed(missing)}` : ''
  }`
  return { ...part, score: shared / (held.size + missing.length), known: true, description }
}

type Skills = Talent['skills'] | Job['skills']

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

function experience(talent: Talent, job: Job): Part {
  const has = rankOf(talent.experience_level)
  const asks = rankOf(job.experience_level)
  const part = { name: 'experience_match', label: 'Experience', weight: 25 } as const
  if (has < 0 || asks < 0) {
    return {
      ...part,
      score: NEUTRAL,
      known: false,
      description: 'A level of experience is not given',
    }
  }
  const description =
    has === asks
      ? `Both are at ${talent.experience_level} level`
      : `Profile at ${talent.experience_level} level, job at ${job.experience_level} level`
  return { ...part, score: Math.max(0, 1 - Math.abs(has - asks) / 3), known: true, description }
}

/** 0 entry … 5 executive, -1 where not given. */
const rankOf = (level: ExperienceLevel | null | undefined) =>
  level ? EXPERIENCE_LEVELS.indexOf(level) : -1

function location(talent: Talent, job: Job): Part {
  const part = { name: 'location_match', label: 'Location', weight: 20 } as const
  if (job.remote_allowed) {
    return { ...part, score: 1, known: true, description: 'The job can be done remotely' }
  }
  const here = fold(talent.location ?? '')
  const there = fold(job.location ?? '')
  if (here === '' || there === '') {
    return { ...part, score: NEUTRAL, known: false, description: 'A place is not given' }
  }
  if (here === there || here.includes(there) || there.includes(here)) {
    return { ...part, score: 1, known: true, description: `Both are in ${job.location}` }
  }
  const country = (place: string) => place.split(',').at(-1)?.trim()
  const same = here.includes(',') && there.includes(',') && country(here) === country(there)
  const description = `Profile in ${talent.location}, job in ${job.location}`
  return { ...part, score: same ? 0.6 : 0.2, known: true, description }
}

function salary(talent: Talent, job: Job): Part {
  const part = { name: 'salary_match', label: 'Pay', weight: 15 } as const
  const hourly = range(talent.hourly_rate_min, talent.hourly_rate_max, HOURS_A_YEAR)
  const expected = range(talent.salary_min, talent.salary_max) ?? hourly
  const offered = range(job.salary_min, job.salary_max)
  const sameCurrency = (talent.salary_currency ?? 'USD') === (job.salary_currency ?? 'USD')
  if (!expected || !offered || !sameCurrency) {
    return { ...part, score: NEUTRAL, known: false, description: 'Pay cannot be compared' }
  }
  if (expected.min <= offered.max) {
    return { ...part, score: 1, known: true, description: 'The offer reaches the expected pay' }
  }
  const above = expected.min / offered.max - 1
  const description = `The expected pay lies ${Math.round(100 * above)} % above the offer`
  return { ...part, score: Math.max(0, NEUTRAL - above), known: true, description }
}

/** A range of pay; 0 is the platform's blank and counts as not given. */
function range(min: number | null | undefined, max: number | null | undefined, factor = 1) {
  const low = min || max
  const high = max || min
  return low && high
    ? { min: Math.min(low, high) * factor, max: Math.max(low, high) * factor }
    : undefined
}

const fold = (text: string) => text.normalize('NFKC').trim().toLowerCase()

/** At most five names, the rest counted. */
function listed(names: readonly string[]): string {
  return names.length > 5
    ? `${names.slice(0, 5).join(', ')} and ${names.length - 5} more`
    : names.join(', ')
}
