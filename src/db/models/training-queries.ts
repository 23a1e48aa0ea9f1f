import { UNACTED_DAYS } from '../../training/dataset/examination/examination-count.ts'

/*
 * Parameters of all: $1 from, $2 until; of pages also $3 contract of the features, $4 seed and $5 bound of
 * the sample, $6 the talent before the first and $7 the last, $8 who crowds and $9 the shares taken of their pairs.
 *
 * Pages are whole talents, found beforehand: with a limit on pairs every page would be sorted out of all
 * that are left.
 */

const TIME_TO_ACT = `interval '${UNACTED_DAYS} days'`

/**
 * Showings to talents that had all their days, by rank and score, and how many of them were acted after. An
 * act counts for the last showing before it. Of exchanged neighbours, which are two in their answer, each
 * has the other's rank as its own; where one was erased since, the other tells nothing.
 */
export const COUNT_EXAMINATIONS = `
  with shown as (
    select i.talent_id, i.job_id, i.rank, i.score, i.source, i.explored, i.shown_at,
      lead(i.shown_at) over pair as next_shown_at,
      count(*) over exchange as exchanged,
      sum(i.rank) over exchange - i.rank as other_rank
    from public.match_impressions i
    where i.shown_to = 'talent' and i.shown_at >= $1 and i.shown_at < $2
    window pair as (partition by i.talent_id, i.job_id order by i.shown_at, i.request_id),
      exchange as (partition by i.request_id, i.shown_at, i.talent_id, i.explored)),
  placed as (
    select s.*, case when s.explored then s.other_rank::integer else s.rank end as own_rank
    from shown s
    where s.shown_at < $2::timestamptz - ${TIME_TO_ACT}
      and (not s.explored or s.exchanged = 2 and abs(s.other_rank - s.rank) = 1))
  select p.rank::integer as rank, p.own_rank,
    floor(p.score / 5)::integer + case when p.source = 'fallback' then 21 else 0 end as score_band,
    count(*)::integer as impressions,
    count(*) filter (where exists (
      select from public.match_events e
      where e.talent_id = p.talent_id and e.job_id = p.job_id
        and e.occurred_at >= p.shown_at
        and e.occurred_at < least(p.next_shown_at, p.shown_at + ${TIME_TO_ACT})
        and public.ml_is_talents_act(e.type, e.actor)))::integer as acts
  from placed p
  group by p.rank, p.own_rank, score_band
  order by p.rank, p.own_rank, score_band`

/** Pairs that anybody may have decided, and how many times those of the median talent, or company. */
const CROWD = { pairs: 200, medians: 10 }

/**
 * How many pairs there are, and who has so many that they would stand for the others: of theirs a share is taken.
 * @param decided each pair once for each `kind` of those who decided it, by `id`
 */
const countBounded = (decided: string) => `
  counted as (select kind, id, count(*) as pairs from (${decided}) decided group by kind, id),
  bounds as (
    select kind, greatest(${CROWD.pairs},
      ${CROWD.medians} * percentile_cont(0.5) within group (order by pairs)) as bound
    from counted group by kind),
  crowding as (
    select c.id, b.bound / c.pairs as share, c.pairs - b.bound as left_out
    from counted c join bounds b using (kind) where c.pairs > b.bound)
  select ((select count(*) from pairs) - coalesce(sum(left_out), 0))::float8 as count,
    coalesce(array_agg(id), '{}') as ids, coalesce(array_agg(share::float8), '{}') as shares
  from crowding`

/** Which sides decided a pair of the labels: without a company's word it is the talent's. */
const BY_COMPANY = 'l.company_side is not null'
const BY_TALENT = '(l.talent_side is not null or l.company_side is null)'

export const COUNT_LABELLED = `
  with pairs as materialized (
    select l.talent_id, j.company_id, ${BY_TALENT} as by_talent, ${BY_COMPANY} as by_company
    from public.match_labels l left join public.jobs j on j.id = l.job_id
    where l.label is not null and l.decided_at >= $1 and l.decided_at < $2),
  ${countBounded(`
    select 'talent' as kind, talent_id as id from pairs where by_talent
    union all select 'company', company_id from pairs where by_company`)}`

/** Nobody has ever said anything of the pair: not even what was taken back since. */
const NOTHING_DONE = `
  i.shown_to = 'talent' and i.shown_at >= $1
  and i.shown_at < $2::timestamptz - ${TIME_TO_ACT}
  and not exists (
    select from public.match_events e where e.talent_id = i.talent_id and e.job_id = i.job_id)`

export const COUNT_PASSED_OVER = `
  with pairs as materialized (
    select i.talent_id from public.match_impressions i where ${NOTHING_DONE} group by i.talent_id, i.job_id),
  ${countBounded(`select 'talent' as kind, talent_id as id from pairs`)}`

/** The last of the next talents who have rows in a table: $1 the talent before the first, $2 how many. */
export const lastTalentIn = (table: 'match_events' | 'match_impressions') => `
  select id
  from (
    select t.id
    from public.talents t
    where t.id > $1 and exists (select from public.${table} r where r.talent_id = t.id)
    order by t.id
    limit $2) next
  order by id desc
  limit 1`

/** Taken of the pairs of somebody: 0-1. */
const shareOf = (id: string) => `coalesce(($9::float8[])[array_position($8::uuid[], ${id})], 1)`

/** The rows of a page, drawn by a hash of the pair, so that every reader draws the same. */
const drawn = (of: string, share: string) => `
  ${of}.talent_id > $6 and ${of}.talent_id <= $7
  and ('x' || substr(md5($4 || ${of}.talent_id::text || ${of}.job_id::text), 1, 8))::bit(32)::bigint
    < $5::bigint * ${share}`

/** What was logged when the pair was last shown before it was decided. */
const LOGGED = `
  left join lateral (
    select array_to_string(i.features, ',', '') as features
    from public.match_impressions i
    where i.talent_id = page.talent_id and i.job_id = page.job_id
      and i.shown_at <= page.decided_at and i.features is not null and i.feature_contract = $3
    order by i.shown_at desc, i.request_id
    limit 1) logged on true`

/** The talent came to it through what they were shown before they first acted on it. */
export const LABELLED_PAGE = `
  select page.talent_id, page.job_id, page.label, page.talent_side, page.company_side,
    page.decided_at, shown.ranks, logged.features
  from (
    select l.talent_id, l.job_id, l.label, l.talent_side, l.company_side, l.decided_at
    from public.match_labels l left join public.jobs j on j.id = l.job_id
    where l.label is not null and l.decided_at >= $1 and l.decided_at < $2 and ${drawn(
      'l',
      `case when ${BY_COMPANY} then ${shareOf('j.company_id')} else 1 end
       * case when ${BY_TALENT} then ${shareOf('l.talent_id')} else 1 end`,
    )}) page
  left join lateral (
    select min(e.occurred_at) as acted_at
    from public.match_events e
    where e.talent_id = page.talent_id and e.job_id = page.job_id
      and public.ml_is_talents_act(e.type, e.actor)) first on true
  left join lateral (
    select array_agg(i.rank::integer order by i.shown_at) as ranks
    from public.match_impressions i
    where i.talent_id = page.talent_id and i.job_id = page.job_id and i.shown_to = 'talent'
      and i.shown_at <= first.acted_at) shown on true
  ${LOGGED}
  order by page.talent_id, page.job_id`

export const PASSED_OVER_PAGE = `
  select page.talent_id, page.job_id, null::integer as label, false as talent_side,
    null::boolean as company_side, page.last_shown_at + ${TIME_TO_ACT} as decided_at,
    page.ranks, logged.features
  from (
    select i.talent_id, i.job_id, array_agg(i.rank::integer order by i.shown_at) as ranks,
      max(i.shown_at) as last_shown_at, max(i.shown_at) as decided_at
    from public.match_impressions i
    where ${NOTHING_DONE} and ${drawn('i', shareOf('i.talent_id'))}
    group by i.talent_id, i.job_id) page
  ${LOGGED}
  order by page.talent_id, page.job_id`
