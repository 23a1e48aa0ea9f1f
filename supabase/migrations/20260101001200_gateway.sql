-- What the gateway asks of the database: one small query before an answer, and candidates where it
-- ranks by itself. Each is one statement, so that a transaction pooler or the embedded engine may lie
-- between.

-- How many requests a caller has sent this minute. A crash of the server may lose that.
create unlogged table if not exists public.ml_rate_limits (
  -- A kind and a hash: no address, no id of a user.
  key text primary key,
  window_start timestamptz not null,
  count integer not null check (count > 0)
) with (fillfactor = 50);
create index if not exists idx_ml_rate_limits_window on public.ml_rate_limits (window_start);

-- Circuit breakers that all instances of the gateway share.
create table if not exists public.ml_breakers (
  name text primary key,
  state text not null check (state in ('closed', 'open', 'half-open')),
  -- How often it has opened since it was last closed.
  failures integer not null default 0,
  until timestamptz,
  updated_at timestamptz not null default now()
);

do $$
declare
  private text;
begin
  foreach private in array array['ml_rate_limits', 'ml_breakers'] loop
    execute format('alter table public.%I enable row level security', private);
    execute format('revoke all on public.%I from anon, authenticated', private);
    execute format('grant all on public.%I to service_role', private);
  end loop;
end
$$;

-- The last acts on one side's pairs, however many there are.
create index if not exists idx_match_events_talent_last on public.match_events (talent_id, id);
create index if not exists idx_match_events_job_last on public.match_events (job_id, id);
drop index if exists public.idx_match_events_job;

-- Changes when the payload does, which has the skills in it, or when something is done about one of
-- the pairs. Ids become visible out of order, so the highest alone could stay: of the last hundred
-- the sum changes whichever comes.
create or replace function public.ml_data_version(p_payload jsonb, p_event_ids bigint[])
returns text language sql immutable parallel safe
return md5(p_payload::text) || '-' || coalesce((select sum(id) from unnest(p_event_ids) as id), 0);

-- Of some jobs, those that retrieval would not show to the talent; the conditions are its own.
create or replace function public.ml_hidden_jobs(p_talent_id uuid, p_job_ids uuid[])
returns setof uuid language plpgsql stable security definer set search_path = '' as $$
begin
  return query
  select given.id from unnest(p_job_ids) as given (id)
  where not exists (
      select from public.jobs j
      where j.id = given.id and j.status = 'active'
        and (j.application_deadline is null or j.application_deadline > now()))
    or exists (
      select from public.applications a
      where a.job_id = given.id and a.talent_id = p_talent_id)
    or exists (
      select from public.matches m
      where m.talent_id = p_talent_id and m.job_id = given.id and m.status = 'not_interested');
end
$$;

create or replace function public.ml_hidden_talents(p_job_id uuid, p_talent_ids uuid[])
returns setof uuid language plpgsql stable security definer set search_path = '' as $$
begin
  return query
  select given.id from unnest(p_talent_ids) as given (id)
  where not exists (
      select from public.talents t left join public.profiles p on p.id = t.profile_id
      where t.id = given.id
        and coalesce(t.availability_status, 'available') <> 'not_looking'
        and coalesce(p.is_active, true))
    or exists (
      select from public.applications a
      where a.job_id = p_job_id and a.talent_id = given.id
        and a.status in ('withdrawn', 'rejected'))
    or exists (
      select from public.matches m
      where m.talent_id = given.id and m.job_id = p_job_id and m.status = 'not_interested')
    or exists (
      select from public.match_feedback f
      where f.talent_id = given.id and f.job_id = p_job_id
        and f.feedback_type = 'passed_over' and f.implicit_score is not null);
end
$$;

-- Takes one request from each counter. Sorted, so that two callers cannot wait for each other.
-- Returns the seconds to wait where one of them is used up, else null.
create or replace function public.ml_take_requests(p_keys text[], p_limit integer)
returns integer language plpgsql security definer set search_path = '' as $$
declare
  this_window constant timestamptz := date_trunc('minute', now());
  wait constant integer := ceil(extract(epoch from this_window + interval '1 minute' - now()));
  highest integer;
  lowest integer;
begin
  -- Who is over already is refused without a write.
  if exists (
    select from public.ml_rate_limits r
    where r.key = any (p_keys) and r.window_start = this_window and r.count > p_limit
  ) then
    return wait;
  end if;
  with taken as (
    insert into public.ml_rate_limits as r (key, window_start, count)
    select given.key, this_window, 1
    from (select distinct unnest(p_keys) as key) as given order by given.key
    on conflict (key) do update set
      -- A statement that began before the minute did may come last; it counts for this one.
      window_start = greatest(r.window_start, excluded.window_start),
      count = case when r.window_start < excluded.window_start then 1 else r.count + 1 end
    returning r.count)
  select max(taken.count), min(taken.count) into highest, lowest from taken;
  -- Each that begins a minute clears away some that have ended: the table stays as small as the
  -- number of those who ask.
  if lowest = 1 then
    delete from public.ml_rate_limits r
    where r.key in (
      select ended.key from public.ml_rate_limits ended
      where ended.window_start < this_window - interval '1 minute'
      order by ended.window_start limit 10
      for update skip locked);
  end if;
  return case when highest > p_limit then wait end;
end
$$;

-- All that an answer hangs on. `p_caller` is null for the service role, which owns nothing and may
-- all. The counters come last: theirs are the only locks, and two requests of one user would
-- otherwise wait for each other's work.
create or replace function public.ml_gateway_context(
  p_caller uuid,
  p_type text,
  p_subject uuid,
  p_cached uuid[],
  p_rate_keys text[],
  p_rate_limit integer
)
returns jsonb language plpgsql security definer set search_path = '' set lock_timeout = '1500ms' as $$
declare
  subject jsonb;
  is_owned boolean;
  event_ids bigint[];
  hidden uuid[];
  answer jsonb;
begin
  case p_type
    when 'talent-to-jobs' then
      select p.payload, p_caller in (p.talent_id, p.owner_id) into subject, is_owned
      from public.ml_talent_payloads(array[p_subject]) p;
      event_ids := array(
        select e.id from public.match_events e
        where e.talent_id = p_subject order by e.id desc limit 100);
      hidden := array(select public.ml_hidden_jobs(p_subject, p_cached));
    when 'job-to-talents' then
      select p.payload, p_caller = p.owner_id into subject, is_owned
      from public.ml_job_payloads(array[p_subject]) p;
      event_ids := array(
        select e.id from public.match_events e
        where e.job_id = p_subject order by e.id desc limit 100);
      hidden := array(select public.ml_hidden_talents(p_subject, p_cached));
    else
      raise exception 'unknown type of match: %', p_type
        using errcode = 'invalid_parameter_value';
  end case;
  select jsonb_build_object(
    'exists', subject is not null,
    'owned', coalesce(is_owned, false),
    'percentage', coalesce(r.percentage, 100),
    'is_killed', coalesce(r.is_killed, false),
    'pinned_version', r.pinned_version,
    'model_version', (select v.version from public.ml_model_versions v where v.is_active),
    'data_version', public.ml_data_version(coalesce(subject, '{}'), event_ids),
    'hidden', to_jsonb(hidden),
    'breaker', coalesce(
      (select jsonb_build_object('state', b.state, 'until', b.until)
       from public.ml_breakers b where b.name = 'matching-service'),
      jsonb_build_object('state', 'closed', 'until', null)))
  into answer
  from (select) always left join public.ml_rollout r on true;
  return answer || jsonb_build_object('retry_after',
    case when cardinality(p_rate_keys) > 0
      then public.ml_take_requests(p_rate_keys, p_rate_limit) end);
end
$$;

-- One side in full, and whom retrieval finds for it: no rows where there is no such side. Of more than
-- are wanted the newest are left.
create or replace function public.ml_gateway_candidates(
  p_type text,
  p_subject uuid,
  p_limit integer default 1000
)
returns table (kind text, payload jsonb)
language plpgsql stable security definer set search_path = '' set lock_timeout = '1500ms' rows 1000 as $$
begin
  case p_type
    when 'talent-to-jobs' then
      return query select 'subject', p.payload from public.ml_talent_payloads(array[p_subject]) p;
      if not found then return; end if;
      return query select 'candidate', p.payload from public.ml_job_payloads(array(
        select j.id from public.match_retrieve_jobs(p_subject, p_limit) as retrieved (id)
        join public.jobs j on j.id = retrieved.id
        order by j.created_at desc nulls last, j.id limit p_limit)) p;
    when 'job-to-talents' then
      return query select 'subject', p.payload from public.ml_job_payloads(array[p_subject]) p;
      if not found then return; end if;
      return query select 'candidate', p.payload from public.ml_talent_payloads(array(
        select t.id from public.match_retrieve_talents(p_subject, p_limit) as retrieved (id)
        join public.talents t on t.id = retrieved.id
        order by t.created_at desc nulls last, t.id limit p_limit)) p;
    else
      raise exception 'unknown type of match: %', p_type
        using errcode = 'invalid_parameter_value';
  end case;
end
$$;

-- Tells all instances of a change of a breaker.
create or replace function public.ml_report_breaker(p_name text, p_state text, p_until timestamptz)
returns void language sql security definer set search_path = '' as $$
  insert into public.ml_breakers as b (name, state, failures, until)
  values (p_name, p_state, case p_state when 'closed' then 0 else 1 end, p_until)
  on conflict (name) do update set
    state = excluded.state,
    failures = case excluded.state
      when 'closed' then 0 when 'open' then b.failures + 1 else b.failures end,
    until = excluded.until,
    updated_at = now()
$$;

do $$
declare
  signature text;
begin
  foreach signature in array array[
    'ml_data_version(jsonb, bigint[])', 'ml_hidden_jobs(uuid, uuid[])',
    'ml_hidden_talents(uuid, uuid[])', 'ml_take_requests(text[], integer)',
    'ml_gateway_context(uuid, text, uuid, uuid[], text[], integer)',
    'ml_gateway_candidates(text, uuid, integer)', 'ml_report_breaker(text, text, timestamptz)'
  ] loop
    execute format('revoke all on function public.%s from public, anon, authenticated', signature);
    execute format('grant execute on function public.%s to service_role', signature);
  end loop;
end
$$;
