import type { ExperienceLevel } from '../../../../supabase/functions/_shared/payload.ts'
import { findSkillsInText } from '../skills/skill-mentions.ts'
import { fold } from '../text/fold.ts'

/** Years of experience that are usual for a level, used where a text asks for none. */
export const USUAL_YEARS: Readonly<Record<ExperienceLevel, readonly [min: number, max: number]>> = {
  entry: [0, 1],
  junior: [1, 3],
  mid: [3, 6],
  senior: [5, 10],
  lead: [8, 15],
  executive: [12, 25],
}

/** Years of experience that a job asks for. */
export interface YearsAsked {
  readonly min: number
  /** Only where the text gives a range. */
  readonly max?: number
}

const WORDS = [
  'zero',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
  'thirteen',
  'fourteen',
  'fifteen',
  'sixteen',
  'seventeen',
  'eighteen',
  'nineteen',
  'twenty',
]
const NUMBER = `(?:\\d{1,2}(?:\\.5)?|${WORDS.slice().reverse().join('|')})`
const MENTION = new RegExp(
  `(?<![\\w.,$€£])(${NUMBER})(?: ?\\(\\d{1,2}\\+?\\))?( ?\\+| plus| or more)?` +
    `(?: ?(?:-|to|and|or) ?(${NUMBER})(?: ?\\(\\d{1,2}\\))?)?( ?\\+| plus| or more)?` +
    `[ -]?(years?|yrs?|yoe|months?|jahren?|ans|anos)\\b('?)( or more)?`,
  'g',
)
/** Nobody is asked for more; a larger number is something else. */
const MOST_YEARS = 30

const NOT_ASKED_BEFORE =
  /(?:founded|established|started|since|ago|(?:the|our|your|her|his|its|their) (?:last|past|next|first)|(?:last|past|next|first|within|every|after|aged?|history of|celebrat\w+|anniversary of|for (?:over|nearly|almost|more than)|in (?:just |only |under )?|built over|we have|we've|our|company has|heritage of|duration:?|contract of|warranty of|up to) ?)$/
const NOT_ASKED_AFTER =
  /^[ -]?(?:ago|old|of age|or older|or above|and older|warranty|guarantee|history|in business|in operation|anniversary|contract|fixed|term|plan|later|from now|degree|programme|program|course|diploma|apprenticeship|college|university|of (?:our |company |rich |proud )?(?:history|growth|success|service|heritage|tradition|college|university|study|education|age)|bachelor|master|in a row|running|straight|strong|horizon|roadmap|visa)/
const ASKING_BEFORE =
  /(?:at least|minimum(?: of)?|min\.?(?: of)?|no less than|not less than|more than|over|requires?|required:?|requirements?:?|must have|should have|you have|have|bring|with|needs?|need|having|experience(?: level| required)?:?|exp:?|mindestens) ?(?:an? )?$/
const EXPERIENCE =
  /\b(?:experienced?|exp|expertise|background|track record|hands-on|working|work|practice|practising|practicing|professional|industry|relevant|related|similar|proven|progressive|commercial|clinical|teaching|managing|management|leading|leadership|building|developing|development|designing|writing|post-qualification|pqe|post-qualified|in (?:a|an|the) [a-z -]{0,30}(?:role|position|environment)|as an? |berufserfahrung|erfahrung|experience|experiencia)\b/
const PREFERRED =
  /\b(?:preferred|prefer|nice to have|ideally|a plus|is a plus|desirable|desired|bonus|advantageous|optional)\b/

interface Mention extends YearsAsked {
  readonly preferred: boolean
}

/**
 * Years of experience that a job text asks for ('5+ years', 'three to five yrs of experience').
 *
 * Of several mentions the main one is the greatest minimum among those that are required, for
 * 'five years in development, two of them in React' asks for five; if all are merely preferred,
 * the greatest of those. Ages, histories, durations and warranties are not counted.
 */
export function yearsAsked(text: string): YearsAsked | undefined {
  let main: Mention | undefined
  for (const mention of mentions(fold(text))) {
    const better =
      main === undefined ||
      (main.preferred && !mention.preferred) ||
      (main.preferred === mention.preferred && mention.min > main.min)
    if (better) main = mention
  }
  if (main === undefined) return undefined
  return main.max === undefined ? { min: main.min } : { min: main.min, max: main.max }
}

function* mentions(text: string): Generator<Mention> {
  for (const match of text.matchAll(MENTION)) {
    const before = sentenceBefore(text, match.index)
    const after = sentenceAfter(text, match.index + match[0].length)
    if (NOT_ASKED_BEFORE.test(before) || NOT_ASKED_AFTER.test(after)) continue
    if (/, (?:we|our)\b/.test(after)) continue
    const open = match[2] ?? match[4] ?? match[7]
    if (open === undefined && !ASKING_BEFORE.test(before) && !tellsOfExperience(after)) {
      continue
    }
    const perYear = match[5]?.startsWith('month') ? 12 : 1
    const first = numberOf(match[1] ?? '') / perYear
    const second = match[3] === undefined ? undefined : numberOf(match[3]) / perYear
    const min = second === undefined ? first : Math.min(first, second)
    const max = second === undefined ? undefined : Math.max(first, second)
    if (!(min <= MOST_YEARS)) continue
    const preferred = PREFERRED.test(before) || PREFERRED.test(after)
    yield max === undefined || open !== undefined ? { min, preferred } : { min, max, preferred }
  }
}

/** '… of experience', '… as a nurse', '… of Java'. */
function tellsOfExperience(after: string): boolean {
  return (
    EXPERIENCE.test(after.slice(0, 70)) ||
    /^ (?:as|in) /.test(after) ||
    (/^ (?:of|with) /.test(after) && findSkillsInText(after.slice(0, 40)).size > 0)
  )
}

function numberOf(word: string): number {
  const index = WORDS.indexOf(word)
  return index >= 0 ? index : Number(word)
}

function sentenceBefore(text: string, end: number): string {
  const window = text.slice(Math.max(0, end - 60), end)
  return window.slice(Math.max(window.lastIndexOf('. '), window.lastIndexOf('; ')) + 1)
}

function sentenceAfter(text: string, start: number): string {
  const window = text.slice(start, start + 90)
  const stop = window.search(/[.;](?: |$)/)
  return stop < 0 ? window : window.slice(0, stop)
}
