import { fold } from '../text/fold.ts'

const EMPLOYMENT_TYPES: readonly (readonly [string, RegExp])[] = [
  ['full_time', /\bfull[- ]?time\b/],
  ['part_time', /\bpart[- ]?time\b/],
  ['contract', /\b(?:contract(?:ing|or)?|fixed[- ]term|temporary)\b/],
  ['freelance', /\bfreelanc\w*/],
  ['internship', /\b(?:intern|internship|apprenticeship|trainee)\b/],
]

/** Words of seeking before a form of employment, or `only` behind it: a past one is not a wish. */
const WISH =
  /\b(?:looking for|seeking|available for|open to|wants?|prefer|interested in|search of|take)\b([^.!?]{0,80})|([a-z -]{0,30}) only\b/g

/** One of the platform's five forms of employment; `undefined` for any other text. */
export function canonicalEmploymentType(text: string): string | undefined {
  const folded = fold(text).replace(/_/g, ' ')
  return EMPLOYMENT_TYPES.find(([, pattern]) => pattern.test(folded))?.[0]
}

/** The forms of employment that a profile says it looks for. */
export function employmentTypesInText(text: string): ReadonlySet<string> {
  const found = new Set<string>()
  for (const [, after = '', before = ''] of fold(text).matchAll(WISH)) {
    for (const [type, pattern] of EMPLOYMENT_TYPES)
      if (pattern.test(after + before)) found.add(type)
  }
  return found
}
