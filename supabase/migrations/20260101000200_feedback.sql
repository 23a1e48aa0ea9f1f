-- What people do with matches: every act an event, and what follows from them.

create table if not exists public.match_events (
  id bigint generated always as identity primary key,
  talent_id uuid not null references public.talents (id) on delete cascade,
  job_id uuid not null references public.jobs (id) on delete cascade,
  type text not null check (type in (
    'applied', 'reviewed', 'interview', 'offer', 'accepted', 'rejected', 'withdrawn', 'reopened',
    'application_deleted', 'viewed', 'interested', 'dismissed', 'contacted', 'cleared')),
  actor text not null check (actor in ('talent', 'company', 'service', 'unknown')),
  actor_id uuid,
  source text not null check (source in ('applications', 'matches', 'api')),
  duration_seconds numeric check (duration_seconds >= 0),
  previous text,
  idempotency_key text unique,
  occurred_at timestamptz not null default now()
);
create index if not exists idx_match_events_pair on public.match_events (talent_id, job_id, id);
create index if not exists idx_match_events_job on public.match_events (job_id);
create index if not exists idx_match_events_occurred on public.match_events (occurred_at);

create table if not exists public.match_feedback (
  id uuid primary key default gen_random_uuid(),
  talent_id uuid references public.talents (id) on delete cascade,
  job_id uuid references public.jobs (id) on delete cascade,
  feedback_type varchar(50) not null,
  implicit_score integer check (implicit_score between 0 and 100),
  created_at timestamp default now(),
  unique (talent_id, job_id, feedback_type)
);
create index if not exists idx_match_feedback_talent on public.match_feedback (talent_id);
create index if not exists idx_match_feedback_job on public.match_feedback (job_id);
create index if not exists idx_match_feedback_created on public.match_feedback (created_at);

alter table public.match_events enable row level security;
alter table public.match_feedback enable row level security;
revoke all on public.match_events, public.match_feedback from anon, authenticated;
grant select on public.match_events, public.match_feedback to authenticated;
grant all on public.match_events, public.match_feedback to service_role;

-- The talent of the pair, or the company of the job.
create or replace function public.ml_is_of_pair(p_talent_id uuid, p_job_id uuid)
returns boolean language sql stable security definer set search_path = '' as $$
  select exists (
    select from public.talents t where t.id = p_talent_id and t.profile_id = auth.uid()
    union all
    select from public.jobs j join public.companies c on c.id = j.company_id
    where j.id = p_job_id and c.profile_id = auth.uid())
$$;
revoke all on function public.ml_is_of_pair(uuid, uuid) from public, anon;
grant execute on function public.ml_is_of_pair(uuid, uuid) to authenticated, service_role;

drop policy if exists match_events_own on public.match_events;
create policy match_events_own on public.match_events for select to authenticated
  using (public.ml_is_of_pair(talent_id, job_id));
drop policy if exists match_feedback_own on public.match_feedback;
create policy match_feedback_own on public.match_feedback for select to authenticated
  using (public.ml_is_of_pair(talent_id, job_id));

-- Events are never changed. They go with their talent or job, and with whoever is erased.
create or replace function public.ml_refuse_change() returns trigger
language plpgsql set search_path = '' as $$
begin
  raise exception '% is append-only: add an event that says otherwise', tg_table_name
    using errcode = 'restrict_violation';
end
$$;
drop trigger if exists match_events_append_only on public.match_events;
create trigger match_events_append_only before update on public.match_events
  for each row execute function public.ml_refuse_change();

-- Who acts: the talent, the company, the service. A talent may write any status on an application of
-- their own, so the status alone does not tell.
create or replace function public.ml_actor_of(p_talent_id uuid, p_job_id uuid)
returns text language sql stable security definer set search_path = '' as $$
  select case
    when auth.uid() is null and auth.role() = 'service_role' then 'service'
    when auth.uid() is null then 'unknown'
    when exists (
      select from public.talents t where t.id = p_talent_id and t.profile_id = auth.uid()) then 'talent'
    when exists (
      select from public.jobs j join public.companies c on c.id = j.company_id
      where j.id = p_job_id and c.profile_id = auth.uid()) then 'company'
    else 'unknown'
  end
$$;
revoke all on function public.ml_actor_of(uuid, uuid) from public, anon, authenticated;

-- None of this may make the platform's own write fail: what goes wrong is a warning in its log.
create or replace function public.ml_record_application() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  happened text;
  row_of public.applications := coalesce(new, old);
begin
  if tg_op = 'INSERT' then
    happened := 'applied';
  elsif tg_op = 'DELETE' then
    happened := 'application_deleted';
  elsif new.status is distinct from old.status then
    happened := case new.status::text when 'pending' then 'reopened' else new.status::text end;
  end if;
  if happened is null or row_of.talent_id is null or row_of.job_id is null then
    return null;
  end if;
  insert into public.match_events (talent_id, job_id, type, actor, actor_id, source, previous)
  select row_of.talent_id, row_of.job_id, happened,
         public.ml_actor_of(row_of.talent_id, row_of.job_id), auth.uid(), 'applications',
         case when tg_op <> 'INSERT' then old.status::text end
  -- An application that goes with its talent or job leaves nothing behind.
  where exists (select from public.talents t where t.id = row_of.talent_id)
    and exists (select from public.jobs j where j.id = row_of.job_id);
  -- One may be entered in a later state at once.
  if tg_op = 'INSERT' and new.status is distinct from 'pending' and new.status is not null then
    insert into public.match_events (talent_id, job_id, type, actor, actor_id, source, previous)
    values (new.talent_id, new.job_id, new.status::text,
            public.ml_actor_of(new.talent_id, new.job_id), auth.uid(), 'applications', 'pending');
  end if;
  return null;
exception when others then
  raise warning 'talentmatch: an application was not recorded: %', sqlerrm;
  return null;
end
$$;

create or replace function public.ml_record_match() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if new.talent_id is null or new.job_id is null
     or (tg_op = 'INSERT' and coalesce(new.status::text, 'pending') = 'pending')
     or (tg_op = 'UPDATE' and new.status is not distinct from old.status) then
    return null;
  end if;
  insert into public.match_events (talent_id, job_id, type, actor, actor_id, source, previous)
  values (
    new.talent_id, new.job_id,
    case coalesce(new.status::text, 'pending')
      when 'pending' then 'cleared'
      when 'not_interested' then 'dismissed'
      else new.status::text
    end,
    public.ml_actor_of(new.talent_id, new.job_id), auth.uid(), 'matches',
    case when tg_op = 'UPDATE' then old.status::text end);
  return null;
exception when others then
  raise warning 'talentmatch: a match was not recorded: %', sqlerrm;
  return null;
end
$$;

drop trigger if exists ml_record_application on public.applications;
create trigger ml_record_application after insert or delete or update of status
  on public.applications for each row execute function public.ml_record_application();
drop trigger if exists ml_record_match on public.matches;
create trigger ml_record_match after insert or update of status
  on public.matches for each row execute function public.ml_record_match();
