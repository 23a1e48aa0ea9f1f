import type { Decision, DecisionQuery, Showing } from '../../fairness/decision.ts'
import type { Connection } from '../database.ts'

/** One year of a pair that is shown daily. */
const SHOWINGS = 366

const SHOWN = `
  select i.request_id as "requestId", i.shown_at as "shownAt", i.shown_to as "shownTo",
    i.rank, i.candidates, i.score::float8 as score, i.raw_score as "rawScore", i.source, i.arm,
    i.model_version as "modelVersion", i.top_factors as "topFactors", i.explored, i.features,
    case when v.manifest ->> 'contract_hash' = i.feature_contract
      then v.manifest -> 'feature_names' end as "featureNames",
    v.sha256 as "modelSha256",
    (select a.version from public.ml_model_activations a
      where a.activated_at <= i.shown_at order by a.id desc limit 1) as "activeVersion",
    (select jsonb_build_object('percentage', s.state -> 'percentage',
        'isKilled', s.state -> 'is_killed', 'pinnedVersion', s.state -> 'pinned_version')
      from (select coalesce(
        (select c.new_state from public.ml_rollout_changes c
          where c.changed_at <= i.shown_at order by c.id desc limit 1),
        (select c.old_state from public.ml_rollout_changes c order by c.id limit 1),
        (select to_jsonb(now) from public.ml_rollout now)) as state) s) as rollout,
    case when r.request_id is not null then jsonb_build_object(
      'type', r.type, 'status', r.status, 'errorCategory', r.error_category) end as request
  from public.match_impressions i
  left join public.ml_model_versions v on v.version = i.model_version
  left join public.ml_request_log r on r.request_id = i.request_id
  where i.talent_id = $1 and i.job_id = $2
    and ($3::timestamptz is null or i.shown_at >= $3 and i.shown_at < $3 + interval '1 day')
  order by i.shown_at desc, i.request_id limit ${SHOWINGS}`

const MATCH = `
  select ml_score::float8 as score, ml_version as version, source, status::text as status
  from public.matches where talent_id = $1 and job_id = $2 and ml_score is not null`

const ACTS = `
  select type, actor, occurred_at as at from public.match_events
  where talent_id = $1 and job_id = $2
    and ($3::timestamptz is null or occurred_at < $3 + interval '1 day')
  order by id`

/** Why a pair was shown, from stored rows alone: nothing is computed again. */
export class Decisions {
  readonly #database: Connection

  constructor(database: Connection) {
    this.#database = database
  }

  async find({ talentId, jobId, on }: DecisionQuery): Promise<Decision> {
    const pair = [talentId, jobId]
    const onDay = [...pair, on ?? null]
    const [showings, [match = null], acts, [held]] = await Promise.all([
      this.#database.query<Showing>(SHOWN, onDay),
      this.#database.query<NonNullable<Decision['match']>>(MATCH, pair),
      this.#database.query<Decision['acts'][number]>(ACTS, onDay),
      this.#database.query<{ readonly since: Date | null }>(
        'select min(shown_at) as since from public.match_impressions',
      ),
    ])
    return { showings, match, acts, heldSince: held?.since ?? null }
  }
}
