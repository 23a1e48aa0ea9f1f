import type { ExperienceLevel } from '../../../supabase/functions/_shared/payload.ts'
import { fold } from './fold.ts'

/** A job title taken apart. */
export interface NormalisedTitle {
  /** Folded words with abbreviations spelled out, seniority words included. */
  readonly tokens: readonly string[]
  /** The words without those of seniority, joined by spaces. */
  readonly core: string
  /** What the title itself says; `undefined` where it says nothing. */
  readonly seniority: ExperienceLevel | undefined
}

/** Abbreviations that have one meaning in titles. QA, PM, BA, AE and the like have several and stay. */
const ABBREVIATIONS: Readonly<Record<string, string>> = {
  sr: 'senior',
  snr: 'senior',
  jr: 'junior',
  jnr: 'junior',
  eng: 'engineer',
  engr: 'engineer',
  dev: 'developer',
  mgr: 'manager',
  mngr: 'manager',
  mgmt: 'management',
  dir: 'director',
  asst: 'assistant',
  assoc: 'associate',
  admin: 'administrator',
  exec: 'executive',
  coord: 'coordinator',
  rep: 'representative',
  spec: 'specialist',
  tech: 'technician',
  sw: 'software',
  swe: 'software engineer',
  sde: 'software engineer',
  sre: 'site reliability engineer',
  devs: 'developer',
  vp: 'vice president',
  svp: 'senior vice president',
  evp: 'executive vice president',
  avp: 'assistant vice president',
  ceo: 'chief executive officer',
  cto: 'chief technology officer',
  cfo: 'chief financial officer',
  coo: 'chief operating officer',
  cmo: 'chief marketing officer',
  cio: 'chief information officer',
  ciso: 'chief information security officer',
  chro: 'chief human resources officer',
  cpo: 'chief product officer',
  cro: 'chief revenue officer',
  hr: 'human resources',
  ml: 'machine learning',
  ai: 'artificial intelligence',
  ux: 'user experience',
  ui: 'user interface',
  fe: 'frontend',
  be: 'backend',
  ops: 'operations',
  acct: 'accountant',
  rn: 'registered nurse',
  lpn: 'licensed practical nurse',
  cna: 'certified nursing assistant',
  dba: 'database administrator',
  sysadmin: 'system administrator',
  bdr: 'business development representative',
  sdr: 'sales development representative',
  gm: 'general manager',
  md: 'managing director',
  mktg: 'marketing',
  hvac: 'hvac',
  govt: 'government',
  intl: 'international',
}

/** Words joined so that either spelling gives the same tokens. */
const JOINED: readonly (readonly [RegExp, string])[] = [
  [/\bfront[ -]end\b/g, 'frontend'],
  [/\bback[ -]end\b/g, 'backend'],
  [/\bfull[ -]stack\b/g, 'fullstack'],
  [/\bdev[ -]ops\b/g, 'devops'],
  [/\bhead ?teacher/g, 'head teacher'],
  [/\bhead ?master/g, 'head teacher'],
  [/\be-?commerce\b/g, 'ecommerce'],
  [/\btech lead\b/g, 'technical lead'],
  [/\bpre-?sales\b/g, 'presales'],
]

const parsed = new Map<string, NormalisedTitle>()
const MEMO_SIZE = 5000

/** Takes a title apart: words, core without seniority, seniority. Pure; the latest titles are remembered. */
export function normaliseTitle(title: string): NormalisedTitle {
  const known = parsed.get(title)
  if (known) return known
  const tokens = tokensOf(title)
  const { seniority, words } = senioritySaid(tokens)
  const core = tokens.filter((_, index) => !words.has(index)).join(' ')
  const result = { tokens, core: core === '' ? tokens.join(' ') : core, seniority }
  if (parsed.size >= MEMO_SIZE) parsed.clear()
  if (title.length <= 200) parsed.set(title, result)
  return result
}

function tokensOf(title: string): string[] {
  let text = fold(title.slice(0, 400)).replace(
    /\((?:m|w|f|d|x|\/|\||\*|,|-| |all genders|remote|hybrid)+\)|\b[mwf]\/[mwf](?:\/[dx])?\b/g,
    ' ',
  )
  text = text.replace(/\br&d\b/g, 'research and development').replace(/&/g, ' and ')
  for (const [pattern, joined] of JOINED) text = text.replace(pattern, joined)
  return text
    .replace(/\.(?=\s|$)|(?<=\b[a-z])\.(?=[a-z]\b)/g, '')
    .split(/[^\p{L}\p{N}+#.']+/u)
    .filter((word) => word !== '' && word !== "'")
    .flatMap((word) =>
      Object.hasOwn(ABBREVIATIONS, word) ? (ABBREVIATIONS[word] ?? word).split(' ') : [word],
    )
}

interface Said {
  readonly seniority: ExperienceLevel | undefined
  /** Indexes of the words that say it. */
  readonly words: ReadonlySet<number>
}

const ORDER: readonly ExperienceLevel[] = ['entry', 'junior', 'mid', 'senior', 'lead', 'executive']

function senioritySaid(tokens: readonly string[]): Said {
  const words = new Set<number>()
  let level: ExperienceLevel | undefined
  tokens.forEach((_, index) => {
    const said = levelAt(tokens, index)
    if (said === undefined) return
    words.add(index)
    if (tokens[index + 1] === 'of') words.add(index + 1)
    if (tokens[index - 1] === 'vice') words.add(index - 1)
    // The highest word wins ('Senior Director'), but an assistant or intern to someone high is none.
    if (level === undefined || ORDER.indexOf(said) > ORDER.indexOf(level)) level = said
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

const ROLE =
  '(?:[a-z/+#.-]+ ){0,3}(?:engineer|developer|designer|manager|analyst|scientist|architect|consultant|programmer|accountant|nurse|administrator|specialist|marketer|recruiter|lawyer|colleague|professional|technician|researcher|producer|editor|writer)s?\\b'
const LOOKING =
  '(?:looking for|seeking|hiring|searching for|in search of|recruiting|need|join(?: us| our team)? as|role of|position of|this is|we want|as) (?:our (?:next |first |new )?|an? |the )?(?:talented |experienced |highly |motivated |skilled |passionate |driven |exceptional ){0,2}'
const ASKED: readonly (readonly [ExperienceLevel, RegExp])[] = [
  [
    'executive',
    new RegExp(
      `\\b${LOOKING}(?:vice president|vp |head of|chief [a-z ]{2,25} officer|director of|managing director)`,
    ),
  ],
  ['lead', new RegExp(`\\b${LOOKING}(?:lead|principal|staff) ${ROLE}`)],
  [
    'senior',
    new RegExp(
      `\\b${LOOKING}(?:senior|sr\\.?)(?:-level)? ${ROLE}|\\b(?:senior|sr)[ -]level (?:role|position|engineer|developer|candidate|professional)|\\bthis is a senior (?:role|position)`,
    ),
  ],
  [
    'mid',
    new RegExp(
      `\\b${LOOKING}(?:mid(?:dle)?(?:-| )?(?:level|weight)?|intermediate) ${ROLE}|\\bmid[ -]level (?:role|position|engineer|developer|candidate)`,
    ),
  ],
  [
    'junior',
    new RegExp(
      `\\b${LOOKING}(?:junior|jr\\.?) ${ROLE}|\\bjunior (?:role|position|level position)|\\bthis is a junior`,
    ),
  ],
  [
    'entry',
    new RegExp(
      `\\b${LOOKING}(?:entry[ -]level|graduate|intern\\b|working student|trainee)|\\bentry[ -]level (?:role|position|job)|\\b(?:recent|new|fresh) graduates?\\b|\\bno (?:prior |previous )?experience (?:is )?(?:required|needed|necessary)`,
    ),
  ],
]

/**
 * Seniority that prose asks for ('we look for a senior engineer'). Conservative: a mere mention of
 * senior colleagues is not enough, and texts that ask for two levels give `undefined`.
 */
export function seniorityFromText(text: string): ExperienceLevel | undefined {
  const folded = fold(text).replace(/\blook for\b/g, 'looking for')
  const found = ASKED.filter(([, pattern]) => pattern.test(folded))
  return found.length === 1 ? found[0]?.[0] : undefined
}
