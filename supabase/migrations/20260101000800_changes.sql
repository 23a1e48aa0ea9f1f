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
    when 'job_skills' then
      -- Rows that go along with their job queue nothing.
      insert into public.match_outbox (entity, entity_id)
      select distinct 'job', j.id from written w join public.jobs j on j.id = w.job_id;
    when 'talent_skills' then
      insert into public.match_outbox (entity, entity_id)
      select distinct 'talent', t.id from written w join public.talents t on t.id = w.talent_id;
  end case;
  return null;
exception when others then
  raise warning 'talentmatch: a change of % was not queued: % (%)', tg_table_name, sqlerrm, sqlstate;
  return null;
end
$$;

-- Whether two versions of a row differ in what is read. By the names of the columns, as some may be
-- missing; counters, stamps and what we do not know are none of it.
create or replace function public.ml_differs(p_old jsonb, p_new jsonb, p_keys text[]) returns boolean
language sql immutable parallel safe
return exists (
  select from unnest(p_keys) as key where p_old -> key is distinct from p_new -> key);

create or replace function public.ml_queue_changed() returns trigger
language plpgsql security definer set search_path = '' as $$
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
    when 'companies' then
      insert into public.match_outbox (entity, entity_id)
      select 'job', j.id from after_rows n join before_rows o on o.id = n.id
      join public.jobs j on j.company_id = n.id
      where public.ml_differs(to_jsonb(o), to_jsonb(n),
        array['culture_values', 'industry', 'benefits']);
    when 'skills' then
      insert into public.match_outbox (entity, entity_id)
      select distinct 'job', js.job_id from after_rows n join before_rows o on o.id = n.id
      join public.job_skills js on js.skill_id = n.id
      where (n.name, n.category) is distinct from (o.name, o.category)
        and js.job_id is not null;
      insert into public.match_outbox (entity, entity_id)
      select distinct 'talent', ts.talent_id from after_rows n join before_rows o on o.id = n.id
      join public.talent_skills ts on ts.skill_id = n.id
      where (n.name, n.category) is distinct from (o.name, o.category)
        and ts.talent_id is not null;
    when 'job_skills' then
      insert into public.match_outbox (entity, entity_id)
      select distinct 'job', side.job_id from after_rows n join before_rows o on o.id = n.id
      cross join lateral (values (o.job_id), (n.job_id)) as side (job_id)
      where side.job_id is not null
        and public.ml_differs(to_jsonb(o), to_jsonb(n),
          array['job_id', 'skill_id', 'is_required', 'proficiency_level']);
    when 'talent_skills' then
      insert into public.match_outbox (entity, entity_id)
      select distinct 'talent', side.talent_id from after_rows n join before_rows o on o.id = n.id
      cross join lateral (values (o.talent_id), (n.talent_id)) as side (talent_id)
      where side.talent_id is not null
        and public.ml_differs(to_jsonb(o), to_jsonb(n),
          array['talent_id', 'skill_id', 'is_primary', 'proficiency_level', 'years_of_experience']);
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
      for each statement execute function public.ml_queue_changed()', watched);
  end loop;
end
$$;

revoke all on function
  public.ml_queue_written(), public.ml_queue_changed(), public.ml_differs(jsonb, jsonb, text[])
  from public, anon, authenticated;
