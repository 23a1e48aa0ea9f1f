import type { Job, Match, Talent } from '../../../supabase/functions/_shared/payload.ts'
import { counted } from '../../text/counted.ts'
import { heading, plainTable, printable, trimLines } from './table.ts'

/** A pair in full; `detail` is what `?explain=full` of the API adds. */
export interface ExplainedPair {
  readonly talent: Talent
  readonly job: Job
  readonly match: Match & { readonly detail?: PairDetail }
  readonly modelVersion: string
}

export interface PairDetail {
  readonly raw_score: number
  readonly base_value: number
  readonly contributions: readonly FeatureContribution[]
}

interface FeatureContribution {
  readonly feature: string
  readonly group: string
  /** null is missing. */
  readonly value: number | null
  readonly contribution: number
}

/**
 * One pair for people to read: score, sub-scores, sentences, and what each feature added.
 *
 * @param showsAll names features that add next to nothing too, among them those that the ranker does not read
 */
export function toExplanation(
  { talent, job, match, modelVersion }: ExplainedPair,
  showsAll = false,
): string {
  const { sub_scores, top_factors, mismatches = [], unknown = [] } = match.explanation
  const unknownNames: readonly string[] = unknown
  const subScores = Object.entries(sub_scores).map(
    ([name, score]) =>
      `  ${name.replaceAll('_', ' ').padEnd(18)}${score.toFixed(0).padStart(4)}${unknownNames.includes(name) ? '  (unknown)' : ''}`,
  )
  const lines = [
    heading('talent', talent),
    heading('job', job),
    '',
    `Score ${match.match_score.toFixed(1)}, confidence ${Math.round(match.confidence * 100)} %, by ${modelVersion}`,
    ...subScores,
    '',
    'Why',
    ...top_factors.map(({ factor, description }) => `  ${printable(`${factor}: ${description}`)}`),
    ...(mismatches.length > 0 ? ['', 'Mismatches'] : []),
    ...mismatches.map((mismatch) => `  ${printable(mismatch)}`),
    ...(match.detail ? ['', contributionTable(match.detail, match.match_score, showsAll)] : []),
  ]
  return `${lines.join('\n')}\n`
}

/** Points of raw score: what adds less is not seen in a score of one decimal. */
const NEGLIGIBLE = 0.005

/** Largest effect first; base value and contributions add up to the raw score. */
function contributionTable(
  { base_value, raw_score, contributions }: PairDetail,
  score: number,
  showsAll: boolean,
): string {
  const table = plainTable(['contribution', 'value', 'feature', 'group'], [15, 12, 42, 14], 2)
  table.push([signed(base_value), '', '(base value)', ''])
  const bySize = contributions.toSorted(
    (a, b) => Math.abs(b.contribution) - Math.abs(a.contribution),
  )
  const shown = showsAll
    ? bySize
    : bySize.filter(({ contribution }) => Math.abs(contribution) >= NEGLIGIBLE)
  for (const { feature, group, value, contribution } of shown) {
    table.push([signed(contribution), value === null ? 'missing' : rounded(value), feature, group])
  }
  const others = bySize.slice(shown.length)
  if (others.length > 0) {
    const sum = others.reduce((total, { contribution }) => total + contribution, 0)
    table.push([signed(sum), '', `(${counted(others.length, 'other')} together; --all)`, ''])
  }
  table.push([signed(raw_score), '', `= raw score, calibrated to ${score.toFixed(1)}`, ''])
  return trimLines(table.toString())
}

const signed = (value: number) => `${value < 0 ? '' : '+'}${value.toFixed(4)}`
const rounded = (value: number) => String(Number(value.toPrecision(5)))
