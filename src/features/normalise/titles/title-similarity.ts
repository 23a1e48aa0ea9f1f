import { normaliseTitle } from './titles.ts'

/** Words that say nothing of the role. */
const FILLERS = new Set(
  'and or of the for in to a an at with on all other except including by'.split(' '),
)

/** Role nouns so general that sharing one says little: they weigh less than what they qualify. */
const GENERAL = new Set(
  'manager specialist worker assistant officer technician operator representative coordinator supervisor director consultant professional expert agent administrator associate clerk attendant engineer analyst developer executive leader planner inspector helper teacher'.split(
    ' ',
  ),
)
const GENERAL_WEIGHT = 0.5

/** Roles by another name, by stem. */
const SAME_ROLE = new Map<string, string>()
for (const group of [
  'lawyer attorney solicitor',
  'doctor physician',
  'developer programmer coder',
  'teacher instructor educator',
  'clerk clerical',
  'salesperson salesman saleswoman',
  'waiter waitress server',
  'carer caregiver',
  'barber hairdresser',
  'driver chauffeur',
  'janitor cleaner',
  'recruiter recruitment',
  'surveyor surveying',
  'aeroplane aircraft',
  'hr personnel',
]) {
  const words = group.split(' ')
  for (const word of words) SAME_ROLE.set(word, words[0] ?? word)
}

/** Roles that overlap without being the same; both ways. */
const NEAR = new Map<string, Map<string, number>>()
for (const [a, b, value] of [
  ['developer', 'engineer', 0.8],
  ['administrator', 'manager', 0.5],
  ['manager', 'supervisor', 0.6],
  ['consultant', 'adviser', 0.7],
  ['mechanic', 'technician', 0.7],
] as const) {
  NEAR.set(a, (NEAR.get(a) ?? new Map<string, number>()).set(b, value))
  NEAR.set(b, (NEAR.get(b) ?? new Map<string, number>()).set(a, value))
}

/**
 * Lexical likeness of two titles that were read, 0-1, symmetric, 1 for titles equal but for seniority words,
 * number, order and spelling.
 *
 * A soft Dice coefficient over stemmed words: words that share a long stem count in part, general
 * role nouns weigh {@link GENERAL_WEIGHT}. A title that lists several roles ('Accountants and
 * Auditors') is compared as a whole and role by role, the best role counting nine tenths.
 */
export function rolesLikeness(left: TitleRoles, right: TitleRoles): number {
  if (left.whole.length === 0 || right.whole.length === 0) return 0
  let best = dice(left.whole, right.whole)
  if (left.parts.length < 2 && right.parts.length < 2) return best
  for (const one of [left.whole, ...left.parts]) {
    for (const other of [right.whole, ...right.parts]) best = Math.max(best, 0.9 * dice(one, other))
  }
  return best
}

/** A title as the stems of its words: as a whole, and role by role where it lists several. */
export interface TitleRoles {
  readonly whole: readonly string[]
  readonly parts: readonly (readonly string[])[]
}

const roles = new Map<string, TitleRoles>()
const MEMO_SIZE = 5000
const MOST_PARTS = 4

export function titleRoles(title: string): TitleRoles {
  const known = roles.get(title)
  if (known) return known
  const whole = stems(normaliseTitle(title).core)
  const parts = title
    .split(/,|;|\/| and | or | & |\(/i)
    .slice(0, MOST_PARTS)
    .map((part) => stems(normaliseTitle(part).core))
    .filter((part) => part.length > 0)
  const result = { whole, parts: parts.length > 1 ? parts : [] }
  if (roles.size >= MEMO_SIZE) roles.clear()
  if (title.length <= 200) roles.set(title, result)
  return result
}

function stems(core: string): string[] {
  const words = core.split(' ').filter((word) => word !== '' && !FILLERS.has(word))
  return [...new Set(words.map((word) => stem(word)))]
}

/** Singular of a plural, and one name for roles with several. */
function stem(word: string): string {
  let singular = word
  if (/(?:ss|us|is|ics)$/.test(word) || word.length < 4) singular = word
  else if (word.endsWith('men')) singular = `${word.slice(0, -2)}an`
  else if (word.endsWith('ies') && word.length > 4) singular = `${word.slice(0, -3)}y`
  else if (/(?:ch|sh|ss|x|z)es$/.test(word)) singular = word.slice(0, -2)
  else if (word.endsWith('s')) singular = word.slice(0, -1)
  return SAME_ROLE.get(singular) ?? singular
}

function weight(word: string): number {
  return GENERAL.has(word) ? GENERAL_WEIGHT : 1
}

function dice(a: readonly string[], b: readonly string[]): number {
  let total = 0
  let shared = 0
  for (const [from, to] of [
    [a, b],
    [b, a],
  ] as const) {
    for (const word of from) {
      let best = 0
      for (const other of to) best = Math.max(best, likeness(word, other))
      total += weight(word)
      shared += weight(word) * best
    }
  }
  return total === 0 ? 0 : shared / total
}

const SHARED_STEM_LENGTH = 5

function likeness(a: string, b: string): number {
  if (a === b) return 1
  const near = NEAR.get(a)?.get(b)
  if (near !== undefined) return near
  const length = Math.min(a.length, b.length)
  let shared = 0
  while (shared < length && a.charCodeAt(shared) === b.charCodeAt(shared)) shared++
  if (shared < SHARED_STEM_LENGTH) return 0
  return shared / Math.max(a.length, b.length) >= 0.5 ? 0.7 : 0
}
