import { RequestAnswerer } from '../matching/answers/answer-request.ts'
import type { Bundle, ModelSource } from '../matching/bundle/bundle.ts'
import { ModelRefused } from '../matching/bundle/model-refused.ts'
import { REFERENCE_PAIR } from './reference-pair.ts'

/** Far within what sums of doubles lose, far below what a score shows. */
const TOLERANCE = 1e-6

/**
 * Has a model judge a pair and rows at the ends of what there is, before anybody is served by it. That
 * also makes, aside, what else the first request would wait for.
 *
 * @throws {ModelRefused} `unusable`
 */
export function proveBundle({ from }: Pick<ModelSource, 'from'>, bundle: Bundle): void {
  const refuse = (what: string, cause?: unknown) => {
    throw new ModelRefused('unusable', `${from}: no usable model: ${what}`, { cause })
  }
  try {
    for (const value of [Number.NaN, 0, 1]) {
      if (!isSound(bundle, value)) refuse(`a row of ${value} has no finite score that adds up`)
    }
    if (!judgesReferencePair(bundle)) refuse('the reference pair has no score from 0 to 100')
  } catch (error) {
    if (error instanceof ModelRefused) throw error
    refuse(`the reference pair cannot be judged (${(error as Error).message})`, error)
  }
}

/** On a row of one value everywhere. */
function isSound({ ranker, residual, calibration }: Bundle, value: number): boolean {
  const width = ranker.featureNames.length
  const row = new Float64Array(width).fill(value)
  const [raw, error] = [new Float64Array(1), new Float64Array(1)]
  ranker.predict(row, 1, raw)
  residual.predict(row, 1, error)
  const parts = new Float64Array(width + 1)
  ranker.contributions(row, parts)
  const sum = parts.reduce((total, part) => total + part, 0)
  const [score = Number.NaN, width80 = Number.NaN] = [raw[0], error[0]]
  return (
    Number.isFinite(width80) &&
    Math.abs(sum - score) <= TOLERANCE * Math.max(1, Math.abs(score)) &&
    isBetween(calibration.apply(score), 0, 100)
  )
}

function judgesReferencePair(bundle: Bundle): boolean {
  const { matches } = new RequestAnswerer(bundle).answerWithoutVectors({
    sides: REFERENCE_PAIR,
    options: { limit: 1, minScore: 0, explain: 'full' },
    today: Date.UTC(2026, 0, 1),
  })
  const [match] = matches
  return (
    match !== undefined &&
    isBetween(match.match_score, 0, 100) &&
    isBetween(match.confidence, 0, 1) &&
    Object.values(match.explanation.sub_scores).every((score) => isBetween(score, 0, 100))
  )
}

const isBetween = (value: number, low: number, high: number) => value >= low && value <= high
