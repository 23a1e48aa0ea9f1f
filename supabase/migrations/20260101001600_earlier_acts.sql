-- What people did before ours came: an event for each application, and one for what it has come to, as for
-- what each match has. Who moved them is not known. Their ids are below 0, in order of time: before all
-- that triggers record, also of those who write meanwhile, for labels go by the last id.
--
-- Whatever is recorded of a pair already is not told again, so that this can be run again. A hundred
-- thousand applications take some ten seconds; until then talents and jobs are read, and not deleted.
set local statement_timeout = 0;
insert into public.match_events
  (id, talent_id, job_id, type, actor, actor_id, source, previous, occurred_at)
overriding system value
select
  least((select min(e.id) from public.match_events e), 0)
    - row_number() over (order by occurred_at desc, act.step desc, act.talent_id, act.job_id),
  act.talent_id, act.job_id, act.type, act.actor,
  case act.actor when 'talent' then t.profile_id end, act.told_by[1], act.previous, occurred_at
from (
  select a.talent_id, a.job_id, array['applications'] as told_by, act.*
  from public.applications a
  cross join lateral (select to_jsonb(a) as fields) as row
  cross join lateral (
    select coalesce(fields ->> 'applied_at', fields ->> 'created_at') as applied_at) as said
  cross join lateral (values
    (1, 'applied', 'talent', null, said.applied_at),
    (2, a.status::text, 'unknown', 'pending',
      coalesce(fields ->> 'updated_at', said.applied_at))
  ) as act (step, type, actor, previous, told_at)
  where act.type in
    ('applied', 'reviewed', 'interview', 'offer', 'accepted', 'rejected', 'withdrawn')
  union all
  -- Of two at one moment the application says more.
  select m.talent_id, m.job_id, array['matches', 'api'], 0, act.type, 'unknown', 'pending',
    coalesce(fields ->> (act.type || '_at'), fields ->> 'updated_at', fields ->> 'created_at')
  from public.matches m
  cross join lateral (select to_jsonb(m) as fields) as row
  cross join lateral (
    select case m.status::text when 'not_interested' then 'dismissed' else m.status::text end as type
  ) as act
  where act.type in ('viewed', 'interested', 'dismissed', 'contacted')
) as act
-- Where no time is told, now.
cross join lateral (select least(now(), act.told_at::timestamptz) as occurred_at) as dated
join public.talents t on t.id = act.talent_id
join public.jobs j on j.id = act.job_id
where not exists (
  select from public.match_events e
  where e.talent_id = act.talent_id and e.job_id = act.job_id
    and case act.type when 'applied' then e.type = 'applied' else e.source = any (act.told_by) end);

-- As before, of ids below 0 too.
create or replace view public.match_labels with (security_invoker = true) as
with acts as (
  -- Above 0, which stands for none, whatever the id.
  select e.talent_id, e.job_id, e.id + (1::bigint << 62) as id, e.occurred_at, e.type,
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

-- A caller may send one request id many times, and each answer is shown: what was shown when is one showing.
do $$
begin
  if (select cardinality(conkey) = 3 from pg_constraint
      where conrelid = 'public.match_impressions'::regclass and contype = 'p')
  then
    alter table public.match_impressions drop constraint match_impressions_pkey;
    alter table public.match_impressions add primary key (request_id, talent_id, job_id, shown_at);
  end if;
end
$$;
