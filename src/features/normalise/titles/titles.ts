import type { ExperienceLevel } from '../../../../supabase/functions/_shared/payload.ts'
import { fold } from '../text/fold.ts'
import { senioritySaid } from './title-seniority.ts'
import { titleWords } from './title-words.ts'

/** A job title taken apart. */
export interface NormalisedTitle {
  /** Folded words with abbreviations spelled out, seniority words included. */
  readonly tokens: readonly string[]
  /** The words without those of seniority, joined by spaces. */
  readonly core: string
  /** What the title itself says; `undefined` where it says nothing. */
  readonly seniority: ExperienceLevel | undefined
}

const parsed = new Map<string, NormalisedTitle>()
const MEMO_SIZE = 5000

/** Takes a title apart: words, core without seniority, seniority. Pure; the latest titles are remembered. */
export function normaliseTitle(title: string): NormalisedTitle {
  const known = parsed.get(title)
  if (known) return known
  const tokens = titleWords(title)
  const { seniority, words } = senioritySaid(tokens)
  const core = tokens.filter((_, index) => !words.has(index)).join(' ')
  const result = { tokens, core: core === '' ? tokens.join(' ') : core, seniority }
  if (parsed.size >= MEMO_SIZE) parsed.clear()
  if (title.length <= 200) parsed.set(title, result)
  return result
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
