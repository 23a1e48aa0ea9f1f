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

function findRow(name: string): SkillRow | undefined {
  if (name.length > LONGEST_NAME) return undefined
  const whole = skillKey(name)
  for (const key of withoutBrackets(name, whole)) {
    const row = lookUp(key)
    if (row) return row
  }
  return undefined
}

/** 'Amazon Web Services (AWS)': the whole, then what stands outside the brackets, then inside. */
function withoutBrackets(name: string, whole: string): string[] {
  const match = /^([^()]*)\(([^()]*)\)([^()]*)$/.exec(name)
  if (!match) return [whole]
  return [whole, skillKey(`${match[1]} ${match[3]}`), skillKey(match[2] ?? '')]
}

const VENDOR =
  /^(?:microsoft|ms|adobe|google|apache|oracle|amazon|aws|ibm|atlassian|sap|intuit|autodesk|hashicorp|salesforce|vmware|jetbrains|the|red hat|cisco|meta|facebook|azure|gcp|esri|dassault systemes|siemens|trimble|bentley|thomson reuters|basic|advanced|intermediate|expert|core|modern|strong|good|knowledge of|proficiency in|experience with|experience in|working with) /
const GENERIC =
  / (?:programming language|scripting language|query language|markup language|language|programming|scripting|software|framework|library|database|databases|db|development|platform|tool|tools|suite|skills|skill|fundamentals|basics|systems|system|app|applications|technology|technologies|certification|certified|services|operations|practices|methodology|methodologies|principles|techniques|standards|administration|design patterns|coding|lang|js)$/
const VERSION = /(?:^|[ a-z+#])(?:v|version|r|ver)? ?\d+(?:\.(?:\d+|x))*\+?$/

/** Tries the key, then the key with one generic part after another taken off, while any is left. */
function lookUp(key: string): SkillRow | undefined {
  const queue = [key]
  const seen = new Set<string>()
  for (let at = 0; at < queue.length && at < MOST_TRIES; at++) {
    const candidate = queue[at]
    if (candidate === undefined || candidate === '' || seen.has(candidate)) continue
    seen.add(candidate)
    const row = exact(candidate)
    if (row) return row
    queue.push(...reductions(candidate))
  }
  return undefined
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
  if (VERSION.test(key))
    forms.push(key.replace(/ ?(?:(?:^| )(?:v|version|r|ver))? ?\d+(?:\.(?:\d+|x))*\+?$/, ''))
  if (GENERIC.test(key)) forms.push(key.replace(GENERIC, ''))
  if (VENDOR.test(key)) forms.push(key.replace(VENDOR, ''))
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
