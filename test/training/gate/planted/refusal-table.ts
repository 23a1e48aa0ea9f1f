import { decide } from '../../../../src/training/gate/decide.ts'
import type { Evidence } from '../../../../src/training/gate/evidence.ts'
import type { ReasonCode } from '../../../../src/training/gate/reason.ts'

/** What became of one challenger. */
export interface Outcome {
  readonly promoted: boolean
  readonly failed: readonly ReasonCode[]
  /** nDCG@10 over the champion, as measured. */
  readonly gain: number
}

export function outcomeOf(evidence: Evidence): Outcome {
  const { promoted, reasons } = decide(evidence)
  return {
    promoted,
    failed: reasons.filter(({ passed }) => !passed).map(({ code }) => code),
    gain: evidence.evaluation.differences.champion.ndcg10.mean,
  }
}

export const countOf = (outcomes: readonly Outcome[], code: ReasonCode): number =>
  outcomes.filter(({ failed }) => failed.includes(code)).length

/** One row of a table in Markdown. */
export function tableRow(name: string, outcomes: readonly Outcome[], refusedBy?: ReasonCode) {
  const promoted = outcomes.filter((each) => each.promoted).length
  const gain = outcomes.reduce((sum, each) => sum + each.gain, 0) / outcomes.length
  const codes = new Set(outcomes.flatMap(({ failed }) => failed))
  const by = [...codes]
    .filter((code) => code !== refusedBy)
    .sort((a, b) => countOf(outcomes, b) - countOf(outcomes, a))
    .map((code) => `${code} ${countOf(outcomes, code)}`)
  const own = refusedBy ? `${refusedBy} ${countOf(outcomes, refusedBy)}` : ''
  const cells = [
    name,
    `${outcomes.length - promoted} of ${outcomes.length}`,
    own,
    by.join(', '),
    `${gain > 0 ? '+' : ''}${gain.toFixed(4)}`,
  ]
  return `| ${cells.join(' | ')} |`
}

export const TABLE_HEAD = [
  '| challenger | refused | by the check made for it | by others too | nDCG@10 over champion |',
  '|---|---|---|---|---|',
]
