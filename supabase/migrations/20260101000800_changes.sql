-- Change capture: a statement that changes what is read of jobs or talents queues them, by one insert
-- for all its rows. Skills are saved by deleting and inserting rows without touching their parent, so
-- they are watched as well. A failure is a warning in the log; the nightly sweep finds what was missed.

create or replace function public.ml_queue_written() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  case tg_table_name
    when 'jobs' then
      insert into public.match_outbox (entity, entity_id)
      select 'job', w.id from written w;
    when 'talents' then
      insert into public.match_outbox (entity, entity_id)
      select 'talent', w.id from written w;
    -- Skills that go along with their job or talent queue nothing. Planned each time (`execute`): a
    -- session keeps the plan that it made for one row and an empty table.
    when 'job_skills' then
      execute $q$
        insert into public.match_outbox (entity, entity_id)
        select distinct 'job', j.id from written w join public.jobs j on j.id = w.job_id
      $q$;
    when 'talent_skills' then
      execute $q$
        insert into public.match_outbox (entity, entity_id)
        select distinct 'talent', t.id from written w join public.talents t on t.id = w.talent_id
      $q$;
  end case;
  return null;
exception when others then
  raise warning 'talentmatch: a change of % was not queued: % (%)', tg_table_name, sqlerrm, sqlstate;
  return null;
end
$$;

-- Whether two versions of a row differ in what is read. By the names of the columns, as some may be
-- missing; counters, stamps and what we do not know are none of it. Not in SQL: put in place of its
-- call, that would turn the rows into JSON once for each column.
create or replace function public.ml_differs(p_old jsonb, p_new jsonb, p_columns text[])
returns boolean
language plpgsql immutable parallel safe set search_path = '' as $$
declare
  column_name text;
begin
  foreach column_name in array p_columns loop
    if p_old -> column_name is distinct from p_new -> column_name then
      return true;
    end if;
  end loop;
  return false;
end
$$;

-- Views of a job are counted all the time, so this is planned once a session. For one row a plan would
-- compare each with each, and take a minute for ten thousand when they come: hence no nested loops.
create or replace function public.ml_queue_changed() returns trigger
language plpgsql security definer set search_path = '' set enable_nestloop = off as $$
begin
  case tg_table_name
    when 'jobs' then
      insert into public.match_outbox (entity, entity_id)
      select 'job', n.id from after_rows n join before_rows o on o.id = n.id
      where public.ml_differs(to_jsonb(o), to_jsonb(n), array[
        'company_id', 'title', 'description', 'requirements', 'responsibilities', 'location',
        'employment_type', 'experience_level', 'remote_allowed', 'salary_min', 'salary_max',
        'currency', 'benefits', 'application_deadline', 'status', 'created_at']);
    when 'talents' then
      insert into public.match_outbox (entity, entity_id)
      select 'talent', n.id from after_rows n join before_rows o on o.id = n.id
      where public.ml_differs(to_jsonb(o), to_jsonb(n), array[
        'title', 'bio', 'location', 'remote_preference', 'experience_level',
        'years_of_experience', 'hourly_rate_min', 'hourly_rate_max', 'salary_expectation_min',
        'salary_expectation_max', 'availability_status', 'languages', 'timezone',
        'work_authorization', 'created_at']);
    when 'job_skills' then
      insert into public.match_outbox (entity, entity_id)
      select distinct 'job', unnest(array_remove(array[o.job_id, n.job_id], null))
      from after_rows n join before_rows o on o.id = n.id
      where public.ml_differs(to_jsonb(o), to_jsonb(n),
        array['job_id', 'skill_id', 'is_required', 'proficiency_level']);
    when 'talent_skills' then
      insert into public.match_outbox (entity, entity_id)
      select distinct 'talent', unnest(array_remove(array[o.talent_id, n.talent_id], null))
      from after_rows n join before_rows o on o.id = n.id
      where public.ml_differs(to_jsonb(o), to_jsonb(n),
        array['talent_id', 'skill_id', 'is_primary', 'proficiency_level', 'years_of_experience']);
  end case;
  return null;
exception when others then
  raise warning 'talentmatch: a change of % was not queued: % (%)', tg_table_name, sqlerrm, sqlstate;
  return null;
end
$$;

-- What many jobs and talents read: their company, their skills.
create or replace function public.ml_queue_readers() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  case tg_table_name
    when 'companies' then
      execute $q$
        insert into public.match_outbox (entity, entity_id)
        select 'job', j.id from after_rows n join before_rows o on o.id = n.id
        join public.jobs j on j.company_id = n.id
        where public.ml_differs(to_jsonb(o), to_jsonb(n),
          array['culture_values', 'industry', 'benefits'])
      $q$;
    when 'skills' then
      execute $q$
        with renamed as materialized (
          select n.id from after_rows n join before_rows o on o.id = n.id
          where public.ml_differs(to_jsonb(o), to_jsonb(n), array['name', 'category']))
        insert into public.match_outbox (entity, entity_id)
        select 'job', js.job_id from renamed r join public.job_skills js on js.skill_id = r.id
        where js.job_id is not null
        union
        select 'talent', ts.talent_id
        from renamed r join public.talent_skills ts on ts.skill_id = r.id
        where ts.talent_id is not null
      $q$;
  end case;
  return null;
exception when others then
  raise warning 'talentmatch: a change of % was not queued: % (%)', tg_table_name, sqlerrm, sqlstate;
  return null;
end
$$;

do $$
declare
  watched text;
begin
  foreach watched in array array['jobs', 'talents', 'job_skills', 'talent_skills'] loop
    execute format('drop trigger if exists ml_queue_inserted on public.%I', watched);
    execute format('create trigger ml_queue_inserted after insert on public.%I
      referencing new table as written
      for each statement execute function public.ml_queue_written()', watched);
  end loop;
  -- A job or talent that is deleted takes its index row along.
  foreach watched in array array['job_skills', 'talent_skills'] loop
    execute format('drop trigger if exists ml_queue_deleted on public.%I', watched);
    execute format('create trigger ml_queue_deleted after delete on public.%I
      referencing old table as written
      for each statement execute function public.ml_queue_written()', watched);
  end loop;
  foreach watched in array array[
    'jobs', 'talents', 'companies', 'skills', 'job_skills', 'talent_skills'
  ] loop
    execute format('drop trigger if exists ml_queue_updated on public.%I', watched);
    execute format('create trigger ml_queue_updated after update on public.%I
      referencing old table as before_rows new table as after_rows
      for each statement execute function public.%I()', watched,
      case when watched in ('companies', 'skills') then 'ml_queue_readers'
        else 'ml_queue_changed' end);
  end loop;
end
$$;

revoke all on function
  public.ml_queue_written(), public.ml_queue_changed(), public.ml_queue_readers(),
  public.ml_differs(jsonb, jsonb, text[])
  from public, anon, authenticated;
