-- What follows from the events of a pair: the rows of `match_feedback`, and the labels that models
-- learn from.

-- What an event does to the rows of its pair: it sets the score of one, and takes back those that it
-- contradicts. A talent who writes `rejected` on an application of their own gives it up, and one who
-- writes `offer` merely keeps it.
create or replace function public.ml_feedback_of(p_type text, p_actor text, p_seconds numeric)
returns table (feedback_type text, implicit_score integer)
language sql immutable set search_path = '' as $$
  select effect.feedback_type, effect.implicit_score
  from (values
    (array['applied', 'reopened', 'reviewed', 'interview', 'offer', 'accepted'],
      array['talent', 'company', 'service', 'unknown'], 'application', 100),
    (array['reopened', 'reviewed', 'interview', 'offer', 'accepted'],
      array['company', 'service', 'unknown'], 'rejected', null),
    (array['withdrawn', 'application_deleted', 'rejected'],
      array['talent', 'company', 'service', 'unknown'], 'application', null),
    (array['rejected'], array['company', 'service', 'unknown'], 'rejected', 10),
    (array['contacted'], array['company', 'service', 'unknown'], 'contacted', 90),
    (array['contacted'], array['company', 'service', 'unknown'], 'passed_over', null),
    (array['dismissed'], array['company'], 'passed_over', 20),
    (array['dismissed'], array['company'], 'contacted', null),
    (array['dismissed'], array['talent', 'service', 'unknown'], 'dismissed', 20),
    (array['dismissed'], array['talent', 'service', 'unknown'], 'interested', null),
    (array['interested'], array['talent', 'service', 'unknown'], 'interested', 85),
    (array['interested'], array['talent', 'service', 'unknown'], 'dismissed', null),
    (array['viewed'], array['talent', 'service', 'unknown'], 'viewed', 55),
    (array['cleared'], array['talent', 'service', 'unknown'], 'interested', null),
    (array['cleared'], array['talent', 'service', 'unknown'], 'dismissed', null),
    (array['cleared'], array['talent', 'service', 'unknown'], 'viewed', null),
    (array['cleared'], array['company', 'service', 'unknown'], 'contacted', null),
    (array['cleared'], array['company', 'service', 'unknown'], 'passed_over', null)
  ) as effect (types, actors, feedback_type, implicit_score)
  where p_type = any (effect.types) and p_actor = any (effect.actors)
    and (p_type <> 'viewed' or p_seconds >= 10)
$$;

create or replace function public.ml_derive_feedback() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  with last_effects as materialized (
    select distinct on (e.talent_id, e.job_id, effect.feedback_type)
      e.talent_id, e.job_id, effect.feedback_type, effect.implicit_score,
      e.occurred_at at time zone 'utc' as changed_at
    from inserted e
    cross join lateral public.ml_feedback_of(e.type, e.actor, e.duration_seconds) as effect
    order by e.talent_id, e.job_id, effect.feedback_type, e.id desc
  ),
  taken_back as (
    -- Only what was said can be taken back.
    update public.match_feedback f
    set implicit_score = null, created_at = l.changed_at
    from last_effects l
    where l.implicit_score is null and f.implicit_score is not null
      and (f.talent_id, f.job_id, f.feedback_type) = (l.talent_id, l.job_id, l.feedback_type)
  )
  insert into public.match_feedback as f
    (talent_id, job_id, feedback_type, implicit_score, created_at)
  select talent_id, job_id, feedback_type, implicit_score, changed_at
  from last_effects
  where implicit_score is not null
  order by talent_id, job_id, feedback_type
  on conflict (talent_id, job_id, feedback_type) do update
  set implicit_score = excluded.implicit_score, created_at = excluded.created_at;
  return null;
exception when others then
  raise warning 'talentmatch: feedback was not derived: % (%)', sqlerrm, sqlstate;
  return null;
end
$$;
drop trigger if exists ml_derive_feedback on public.match_events;
create trigger ml_derive_feedback after insert on public.match_events
  referencing new table as inserted
  for each statement execute function public.ml_derive_feedback();
revoke all on function
  public.ml_feedback_of(text, text, numeric), public.ml_derive_feedback()
  from public, anon, authenticated;

-- Labels, 0-100 or none, one row a pair. The company's last act goes before the talent's last act.
--
-- Both sides act in two ways: on the application (`applied` …) and on the match (`dismissed` …). The
-- later of the two is the last act, unless it was taken back (`reopened`, `cleared`). Looking at a match
-- is an act only where there is no other. An act of the company that goes along with the application
-- counts while that stands, so that a withdrawn one has no label; a rejection stays.
create or replace view public.match_labels with (security_invoker = true) as
with acts as (
  select e.talent_id, e.job_id, e.id, e.occurred_at, e.type,
    e.actor = 'company' as is_company,
    e.actor = 'talent' as is_talent,
    coalesce(e.duration_seconds >= 10, false) as is_long
  from public.match_events e
),
last_acts as (
  select talent_id, job_id,
    -- The application: whether it stands.
    max(id) filter (where type in (
      'applied', 'reopened', 'reviewed', 'interview', 'offer', 'accepted')) as stands_id,
    max(id) filter (where type in ('withdrawn', 'application_deleted')
      or type = 'rejected' and is_talent) as ended_id,
    -- What the company decided of it.
    max(id) filter (where type in (
      'reviewed', 'interview', 'offer', 'accepted', 'rejected', 'reopened')
      and not is_talent) as decision_id,
    (array_agg(type order by id desc) filter (where type in (
      'reviewed', 'interview', 'offer', 'accepted', 'rejected', 'reopened')
      and not is_talent))[1] as decision,
    -- What the company said of the match.
    max(id) filter (where type = 'contacted' and not is_talent
      or type = 'dismissed' and is_company or type = 'cleared' and not is_talent) as company_id,
    (array_agg(type order by id desc) filter (where type = 'contacted' and not is_talent
      or type = 'dismissed' and is_company or type = 'cleared' and not is_talent))[1] as company,
    -- What the talent said of the match.
    max(id) filter (where type in ('interested', 'dismissed', 'cleared')
      and not is_company) as talent_act_id,
    (array_agg(type order by id desc) filter (where type in ('interested', 'dismissed', 'cleared')
      and not is_company))[1] as talent_act,
    max(id) filter (where type = 'viewed' and is_long and not is_company) as viewed_id,
    max(occurred_at) filter (where type <> 'viewed' or is_long and not is_company) as decided_at
  from acts
  group by talent_id, job_id
),
standing as (
  select talent_id, job_id, decided_at, decision, talent_act, stands_id,
    -- Null: there never was one.
    case when greatest(stands_id, ended_id) is not null
      then coalesce(stands_id > coalesce(ended_id, 0), false)
        and not coalesce(decision = 'rejected' and decision_id > stands_id, false) end
      as is_applied,
    coalesce(ended_id > coalesce(stands_id, 0), false) as is_ended,
    ended_id,
    case when decision_id > coalesce(company_id, 0) and decision <> 'reopened'
        or coalesce(company, 'cleared') = 'cleared' and decision <> 'reopened' then decision_id
      when company <> 'cleared' then company_id end as company_act_id,
    case when decision_id > coalesce(company_id, 0) and decision <> 'reopened'
        or coalesce(company, 'cleared') = 'cleared' and decision <> 'reopened' then decision
      when company <> 'cleared' then company end as company_act,
    talent_act_id,
    viewed_id > coalesce(case when talent_act = 'cleared' then talent_act_id end, 0) as is_viewed
  from last_acts
)
select talent_id, job_id,
  case
    when company_act = 'rejected' then 10
    when company_act = 'dismissed' then 20
    when company_act is not null and is_applied then 100
    when company_act is not null and is_ended and ended_id > company_act_id then null
    when company_act = 'contacted' then 90
    when talent_act = 'dismissed' and talent_act_id > coalesce(greatest(stands_id, ended_id), 0)
      then 20
    when is_applied then 100
    when talent_act = 'interested' and (not is_ended or talent_act_id > ended_id) then 85
    when is_viewed and not is_ended then 55
  end as label,
  -- Given that they looked: whether the talent applied.
  case
    when is_ended then null
    when stands_id is not null then true
    when talent_act in ('interested', 'dismissed') or is_viewed then false
  end as talent_side,
  -- Given that the talent applied: whether the company took it further.
  case
    when stands_id is null then null
    when decision in ('interview', 'offer', 'accepted') then true
    when decision = 'rejected' then false
  end as company_side,
  decided_at
from standing;
revoke all on public.match_labels from anon, authenticated;
grant select on public.match_labels to service_role;
