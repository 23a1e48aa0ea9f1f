import {
  EXPERIENCE_LEVELS,
  type ExperienceLevel,
} from '../../../../supabase/functions/_shared/payload.ts'

/** What the words of a title say of seniority. */
export interface SenioritySaid {
  readonly seniority: ExperienceLevel | undefined
  /** Indexes of the words that say it. */
  readonly words: ReadonlySet<number>
}

/** The highest level that the words of a title say, and which words say it. */
export function senioritySaid(tokens: readonly string[]): SenioritySaid {
  const words = new Set<number>()
  let level: ExperienceLevel | undefined
  tokens.forEach((_, index) => {
    const said = levelAt(tokens, index)
    if (said === undefined) return
    words.add(index)
    if (tokens[index + 1] === 'of') words.add(index + 1)
    if (tokens[index - 1] === 'vice') words.add(index - 1)
    // The highest word wins ('Senior Director'), but an assistant or intern to someone high is none.
    if (level === undefined || EXPERIENCE_LEVELS.indexOf(said) > EXPERIENCE_LEVELS.indexOf(level))
      level = said
  })
  if (tokens.some((word) => /^(?:intern|internship|trainee|apprentice)s?$/.test(word)))
    level = 'entry'
  return { seniority: level, words }
}

const SENIOR_PEOPLE = new Set([
  'care',
  'living',
  'services',
  'citizen',
  'citizens',
  'center',
  'centre',
  'housing',
  'community',
  'home',
  'caregiver',
  'companion',
  'high',
])
const JUNIOR_SCHOOLS = new Set([
  'school',
  'high',
  'college',
  'achievement',
  'league',
  'football',
  'class',
])
const LEAD_THINGS = new Set([
  'generation',
  'gen',
  'generator',
  'nurturing',
  'conversion',
  'management',
  'qualification',
  'paint',
  'acquisition',
  'abatement',
  'burner',
  'smelter',
  'worker',
  'to',
])
const STAFF_CRAFTS = new Set([
  'engineer',
  'developer',
  'scientist',
  'designer',
  'architect',
  'software',
  'machine',
  'data',
  'product',
  'security',
  'site',
  'backend',
  'frontend',
  'fullstack',
  'devops',
  'infrastructure',
  'platform',
  'mobile',
  'ios',
  'android',
  'research',
  'hardware',
  'technical',
  'cloud',
  'user',
  'quality',
  'program',
  'systems',
  'ml',
])
const SHOW_DIRECTORS = new Set([
  'art',
  'creative',
  'funeral',
  'music',
  'musical',
  'film',
  'casting',
  'theatre',
  'theater',
  'photography',
  'stage',
  'choral',
  'choir',
  'video',
  'television',
  'tv',
  'technical',
  'camp',
  'activity',
  'activities',
  'athletic',
  'cruise',
  'artistic',
  'assistant',
  'motion',
  'news',
  'programme',
  'program',
  'dance',
  'lighting',
  'animation',
  'ballet',
])
const HEAD_OF_A_CRAFT = new Set([
  'chef',
  'nurse',
  'teacher',
  'coach',
  'cook',
  'waiter',
  'barista',
  'gardener',
  'pharmacist',
  'bartender',
  'sommelier',
  'chefs',
  'teachers',
  'coaches',
  'cooks',
  'nurses',
  'waiters',
  'greenkeeper',
  'brewer',
  'trainer',
  'baker',
  'pastry',
  'housekeeper',
  'receptionist',
  'cashier',
  'designer',
  'developer',
  'engineer',
])
const BEGINNERS = new Set([
  'engineer',
  'developer',
  'consultant',
  'analyst',
  'designer',
  'scientist',
  'software',
  'data',
  'product',
  'programmer',
])

/** What the word at an index says of seniority, its neighbours considered. */
function levelAt(tokens: readonly string[], index: number): ExperienceLevel | undefined {
  const word = tokens[index] ?? ''
  const previous = tokens[index - 1] ?? ''
  const next = tokens[index + 1] ?? ''
  const last = index === tokens.length - 1
  switch (word) {
    case 'intern':
    case 'interns':
    case 'internship':
    case 'trainee':
    case 'trainees':
    case 'apprentice':
    case 'apprentices':
      return 'entry'
    case 'graduate':
      return last || ['school', 'studies', 'admissions', 'teaching'].includes(next)
        ? undefined
        : 'entry'
    case 'entry':
      return next === 'level' ? 'entry' : undefined
    case 'level':
      return previous === 'entry' ? 'entry' : previous === 'mid' ? 'mid' : undefined
    case 'junior':
      return JUNIOR_SCHOOLS.has(next) ? undefined : 'junior'
    case 'associate':
      return index === 0 && BEGINNERS.has(next) ? 'junior' : undefined
    case 'mid':
    case 'intermediate':
    case 'midlevel':
    case 'middle':
      return word === 'middle' && (next === 'school' || next === 'east' || next === 'office')
        ? undefined
        : last && word === 'middle'
          ? undefined
          : 'mid'
    case 'senior':
      return SENIOR_PEOPLE.has(next) ? undefined : 'senior'
    case 'lead':
    case 'leads':
      return LEAD_THINGS.has(next) ? undefined : 'lead'
    case 'leader':
      return previous === 'team' ? 'lead' : undefined
    case 'staff':
      return STAFF_CRAFTS.has(next) ? 'lead' : undefined
    case 'principal':
      return last ||
        index > 1 ||
        next === 'of' ||
        ['assistant', 'vice', 'deputy', 'school', 'college'].includes(previous) ||
        ['secretary', 'school', 'teacher'].includes(next)
        ? undefined
        : 'lead'
    case 'i':
      return last && index > 0 ? 'junior' : undefined
    case 'ii':
    case '2':
      return last && index > 0 ? 'mid' : undefined
    case 'iii':
    case '3':
      return last && index > 0 ? 'senior' : undefined
    case 'iv':
      return last && index > 0 ? 'lead' : undefined
    case 'head':
      return next === 'of' || last ? 'executive' : HEAD_OF_A_CRAFT.has(next) ? 'lead' : undefined
    case 'chief':
    case 'chiefs':
      return chiefLevel(tokens, index)
    case 'director':
    case 'directors':
      return SHOW_DIRECTORS.has(previous) ? undefined : 'executive'
    case 'president':
    case 'presidents':
    case 'founder':
    case 'cofounder':
      return previous === 'assistant' || isAssistantOf(tokens) ? undefined : 'executive'
    case 'partner':
      return previous === 'managing' ? 'executive' : undefined
    default:
      return undefined
  }
}

function isAssistantOf(tokens: readonly string[]): boolean {
  return tokens.includes('assistant') && tokens.includes('to')
}

function chiefLevel(tokens: readonly string[], index: number): ExperienceLevel | undefined {
  const rest = tokens.slice(index + 1)
  if (rest[0] === 'of' || rest.length === 0 || isAssistantOf(tokens)) return undefined
  return rest.some((word) => /^(?:officer|executive)s?$/.test(word)) ? 'executive' : 'lead'
}
