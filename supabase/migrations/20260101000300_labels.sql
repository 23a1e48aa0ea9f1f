-- What the events of a pair say: `match_labels` for training, and `match_feedback`, one row a kind.

-- Each side's last act. Whoever wrote it, a status says whose it is: `rejected`, `interview` and the
-- like are a company's to write, unless the talent wrote them on an application of their own.
create or replace view public.match_acts with (security_invoker = true) as
select id, talent_id, job_id, type, occurred_at,
  case
    when type in ('applied', 'withdrawn', 'application_deleted') then 'talent'
    when type in ('reviewed', 'interview', 'offer', 'accepted', 'rejected')
      then case when actor <> 'talent' then 'company' end
    when type = 'reopened' then case when actor = 'talent' then 'talent' else 'company' end
    when type = 'contacted' then case when actor <> 'talent' then 'company' end
    when type in ('interested', 'dismissed', 'cleared')
      then case when actor = 'company' then null else 'talent' end
    when type = 'viewed' then case when actor <> 'company' and duration_seconds >= 10 then 'talent' end
  end as side
from public.match_events;

-- Label 0-100: the company's last act goes before the talent's last act; null is no label. The two
-- sides stand apart as well: did the talent apply, did the company take the application further.
create or replace view public.match_labels with (security_invoker = true) as
with last_acts as (
  select talent_id, job_id,
    (array_agg(type order by id desc) filter (where side = 'talent'))[1] as talent_act,
    (array_agg(type order by id desc) filter (where side = 'company'))[1] as company_act,
    bool_or(type in ('applied', 'reopened')) as has_applied,
    (array_agg(id order by id desc) filter (where side = 'company' and type = 'reopened'))[1] as reopened_at,
    max(occurred_at) filter (where side is not null) as decided_at
  from public.match_acts
  group by talent_id, job_id
)
select talent_id, job_id,
  case
    when talent_act in ('withdrawn', 'application_deleted') then null
    when company_act = 'rejected' then 10
    when company_act = 'contacted' and not has_applied then 90
    when company_act in ('reviewed', 'interview', 'offer', 'accepted', 'contacted', 'reopened')
      and has_applied then 100
    when talent_act in ('applied', 'reopened') then 100
    when talent_act = 'interested' then 85
    when talent_act = 'viewed' then 55
    when talent_act = 'dismissed' then 20
  end as label,
  case
    when talent_act in ('applied', 'reopened') then 1.0
    when talent_act = 'interested' then 0.85
    when talent_act = 'viewed' then 0.55
    when talent_act = 'dismissed' then 0.2
  end as talent_side,
  case
    when company_act in ('interview', 'offer', 'accepted', 'contacted') then 1.0
    when company_act = 'rejected' then 0.0
  end as company_side,
  decided_at
from last_acts;

revoke all on public.match_acts, public.match_labels from anon, authenticated;
grant select on public.match_acts, public.match_labels to service_role;

-- One row a pair and kind, as the last event of that kind left it.
create or replace function public.ml_derive_feedback() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  kind text := case
    when new.type in ('applied', 'reviewed', 'interview', 'offer', 'accepted', 'rejected',
                      'withdrawn', 'reopened', 'application_deleted') then 'application'
    when new.type = 'viewed' and new.duration_seconds >= 10 then 'viewed'
    when new.type in ('interested', 'dismissed', 'contacted') then new.type
  end;
  score integer := case
    when new.type in ('withdrawn', 'application_deleted') then null
    when new.type = 'rejected' and new.actor <> 'talent' then 10
    when kind = 'application' then 100
    when kind = 'contacted' then 90
    when kind = 'interested' then 85
    when kind = 'viewed' then 55
    when kind = 'dismissed' then 20
  end;
begin
  -- Interest and dismissal undo each other, and clearing undoes both.
  if new.type in ('interested', 'dismissed', 'cleared') then
    delete from public.match_feedback f
    where f.talent_id = new.talent_id and f.job_id = new.job_id
      and f.feedback_type in ('interested', 'dismissed') and f.feedback_type <> new.type;
  end if;
  if kind is not null then
    insert into public.match_feedback (talent_id, job_id, feedback_type, implicit_score, created_at)
    values (new.talent_id, new.job_id, kind, score, new.occurred_at)
    on conflict (talent_id, job_id, feedback_type) do update
    set implicit_score = excluded.implicit_score, created_at = excluded.created_at;
  end if;
  return null;
exception when others then
  raise warning 'talentmatch: feedback was not derived: %', sqlerrm;
  return null;
end
$$;
drop trigger if exists ml_derive_feedback on public.match_events;
create trigger ml_derive_feedback after insert on public.match_events
  for each row execute function public.ml_derive_feedback();
