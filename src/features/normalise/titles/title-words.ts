import { fold } from '../text/fold.ts'

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

const LONGEST_TITLE = 400

/** The folded words of a title, abbreviations spelled out and 'm/w/d' left out. */
export function titleWords(title: string): string[] {
  let text = fold(title.slice(0, LONGEST_TITLE)).replace(
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
