import type { Match } from '../_shared/payload.ts'
import type { Answer } from './answer.ts'
import { type MatchCall, otherSide } from './match-call.ts'

const SUB_SCORES = [
  'skills_match',
  'experience_match',
  'location_match',
  'salary_match',
  'cultural_fit',
] as const

const UUID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i
const VERSION = /^[\w.+-]{1,64}$/
/** Many times what the service says: sentences, and how many of them. */
const [MAX_TEXT, MAX_TEXTS] = [2_000, 100]

/**
 * What the service answered. Which candidates may be shown is the service's to say; that they are for
 * the subject, in order and as many as asked for is looked at.
 *
 * @returns undefined for whatever is no answer to that call
 */
export function readServiceAnswer(body: unknown, call: MatchCall): Answer | undefined {
  if (!isObject(body)) return undefined
  const { matches, source, model_version, partial } = body
  if (source !== 'ml' && source !== 'fallback') return undefined
  if (typeof model_version !== 'string' || !VERSION.test(model_version)) return undefined
  if (partial !== undefined && !isTexts(partial)) return undefined
  if (!Array.isArray(matches) || matches.length > call.limit) return undefined
  if (!matches.every((match) => isMatchFor(match, call)) || !isSorted(matches)) return undefined
  const others = new Set(matches.map((match) => otherSide(call, match).toLowerCase()))
  if (others.size < matches.length) return undefined
  return { matches, source, model_version, ...(partial && { partial }) }
}

function isMatchFor(match: unknown, { type, subject, minScore }: MatchCall): match is Match {
  if (!isObject(match)) return false
  const { talent_id, job_id, match_score, confidence, highly_recommended, explanation } = match
  if (!isUuid(talent_id) || !isUuid(job_id)) return false
  const own = type === 'talent-to-jobs' ? talent_id : job_id
  return (
    own.toLowerCase() === subject &&
    isScore(match_score) &&
    match_score >= minScore &&
    isScore(confidence, 1) &&
    typeof highly_recommended === 'boolean' &&
    isExplanation(explanation)
  )
}

function isExplanation(explanation: unknown): boolean {
  if (!isObject(explanation)) return false
  const { top_factors, sub_scores, mismatches, unknown } = explanation
  return (
    Array.isArray(top_factors) &&
    top_factors.length <= MAX_TEXTS &&
    top_factors.every(isFactor) &&
    isObject(sub_scores) &&
    SUB_SCORES.every((name) => isScore(sub_scores[name])) &&
    (mismatches === undefined || isTexts(mismatches)) &&
    (unknown === undefined || isTexts(unknown))
  )
}

const isFactor = (factor: unknown) =>
  isObject(factor) && isText(factor.factor) && isText(factor.description) && isScore(factor.score)

/** Best first; in some answers the service has two neighbours change places, to learn what place does. */
function isSorted(matches: readonly Match[]): boolean {
  const scores = matches.map((match) => match.match_score)
  const isBelow = (score: number, at: number) => score <= (scores[at - 1] ?? 100)
  const exchanged = scores.findIndex((score, at) => !isBelow(score, at))
  if (exchanged > 0)
    scores.splice(exchanged - 1, 2, ...scores.slice(exchanged - 1, exchanged + 1).reverse())
  return scores.every(isBelow)
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isScore = (value: unknown, most = 100): value is number =>
  typeof value === 'number' && value >= 0 && value <= most
const isUuid = (value: unknown): value is string => typeof value === 'string' && UUID.test(value)
const isText = (value: unknown): value is string =>
  typeof value === 'string' && value.length <= MAX_TEXT
const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.length <= MAX_TEXTS && value.every(isText)
