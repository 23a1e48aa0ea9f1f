import { UNACTED_DAYS } from '../../training/dataset/examination/examination-count.ts'

/*
 * Parameters of all: $1 from, $2 until; of pages also $3 contract of the features, $4 seed and $5 bound of
 * the sample, $6 the talent before the first and $7 the last.
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

export const COUNT_LABELLED = `
  select count(*) as count
  from public.match_labels
  where label is not null and decided_at >= $1 and decided_at < $2`

/** Nobody has ever said anything of the pair: not even what was taken back since. */
const NOTHING_DONE = `
  i.shown_to = 'talent' and i.shown_at >= $1
  and i.shown_at < $2::timestamptz - ${TIME_TO_ACT}
  and not exists (
    select from public.match_events e where e.talent_id = i.talent_id and e.job_id = i.job_id)`

export const COUNT_PASSED_OVER = `
  select count(*) as count
  from (
    select from public.match_impressions i where ${NOTHING_DONE} group by i.talent_id, i.job_id) pairs`

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

/** The rows of a page, drawn by a hash of the pair, so that every reader draws the same. */
const drawn = (of: string) => `
  ${of}.talent_id > $6 and ${of}.talent_id <= $7
  and ('x' || substr(md5($4 || ${of}.talent_id::text || ${of}.job_id::text), 1, 8))::bit(32)::bigint
    < $5::bigint`

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
    from public.match_labels l
    where l.label is not null and l.decided_at >= $1 and l.decided_at < $2 and ${drawn('l')}) page
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
    where ${NOTHING_DONE} and ${drawn('i')}
    group by i.talent_id, i.job_id) page
  ${LOGGED}
  order by page.talent_id, page.job_id`
