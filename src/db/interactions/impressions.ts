import {
  type ImpressionRow,
  INSERT_IMPRESSIONS,
} from '../../../supabase/functions/_shared/impressions.ts'
import type { Match, MatchSource } from '../../../supabase/functions/_shared/payload.ts'
import type { ShownTo } from '../../interactions/answer-log.ts'
import type { Connection } from '../database.ts'

/** That a match was shown. */
export interface Impression {
  readonly requestId: string
  readonly match: Match
  readonly shownTo: ShownTo
  readonly shownAt: Date
  /** From 1. */
  readonly rank: number
  /** How many were compared. */
  readonly candidates: number
  /** In units of the model; null where rules answered. */
  readonly rawScore: number | null
  readonly source: MatchSource
  readonly arm: string | null
  readonly modelVersion: string
  readonly explored: boolean
  /** What the ranker read, NaN where missing; null where this answer is not sampled. */
  readonly features: ArrayLike<number> | null
  readonly featureContract: string
}

/** The log of what was shown, `match_impressions`. */
export class Impressions {
  readonly #database: Connection

  constructor(database: Connection) {
    this.#database = database
  }

  /** Writes all in one statement; what an answer has logged already stays as it is. */
  async insert(impressions: readonly Impression[]): Promise<void> {
    if (impressions.length === 0) return
    await this.#database.query(INSERT_IMPRESSIONS, [JSON.stringify(impressions.map(toRow))])
  }
}

const toRow = ({ match, features, ...impression }: Impression): ImpressionRow => ({
  request_id: impression.requestId,
  talent_id: match.talent_id,
  job_id: match.job_id,
  shown_to: impression.shownTo,
  rank: impression.rank,
  candidates: impression.candidates,
  score: match.match_score,
  raw_score: impression.rawScore,
  source: impression.source,
  arm: impression.arm,
  model_version: impression.modelVersion,
  top_factors: match.explanation.top_factors,
  explored: impression.explored,
  // JSON writes NaN, which is missing, as null.
  features: features && Array.from(features),
  feature_contract: features && impression.featureContract,
  shown_at: impression.shownAt,
})
