-- What people do with matches: every act is an event, told by triggers on the platform's tables or by
-- the API.

create table if not exists public.match_events (
  id bigint generated always as identity primary key,
  talent_id uuid not null references public.talents (id) on delete cascade,
  job_id uuid not null references public.jobs (id) on delete cascade,
  -- `reopened`: an application is pending again. `cleared`: what was said of a match is taken back.
  type text not null check (type in (
    'applied', 'reviewed', 'interview', 'offer', 'accepted', 'rejected', 'withdrawn', 'reopened',
    'application_deleted', 'viewed', 'interested', 'dismissed', 'contacted', 'cleared')),
  actor text not null check (actor in ('talent', 'company', 'service', 'unknown')),
  -- `auth.users.id`; no foreign key, as the act remains when the account goes.
  actor_id uuid,
  source text not null check (source in ('applications', 'matches', 'api')),
  duration_seconds numeric check (duration_seconds >= 0),
  -- The status before, in the platform's words.
  previous text,
  idempotency_key text unique,
  occurred_at timestamptz not null default now()
);
create index if not exists idx_match_events_pair on public.match_events (talent_id, job_id, id);
create index if not exists idx_match_events_job on public.match_events (job_id);
create index if not exists idx_match_events_actor on public.match_events (actor_id)
  where actor_id is not null;
create index if not exists idx_match_events_occurred on public.match_events (occurred_at);

alter table public.match_events enable row level security;
revoke all on public.match_events from anon, authenticated, service_role;
grant select on public.match_events to authenticated;
grant select, insert on public.match_events to service_role;

-- One's own acts only: that a company passed over a talent, or a talent over a job, is not the other
-- side's to read.
drop policy if exists match_events_own on public.match_events;
create policy match_events_own on public.match_events for select to authenticated
  using (actor_id = (select auth.uid()));

-- What the events of a pair come to, a row for each kind of act.
create table if not exists public.match_feedback (
  id uuid primary key default gen_random_uuid(),
  talent_id uuid not null references public.talents (id) on delete cascade,
  job_id uuid not null references public.jobs (id) on delete cascade,
  -- The talent's: application, interested, dismissed, viewed. The company's: contacted, rejected,
  -- passed_over.
  feedback_type varchar(50) not null,
  -- Null: taken back.
  implicit_score integer check (implicit_score between 0 and 100),
  -- When it last changed, in UTC.
  created_at timestamp default (now() at time zone 'utc'),
  unique (talent_id, job_id, feedback_type)
);
create index if not exists idx_match_feedback_talent on public.match_feedback (talent_id);
create index if not exists idx_match_feedback_job on public.match_feedback (job_id);
create index if not exists idx_match_feedback_created on public.match_feedback (created_at);

-- The rows of one's own, for policies; in one set, so that a query asks once and not for each row.
create or replace function public.ml_own_talents() returns setof uuid
language sql stable security definer set search_path = '' as
  $$ select t.id from public.talents t where t.profile_id = auth.uid() $$;
create or replace function public.ml_own_jobs() returns setof uuid
language sql stable security definer set search_path = '' as $$
  select j.id from public.jobs j join public.companies c on c.id = j.company_id
  where c.profile_id = auth.uid()
$$;
revoke all on function public.ml_own_talents(), public.ml_own_jobs()
  from public, anon, authenticated;
grant execute on function public.ml_own_talents(), public.ml_own_jobs() to authenticated;

alter table public.match_feedback enable row level security;
revoke all on public.match_feedback from anon, authenticated;
grant select on public.match_feedback to authenticated;
grant all on public.match_feedback to service_role;
drop policy if exists match_feedback_talent on public.match_feedback;
create policy match_feedback_talent on public.match_feedback for select to authenticated
  using (feedback_type in ('application', 'interested', 'dismissed', 'viewed')
    and talent_id in (select public.ml_own_talents()));
drop policy if exists match_feedback_company on public.match_feedback;
create policy match_feedback_company on public.match_feedback for select to authenticated
  using (feedback_type in ('contacted', 'rejected', 'passed_over')
    and job_id in (select public.ml_own_jobs()));

-- Events are never changed, and go only along with their talent or job (a cascade deletes from within
-- a trigger), or by the erasure below.
create or replace function public.ml_keep_events() returns trigger
language plpgsql set search_path = '' as $$
begin
  if tg_op = 'DELETE' and (
    pg_trigger_depth() > 1 or current_setting('talentmatch.erasing', true) = 'on'
  ) then
    return old;
  end if;
  raise exception 'match_events is append-only: insert an event that says otherwise'
    using errcode = 'restrict_violation';
end
$$;
drop trigger if exists ml_keep_events on public.match_events;
create trigger ml_keep_events before update or delete on public.match_events
  for each row execute function public.ml_keep_events();

-- Erases what a talent did and what was done about them; returns how many events that were.
create or replace function public.ml_erase_events(p_talent_id uuid) returns bigint
language plpgsql security definer set search_path = '' as $$
declare
  erased bigint;
begin
  -- Not a setting of the function: only a superuser may give it one of a name that is made up.
  perform set_config('talentmatch.erasing', 'on', true);
  delete from public.match_events where talent_id = p_talent_id;
  get diagnostics erased = row_count;
  perform set_config('talentmatch.erasing', '', true);
  delete from public.match_feedback where talent_id = p_talent_id;
  return erased;
end
$$;

-- Whose act a change of this pair is. A status alone does not tell: talents may write any status on an
-- application of their own. Who owns both sides acts as the talent.
create or replace function public.ml_actor(p_talent_id uuid, p_job_id uuid) returns text
language sql stable security definer set search_path = '' as $$
  select case
    when exists (
      select from public.talents t where t.id = p_talent_id and t.profile_id = auth.uid())
      then 'talent'
    when exists (
      select from public.jobs j join public.companies c on c.id = j.company_id
      where j.id = p_job_id and c.profile_id = auth.uid())
      then 'company'
    -- By the token, or connected as that role.
    when 'service_role' in (auth.role(), current_setting('role'), session_user) then 'service'
    else 'unknown'
  end
$$;

-- The triggers run once a statement, over all its rows. Whatever goes wrong inside is a warning in the
-- log and nothing more: the platform's own write never fails because of ours.
create or replace function public.ml_record_new_applications() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.match_events (talent_id, job_id, type, actor, actor_id, source, previous)
  select n.talent_id, n.job_id, act.type, public.ml_actor(n.talent_id, n.job_id), auth.uid(),
         'applications', act.previous
  from inserted n
  -- One may come in a later state at once.
  cross join lateral (values
    (1, 'applied', null),
    (2, n.status::text, 'pending')) as act (step, type, previous)
  where exists (select from public.talents t where t.id = n.talent_id)
    and exists (select from public.jobs j where j.id = n.job_id)
    and act.type in
      ('applied', 'reviewed', 'interview', 'offer', 'accepted', 'rejected', 'withdrawn')
  order by n.id, act.step;
  return null;
exception when others then
  raise warning 'talentmatch: an application was not recorded: % (%)', sqlerrm, sqlstate;
  return null;
end
$$;

create or replace function public.ml_record_changed_applications() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.match_events (talent_id, job_id, type, actor, actor_id, source, previous)
  select n.talent_id, n.job_id, act.type, public.ml_actor(n.talent_id, n.job_id), auth.uid(),
         'applications', coalesce(o.status::text, 'pending')
  from after_rows n
  join before_rows o on o.id = n.id
  cross join lateral (
    select case coalesce(n.status::text, 'pending')
      when 'pending' then 'reopened' else n.status::text end as type) as act
  where coalesce(n.status::text, 'pending') <> coalesce(o.status::text, 'pending')
    and exists (select from public.talents t where t.id = n.talent_id)
    and exists (select from public.jobs j where j.id = n.job_id)
    and act.type in
      ('reopened', 'reviewed', 'interview', 'offer', 'accepted', 'rejected', 'withdrawn')
  order by n.id;
  return null;
exception when others then
  raise warning 'talentmatch: a change of an application was not recorded: % (%)',
    sqlerrm, sqlstate;
  return null;
end
$$;

create or replace function public.ml_record_deleted_applications() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.match_events (talent_id, job_id, type, actor, actor_id, source, previous)
  select o.talent_id, o.job_id, 'application_deleted', public.ml_actor(o.talent_id, o.job_id),
         auth.uid(), 'applications', coalesce(o.status::text, 'pending')
  from deleted o
  -- What goes along with its talent or job leaves nothing behind.
  where exists (select from public.talents t where t.id = o.talent_id)
    and exists (select from public.jobs j where j.id = o.job_id)
  order by o.id;
  return null;
exception when others then
  raise warning 'talentmatch: a deleted application was not recorded: % (%)', sqlerrm, sqlstate;
  return null;
end
$$;

create or replace function public.ml_record_matches() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  -- What was said to the service is an event already, and this row follows from it.
  if current_setting('talentmatch.is_recorded', true) = 'on' then
    return null;
  end if;
  if tg_op = 'INSERT' then
    insert into public.match_events (talent_id, job_id, type, actor, actor_id, source, previous)
    select n.talent_id, n.job_id, act.type, public.ml_actor(n.talent_id, n.job_id), auth.uid(),
           'matches', 'pending'
    from inserted n
    cross join lateral (
      select case n.status::text when 'not_interested' then 'dismissed' else n.status::text end
        as type) as act
    where act.type in ('viewed', 'interested', 'dismissed', 'contacted')
      and exists (select from public.talents t where t.id = n.talent_id)
      and exists (select from public.jobs j where j.id = n.job_id)
    order by n.id;
  else
    insert into public.match_events (talent_id, job_id, type, actor, actor_id, source, previous)
    select n.talent_id, n.job_id, act.type, public.ml_actor(n.talent_id, n.job_id), auth.uid(),
           'matches', coalesce(o.status::text, 'pending')
    from after_rows n
    join before_rows o on o.id = n.id
    cross join lateral (
      select case coalesce(n.status::text, 'pending')
        when 'pending' then 'cleared' when 'not_interested' then 'dismissed'
        else n.status::text end as type) as act
    where coalesce(n.status::text, 'pending') <> coalesce(o.status::text, 'pending')
      and act.type in ('cleared', 'viewed', 'interested', 'dismissed', 'contacted')
      and exists (select from public.talents t where t.id = n.talent_id)
      and exists (select from public.jobs j where j.id = n.job_id)
    order by n.id;
  end if;
  return null;
exception when others then
  raise warning 'talentmatch: a match was not recorded: % (%)', sqlerrm, sqlstate;
  return null;
end
$$;

drop trigger if exists ml_record_inserted on public.applications;
create trigger ml_record_inserted after insert on public.applications
  referencing new table as inserted
  for each statement execute function public.ml_record_new_applications();
drop trigger if exists ml_record_updated on public.applications;
create trigger ml_record_updated after update on public.applications
  referencing old table as before_rows new table as after_rows
  for each statement execute function public.ml_record_changed_applications();
drop trigger if exists ml_record_deleted on public.applications;
create trigger ml_record_deleted after delete on public.applications
  referencing old table as deleted
  for each statement execute function public.ml_record_deleted_applications();
drop trigger if exists ml_record_inserted on public.matches;
create trigger ml_record_inserted after insert on public.matches
  referencing new table as inserted
  for each statement execute function public.ml_record_matches();
drop trigger if exists ml_record_updated on public.matches;
create trigger ml_record_updated after update on public.matches
  referencing old table as before_rows new table as after_rows
  for each statement execute function public.ml_record_matches();

revoke all on function
  public.ml_keep_events(), public.ml_erase_events(uuid), public.ml_actor(uuid, uuid),
  public.ml_record_new_applications(), public.ml_record_changed_applications(),
  public.ml_record_deleted_applications(), public.ml_record_matches()
  from public, anon, authenticated;
grant execute on function public.ml_erase_events(uuid) to service_role;
