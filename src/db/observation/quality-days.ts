import type { QualityDay } from '../../quality/quality-day.ts'
import { type Connection, LONG_MS } from '../database.ts'

const BINS = Array.from({ length: 10 }, (_, at) => at + 1)
/** Random groups of talents, who are in the same one every day. */
const GROUPS = Array.from({ length: 16 }, (_, at) => at)
/** A day's first of a talent: so that nobody, however much they call, can stand for the others. */
const GROUPED_PAIRS = 50
const byGroup = (aggregate: string, condition = 'true') =>
  `array[${GROUPS.map((group) => `coalesce(${aggregate} filter (where ${condition} and in_group = ${group}), 0)`).join()}]`

/**
 * A day anew: what is there of it already is replaced, also by nothing. What the service role looked at
 * was shown to nobody.
 */
const MEASURE = `
  with days as (
    select $1::date::timestamp at time zone 'utc' as begins),
  seen as materialized (
    select i.*, coalesce(i.arm, 'none') as in_arm
    from days, public.match_impressions as i
    where i.shown_at >= begins and i.shown_at < begins + interval '1 day' and i.shown_to <> 'service'),
  shown as (
    select in_arm, model_version, shown_to, talent_id, job_id, min(shown_at) as at,
      (array_agg(score order by shown_at, request_id))[1] as score
    from seen group by 1, 2, 3, 4, 5),
  acts as materialized (
    select e.talent_id, e.job_id, e.id, e.occurred_at as at, f.feedback_type, f.implicit_score
    from days, public.match_events as e
    cross join lateral public.ml_feedback_of(e.type, e.actor, e.duration_seconds) as f
    where e.occurred_at >= begins and e.occurred_at < begins + interval '2 days'
      and f.implicit_score is not null),
  outcomes as (
    select s.in_arm, s.model_version, s.score,
      case when s.shown_to = 'talent' and ${GROUPED_PAIRS} >= row_number() over (
          partition by s.in_arm, s.model_version, s.shown_to, s.talent_id order by min(s.at), s.job_id)
        then get_byte(uuid_send(s.talent_id), 15) & 15 end as in_group,
      coalesce(bool_or(a.implicit_score >= 55), false) as is_engaged,
      coalesce(bool_or(a.feedback_type = 'application'), false) as is_applied,
      coalesce(bool_or(a.implicit_score >= 85), false) as is_positive,
      (array_agg(a.implicit_score order by a.id desc))[1] as label
    from shown as s
    left join acts as a on a.talent_id = s.talent_id and a.job_id = s.job_id
      and a.at >= s.at and a.at < s.at + interval '24 hours'
    group by s.in_arm, s.model_version, s.shown_to, s.talent_id, s.job_id, s.score),
  subjects as (
    select in_arm, model_version, shown_to,
      case shown_to when 'company' then job_id else talent_id end as id, min(at) as at
    from shown group by 1, 2, 3, 4),
  wanted as (
    select u.in_arm, u.model_version, count(distinct (u.shown_to, a.talent_id, a.job_id)) as pairs
    from subjects as u
    join acts as a on u.id = case u.shown_to when 'company' then a.job_id else a.talent_id end
      and a.implicit_score >= 85 and a.at >= u.at and a.at < u.at + interval '24 hours'
    group by 1, 2),
  answers as (
    select in_arm, model_version, count(distinct request_id) as answers,
      count(distinct request_id) filter (where source = 'fallback') as fallback_answers
    from seen group by 1, 2),
  measured as (
    select o.in_arm, o.model_version, count(*) as impressions,
      count(*) filter (where is_engaged) as engaged,
      ${byGroup('count(*)')} as impressions_by_group,
      ${byGroup('count(*)', 'is_engaged')} as engaged_by_group,
      ${byGroup('count(label)')} as labelled_by_group, ${byGroup('sum(score - label)')} as gap_by_group,
      count(*) filter (where is_applied) as applied,
      count(*) filter (where is_positive) as positive,
      count(label) as labelled,
      coalesce(sum(score) filter (where label is not null), 0) as score_sum,
      coalesce(sum(label), 0) as label_sum,
      array[${BINS.map(
        (bin) => `count(*) filter (where least(10, width_bucket(score, 0, 100, 10)) = ${bin})`,
      ).join()}] as scores
    from outcomes as o group by 1, 2),
  gone as (
    delete from public.ml_quality_days as q
    where q.day = $1::date and not exists (
      select from measured as m where m.in_arm = q.arm and m.model_version = q.model_version))
  insert into public.ml_quality_days
    (day, arm, model_version, answers, fallback_answers, impressions, engaged, applied, positive, wanted,
     labelled, score_sum, label_sum, scores, impressions_by_group, engaged_by_group,
     labelled_by_group, gap_by_group)
  select $1::date, m.in_arm, m.model_version, a.answers, a.fallback_answers, m.impressions, m.engaged,
    m.applied, m.positive, coalesce(w.pairs, 0), m.labelled, m.score_sum, m.label_sum, m.scores,
    m.impressions_by_group, m.engaged_by_group, m.labelled_by_group, m.gap_by_group
  from measured as m
  join answers as a using (in_arm, model_version)
  left join wanted as w using (in_arm, model_version)
  on conflict (day, arm, model_version) do update set
    answers = excluded.answers, fallback_answers = excluded.fallback_answers,
    impressions = excluded.impressions, engaged = excluded.engaged, applied = excluded.applied,
    positive = excluded.positive, wanted = excluded.wanted, labelled = excluded.labelled,
    score_sum = excluded.score_sum, label_sum = excluded.label_sum, scores = excluded.scores,
    impressions_by_group = excluded.impressions_by_group, engaged_by_group = excluded.engaged_by_group,
    labelled_by_group = excluded.labelled_by_group, gap_by_group = excluded.gap_by_group,
    measured_at = now()`

const DAYS = `
  select day::text, arm, model_version as "modelVersion", answers, fallback_answers as "fallbackAnswers",
    impressions, engaged, applied, positive, wanted, labelled, score_sum as "scoreSum",
    label_sum as "labelSum", scores,
    impressions_by_group as "impressionsByGroup", engaged_by_group as "engagedByGroup",
    labelled_by_group as "labelledByGroup", gap_by_group as "gapByGroup"
  from public.ml_quality_days
  where day >= $1::date order by day, arm, model_version`

const FEATURE_BINS = `
  select version, manifest -> 'feature_bins' as "featureBins" from public.ml_model_versions
  where jsonb_typeof(manifest -> 'feature_bins') = 'object' order by created_at desc limit 10`

/** One row of each answer, as those of one are alike; drawn by a hash, so that the sample is not of one hour. */
const SERVED_FEATURES = `
  select features from (
    select distinct on (i.request_id) i.request_id, i.features from public.match_impressions as i
    where i.shown_at >= $1::date::timestamp at time zone 'utc'
      and i.shown_at < ($1::date + 1)::timestamp at time zone 'utc'
      and i.model_version = $2 and i.feature_contract = $3 and i.features is not null
    order by i.request_id, md5(i.request_id || i.rank)) as answers
  order by md5(request_id) limit $4`

const KEEP_DRIFT = `
  insert into public.ml_feature_drift (day, model_version, feature, psi, rows)
  select $1::date, $2, d.key, d.value::float8, $4
  from jsonb_each_text($3::jsonb) as d
  on conflict (day, model_version, feature) do update set psi = excluded.psi, rows = excluded.rows`

/** Of one model, on the last day that has enough rows. */
const LAST_DRIFT = `
  select feature, psi from public.ml_feature_drift as d
  where model_version = $1 and rows >= $2 and day = (
    select max(day) from public.ml_feature_drift where model_version = $1 and rows >= $2)
  order by psi desc, feature`

/** What is kept of quality, by day. */
export class Quality {
  readonly #database: Connection

  constructor(database: Connection) {
    this.#database = database
  }

  /** @param day in UTC, as 2026-01-31; what there was of it is replaced */
  async measure(day: string): Promise<void> {
    await this.#database.query({ text: MEASURE, values: [day], timeoutMs: LONG_MS })
  }

  /** From that day on, oldest first. */
  days(from: string): Promise<readonly QualityDay[]> {
    return this.#database.query<QualityDay>(DAYS, [from])
  }

  async lastDay(): Promise<string | undefined> {
    const [row] = await this.#database.query<{ readonly day: string | null }>(
      'select max(day)::text as day from public.ml_quality_days',
    )
    return row?.day ?? undefined
  }

  /** Of the last day that is over, with the 24 hours in which something may come of it. */
  lastSettledDay(): Promise<readonly QualityDay[]> {
    return this.#database.query<QualityDay>(
      `with settled as (${DAYS})
       select * from settled where day = (
         select max(day) from settled where day < ((now() at time zone 'utc')::date - 1)::text)`,
      ['-infinity'],
    )
  }

  /** How features were spread where the models learned that may serve: those published last. */
  async featureBins(): Promise<
    readonly {
      readonly version: string
      readonly featureBins: Readonly<Record<string, unknown>>
    }[]
  > {
    return this.#database.query(FEATURE_BINS)
  }

  /** Rows of features as they were served, null where missing. */
  async servedFeatures(
    day: string,
    { version, contract, limit }: { version: string; contract: string; limit: number },
  ): Promise<readonly (readonly (number | null)[])[]> {
    const rows = await this.#database.query<{ readonly features: readonly (number | null)[] }>({
      text: SERVED_FEATURES,
      values: [day, version, contract, limit],
      timeoutMs: LONG_MS,
    })
    return rows.map(({ features }) => features)
  }

  async keepDrift(
    day: string,
    version: string,
    psi: Readonly<Record<string, number>>,
    rows: number,
  ): Promise<void> {
    await this.#database.query(KEEP_DRIFT, [day, version, JSON.stringify(psi), rows])
  }

  /** The index of each feature, the largest first. */
  lastDrift(
    version: string,
    minRows: number,
  ): Promise<readonly { readonly feature: string; readonly psi: number }[]> {
    return this.#database.query(LAST_DRIFT, [version, minRows])
  }
}
