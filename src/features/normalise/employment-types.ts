import { fold } from './fold.ts'

const EMPLOYMENT_TYPES: readonly (readonly [string, RegExp])[] = [
  ['full_time', /\bfull[- ]?time\b/],
  ['part_time', /\bpart[- ]?time\b/],
  ['contract', /\b(?:contract(?:ing|or)?|fixed[- ]term|temporary)\b/],
  ['freelance', /\bfreelanc\w*/],
  ['internship', /\b(?:intern|internship|apprenticeship|trainee)\b/],
]

/** Words of seeking that must stand before a form of employment, so that a past one is not a wish. */
const WISH =
  /\b(?:looking for|seeking|available for|open to|want|prefer|interested in|search of)\b([^.!?]{0,80})/g

/** One of the platform's five forms of employment; `undefined` for any other text. */
export function canonicalEmploymentType(text: string): string | undefined {
  const folded = fold(text).replace(/_/g, ' ')
  return EMPLOYMENT_TYPES.find(([, pattern]) => pattern.test(folded))?.[0]
}

/** The forms of employment that a profile says it looks for. */
export function employmentTypesInText(text: string): ReadonlySet<string> {
  const found = new Set<string>()
  for (const [, wish] of fold(text).matchAll(WISH)) {
    for (const [type, pattern] of EMPLOYMENT_TYPES) if (pattern.test(wish ?? '')) found.add(type)
  }
  return found
}
