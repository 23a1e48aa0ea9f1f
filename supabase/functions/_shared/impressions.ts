import type { Factor, MatchSource } from './payload.ts'

/** That a match was shown, as one row of `match_impressions`. */
export interface ImpressionRow {
  readonly request_id: string
  readonly talent_id: string
  readonly job_id: string
  readonly shown_to: 'talent' | 'company' | 'service'
  /** From 1. */
  readonly rank: number
  /** How many were compared. */
  readonly candidates: number
  readonly score: number
  /** In units of the model; null where rules answered, or where the model did not say. */
  readonly raw_score: number | null
  readonly source: MatchSource
  readonly arm: string | null
  readonly model_version: string
  readonly top_factors: readonly Factor[]
  readonly explored: boolean
  /** What the ranker read, null where missing; null where this answer is not sampled. */
  readonly features: readonly (number | null)[] | null
  readonly feature_contract: string | null
  readonly shown_at: Date
}

/**
 * Writes a JSON list of {@link ImpressionRow}, $1, in one statement. People who are erased meanwhile
 * leave none: what is gone is left out. What an answer has logged already stays as it is.
 */
export const INSERT_IMPRESSIONS = `
  with given as (
    select *
    from jsonb_to_recordset($1::text::jsonb) as g (
      request_id text, talent_id uuid, job_id uuid, shown_to text, rank smallint,
      candidates integer, score numeric, raw_score real, source text, arm text,
      model_version text, top_factors jsonb, explored boolean, features real[],
      feature_contract text, shown_at timestamptz)),
  present as (
    select g.*
    from given as g
    join public.talents as t on t.id = g.talent_id
    join public.jobs as j on j.id = g.job_id
    for key share of t, j)
  insert into public.match_impressions
    (request_id, talent_id, job_id, shown_to, rank, candidates, score, raw_score, source, arm,
     model_version, top_factors, explored, features, feature_contract, shown_at)
  select
     request_id, talent_id, job_id, shown_to, rank, candidates, round(score, 2), raw_score, source,
     arm, model_version, top_factors, explored, features, feature_contract, shown_at
  from present
  on conflict do nothing`
