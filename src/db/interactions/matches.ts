import type { Match, MatchSource } from '../../../supabase/functions/_shared/payload.ts'
import type { Connection } from '../database.ts'

/** A match to keep. */
export interface MatchRow {
  readonly match: Match
  readonly modelVersion: string
  readonly source: MatchSource
}

/**
 * Of pairs given twice the last counts. A talent or job that is gone meanwhile is left out; the lock
 * is the one that the foreign keys take, only that it passes over what is just being deleted. What
 * people do with a match (`status`, its times, notes) is theirs, and a row that says the same already
 * is not written again.
 */
const UPSERT = `
  with given as (
    select distinct on (talent_id, job_id) *
    from jsonb_to_recordset($1::jsonb) as g (
      n integer, talent_id uuid, job_id uuid, score numeric, version text, source text,
      explanation jsonb)
    order by talent_id, job_id, n desc),
  present as (
    select g.*
    from given as g
    join public.talents as t on t.id = g.talent_id
    join public.jobs as j on j.id = g.job_id
    where not public.ml_is_erased(t.id) and not public.ml_is_erased(j.id)
    for key share of t, j)
  insert into public.matches as m
    (talent_id, job_id, match_score, ml_score, ml_version, explanation, source)
  select talent_id, job_id, round(score / 100, 2), round(score, 2), version, explanation, source
  from present
  order by talent_id, job_id
  on conflict (talent_id, job_id) do update set
    match_score = excluded.match_score,
    ml_score = excluded.ml_score,
    ml_version = excluded.ml_version,
    explanation = excluded.explanation,
    source = excluded.source
  where (m.ml_score, m.ml_version, m.explanation, m.source)
    is distinct from (excluded.ml_score, excluded.ml_version, excluded.explanation, excluded.source)`

/** The platform's `matches`: what a pair's score is now. */
export class Matches {
  readonly #database: Connection

  constructor(database: Connection) {
    this.#database = database
  }

  /** Writes all in one statement. */
  async upsert(rows: readonly MatchRow[]): Promise<void> {
    if (rows.length === 0) return
    const given = rows.map(({ match, modelVersion, source }, n) => ({
      n,
      talent_id: match.talent_id,
      job_id: match.job_id,
      score: match.match_score,
      version: modelVersion,
      source,
      explanation: match.explanation,
    }))
    await this.#database.query(UPSERT, [JSON.stringify(given)])
  }
}
