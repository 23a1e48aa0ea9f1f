import { ALIASES, SKILLS, type SkillRow } from './skill-index.ts'
import { cleanSkillName, compactKey, singular, skillKey } from './skill-key.ts'

/** A skill as all spellings of it share it. */
export interface CanonicalSkill {
  /** Stable key: 'javascript'; of a skill not in the table, its folded name. */
  readonly id: string
  /** Display name: 'JavaScript'. */
  readonly name: string
  readonly category: string | undefined
  /** Whether the table has it. */
  readonly known: boolean
}

const MEMO_SIZE = 20_000
const LONGEST_MEMO = 120
const memo = new Map<string, CanonicalSkill>()

/**
 * The skill that a name means, whatever its case, punctuation, version or alias: 'JS', 'React.js',
 * 'MS Excel', 'Python 3.11', 'Structured query language SQL'. C, C++, C#, F#, R, Go and .NET stay
 * apart. A skill that the table lacks gets its folded name as id. Idempotent on `name`.
 */
export function canonicalSkill(name: string): CanonicalSkill {
  const remembered = memo.get(name)
  if (remembered) return remembered
  const row = findRow(name)
  const cleaned = cleanSkillName(name)
  const skill: CanonicalSkill = row
    ? { id: row.id, name: row.name, category: row.category, known: true }
    : { id: unknownId(cleaned), name: cleaned, category: undefined, known: false }
  if (memo.size >= MEMO_SIZE) memo.clear()
  if (name.length <= LONGEST_MEMO) memo.set(name, skill)
  return skill
}

/** A skill of the table by id. */
export function knownSkill(id: string): CanonicalSkill | undefined {
  const row = SKILLS.get(id)
  return row && { id: row.id, name: row.name, category: row.category, known: true }
}

function unknownId(cleaned: string): string {
  const key = skillKey(cleaned)
  return key === '' ? cleaned.toLowerCase() : singular(key)
}

const LONGEST_NAME = 200

/**
 * The row of a name. 'Moodle (learning management system)' is first what stands outside the brackets;
 * what stands inside counts only as a single word ('cloud of Amazon (AWS)').
 */
function findRow(name: string): SkillRow | undefined {
  if (name.length > LONGEST_NAME) return undefined
  const whole = skillKey(name)
  const brackets = /^([^()]*)\(([^()]*)\)([^()]*)$/.exec(name)
  if (!brackets) return lookUp(whole)
  const outside = skillKey(`${brackets[1]} ${brackets[3]}`)
  const inside = skillKey(brackets[2] ?? '')
  return (
    exact(whole) ??
    lookUp(outside) ??
    (inside.includes(' ') ? undefined : lookUp(inside)) ??
    lookUp(whole)
  )
}

/** Words before a name that may go where the rest is a known skill. */
const LEADING = new Set(
  'microsoft ms adobe google apache oracle amazon aws ibm atlassian sap intuit autodesk hashicorp salesforce vmware jetbrains the red hat cisco meta facebook azure gcp esri dassault systemes siemens trimble bentley thomson reuters basic advanced intermediate expert core modern strong good excellent knowledge of proficiency in experience with working using'.split(
    ' ',
  ),
)
/** Words after a name that may go where the rest is a known skill. */
const TRAILING = new Set(
  'programming scripting markup language software framework library database databases db development platform tool tools suite skill skills fundamentals basics system systems app apps application applications technology technologies certification certified service services operations practice practices methodology methodologies method methods principles technique techniques standards administration coding lang js api apis script scripts plugin plugins package packages module modules extension client server developer programmer algorithm algorithms model models pipeline pipelines editor site sites edition enterprise community professional pro premium desktop standard elements cc cs dc lts os core kernel distribution component components spec specification configuration code token project projects environment stack experience'.split(
    ' ',
  ),
)
/** 'python 3.11', 'angular 14', 'illustrator cs6', 'cpp17'; not 'ci4', whose stem is too short to tell. */
const VERSION =
  /(?:(?<=[a-z]{3})| (?:v|version|r|release|cs)? ?)\d{1,4}(?:\.(?:\d{1,4}|x)){0,4}[a-z]?\+?$/

/** Tries the key, then the key with one generic part after another taken off, while any is left. */
function lookUp(key: string): SkillRow | undefined {
  const queue = [key]
  const seen = new Set<string>()
  for (let at = 0; at < queue.length && at < MOST_TRIES; at++) {
    const candidate = queue[at]
    if (candidate === undefined || candidate === '' || seen.has(candidate)) continue
    seen.add(candidate)
    const row = exact(candidate) ?? namedTwice(candidate)
    if (row) return row
    queue.push(...reductions(candidate))
  }
  return undefined
}

/** 'extensible markup language xml': both the last word and what is before it name one skill. */
function namedTwice(key: string): SkillRow | undefined {
  const end = key.lastIndexOf(' ')
  const row = end < 0 ? undefined : ALIASES.get(key.slice(end + 1))
  if (row === undefined) return undefined
  const head = key.slice(0, end)
  const vendor = head.indexOf(' ')
  const same = exact(head) === row || exact(head.slice(vendor + 1)) === row
  return same ? row : undefined
}

/** Enough for a vendor, a generic word and a version on one name. */
const MOST_TRIES = 24

function exact(key: string): SkillRow | undefined {
  return (
    ALIASES.get(key) ??
    ALIASES.get(singular(key)) ??
    (key.length >= SHORTEST_COMPACT ? ALIASES.get(compactKey(key)) : undefined)
  )
}

/** Shorter keys without their blanks collide too easily ('c d', 'go t'). */
const SHORTEST_COMPACT = 5

function reductions(key: string): string[] {
  const forms: string[] = []
  const words = key.split(' ')
  const acronym = words.at(-1) ?? ''
  const head = words.slice(0, -1)
  // 'structured query language sql', 'enterprise resource planning erp software'
  if (head.length >= 2 && acronym.length >= 2 && isAcronymOf(acronym, head)) {
    forms.push(head.join(' '), acronym)
  }
  if (VERSION.test(key)) forms.push(key.replace(VERSION, ''))
  if (head.length > 0 && TRAILING.has(acronym)) forms.push(head.join(' '))
  if (head.length > 0 && LEADING.has(words[0] ?? '')) forms.push(words.slice(1).join(' '))
  if (/[a-z]\.?js$/.test(key)) forms.push(key.replace(/\.?js$/, ''))
  return forms.filter((form) => form.length > 1 || ALONE.has(form))
}

/** One-letter names that are skills after something was taken off ('R programming', 'C language'). */
const ALONE = new Set(['r', 'c', 'd'])

function isAcronymOf(acronym: string, words: readonly string[]): boolean {
  const initials = words.map((word) => word[0] ?? '').join('')
  if (initials === acronym) return true
  const content = words.filter((word) => !/^(?:and|of|the|for|in|to)$/.test(word))
  return content.map((word) => word[0] ?? '').join('') === acronym
}
