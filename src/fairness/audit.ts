import type { ScoreChanges } from './counterfactual.ts'
import type { ImpactAudit } from './impact.ts'

/** What an audit found; plain JSON. Either part may be absent. */
export interface Audit {
  /** ISO 8601. */
  readonly createdAt: string
  /** Where the scores are from, for people. */
  readonly source: string
  /** What made the scores, where that is known, and how many of them. */
  readonly versions: Readonly<Record<string, number>>
  readonly impact?: ImpactAudit
  readonly counterfactual?: ScoreChanges
}

export const NOT_INDEPENDENT =
  'This is the operator’s own measurement, not the bias audit by an independent auditor that New ' +
  'York City’s Local Law 144 requires.'

export const SPLIT_TITLES = {
  sex: 'Sex',
  race_ethnicity: 'Race/ethnicity',
  sex_and_race_ethnicity: 'Sex and race/ethnicity',
} as const
