-- A talent whose profile is switched off or on again is hidden or shown, which the index has to know.
create or replace function public.ml_queue_owners() returns trigger
language plpgsql security definer set search_path = '' set lock_timeout = '500ms' as $$
begin
  execute $q$
    insert into public.match_outbox (entity, entity_id)
    select 'talent', t.id from after_rows n join before_rows o on o.id = n.id
    join public.talents t on t.profile_id = n.id
    where public.ml_differs(to_jsonb(o), to_jsonb(n), array['is_active'])
  $q$;
  return null;
exception when others then
  raise warning 'talentmatch: a change of % was not queued: % (%)', tg_table_name, sqlerrm, sqlstate;
  return null;
end
$$;
drop trigger if exists ml_queue_updated on public.profiles;
create trigger ml_queue_updated after update on public.profiles
  referencing old table as before_rows new table as after_rows
  for each statement execute function public.ml_queue_owners();
revoke all on function public.ml_queue_owners() from public, anon, authenticated;

-- Opposite acts at one moment: neither writer sees the other's event, and both would stand. So writers
-- about one pair take turns, and each derives from all events of the pair, of which the last by id goes,
-- as in `match_labels`. Whoever waits for half a second goes on without a turn, as do statements about
-- more pairs than one transaction should hold locks for; the next act of the pair makes that good.
create or replace function public.ml_derive_feedback() returns trigger
language plpgsql security definer set search_path = '' set lock_timeout = '500ms' as $$
begin
  begin
    perform pg_advisory_xact_lock(hashtextextended(pair.key, 0))
    from (
      select distinct i.talent_id::text || i.job_id::text as key
      from inserted i
      where (select count(*) <= 100 from inserted)
      order by key) pair;
  exception when lock_not_available then
    null;
  end;
  -- Planned each time, for as many rows as there are.
  execute $q$
    with last_effects as materialized (
      select distinct on (e.talent_id, e.job_id, effect.feedback_type)
        e.talent_id, e.job_id, effect.feedback_type, effect.implicit_score,
        e.occurred_at at time zone 'utc' as changed_at
      from (select distinct talent_id, job_id from inserted) pair
      join public.match_events e using (talent_id, job_id)
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
    set implicit_score = excluded.implicit_score, created_at = excluded.created_at
    where (f.implicit_score, f.created_at)
      is distinct from (excluded.implicit_score, excluded.created_at)
  $q$;
  return null;
exception when others then
  raise warning 'talentmatch: feedback was not derived: % (%)', sqlerrm, sqlstate;
  return null;
end
$$;

-- Which texts a row was made of, so that vectors of texts that nobody has any more can be told: the first
-- 64 bits of their hashes. Read once a night, and so kept out of the way of retrieval.
do $$
declare
  index_table text;
begin
  foreach index_table in array array['match_index_jobs', 'match_index_talents'] loop
    execute format('alter table public.%I add column if not exists texts bigint[]', index_table);
    execute format('alter table public.%I alter column texts set storage external', index_table);
  end loop;
end
$$;

-- When an act happened that comes along with a new row: as the row says where the platform's own side
-- writes it, as when rows are brought over from elsewhere, and never later than now. What a user writes
-- is dated by the clock, for users may write any date.
create or replace function public.ml_said_at(p_row jsonb, p_column text) returns timestamptz
language sql stable set search_path = '' as $$
  select case when auth.uid() is null and auth.role() is distinct from 'anon'
    then least(coalesce((p_row ->> p_column)::timestamptz, now()), now()) else now() end
$$;
revoke all on function public.ml_said_at(jsonb, text) from public, anon, authenticated;

create or replace function public.ml_record_new_applications() returns trigger
language plpgsql security definer set search_path = '' set lock_timeout = '500ms' as $$
begin
  execute $q$
    insert into public.match_events
      (talent_id, job_id, type, actor, actor_id, source, previous, occurred_at)
    select n.talent_id, n.job_id, act.type, public.ml_actor(n.talent_id, n.job_id), auth.uid(),
           'applications', act.previous,
           greatest(said.applied_at, case act.step when 2 then said.updated_at end)
    from inserted n
    cross join lateral (
      select public.ml_said_at(to_jsonb(n), 'applied_at') as applied_at,
             public.ml_said_at(to_jsonb(n), 'updated_at') as updated_at) as said
    -- One may come in a later state at once.
    cross join lateral (values
      (1, 'applied', null),
      (2, n.status::text, 'pending')) as act (step, type, previous)
    where exists (select from public.talents t where t.id = n.talent_id)
      and exists (select from public.jobs j where j.id = n.job_id)
      and act.type in
        ('applied', 'reviewed', 'interview', 'offer', 'accepted', 'rejected', 'withdrawn')
    order by n.id, act.step
  $q$;
  return null;
exception when others then
  raise warning 'talentmatch: an application was not recorded: % (%)', sqlerrm, sqlstate;
  return null;
end
$$;

create or replace function public.ml_record_matches() returns trigger
language plpgsql security definer set search_path = '' set lock_timeout = '500ms' as $$
begin
  -- What was said to the service is an event already, and this row follows from it.
  if current_setting('talentmatch.is_recorded', true) = 'on' then
    return null;
  end if;
  if tg_op = 'INSERT' then
    execute $q$
      insert into public.match_events
        (talent_id, job_id, type, actor, actor_id, source, previous, occurred_at)
      select n.talent_id, n.job_id, act.type, public.ml_actor(n.talent_id, n.job_id), auth.uid(),
             'matches', 'pending',
             public.ml_said_at(to_jsonb(n),
               case act.type when 'dismissed' then 'updated_at' else act.type || '_at' end)
      from inserted n
      cross join lateral (
        select case n.status::text when 'not_interested' then 'dismissed' else n.status::text end
          as type) as act
      where act.type in ('viewed', 'interested', 'dismissed', 'contacted')
        and exists (select from public.talents t where t.id = n.talent_id)
        and exists (select from public.jobs j where j.id = n.job_id)
      order by n.id
    $q$;
  else
    execute $q$
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
      order by n.id
    $q$;
  end if;
  return null;
exception when others then
  raise warning 'talentmatch: a match was not recorded: % (%)', sqlerrm, sqlstate;
  return null;
end
$$;
