-- Change capture: a statement that changes what is read of jobs or talents queues them, in one insert
-- for all its rows. Skills are saved without touching their parent, so they are watched as well.

-- Of a row: all but what says nothing of the work. Counters and stamps change all the time.
create or replace function public.ml_read_of(p_row jsonb)
returns jsonb language sql immutable parallel safe set search_path = '' as $$
  select p_row - array['updated_at', 'views_count', 'applications_count', 'featured', 'urgent',
                       'logo_url', 'website', 'resume_url', 'portfolio_url', 'github_url',
                       'linkedin_url', 'is_verified', 'social_links', 'founded_year', 'slug']
$$;

create or replace function public.ml_queue(p_entity text, p_ids uuid[])
returns void language sql security definer set search_path = '' as $$
  insert into public.match_outbox (entity, entity_id)
  select distinct p_entity, id from unnest(p_ids) id where id is not null
$$;
revoke all on function public.ml_queue(text, uuid[]) from public, anon, authenticated;

-- The table of the trigger decides whose rows are meant. A failure is a warning in the platform's
-- log; the nightly sweep finds what was missed.
create or replace function public.ml_queue_inserted() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  case tg_table_name
    when 'jobs' then perform public.ml_queue('job', array(select id from changed));
    when 'talents' then perform public.ml_queue('talent', array(select id from changed));
    when 'job_skills' then perform public.ml_queue('job', array(select job_id from changed));
    when 'talent_skills' then perform public.ml_queue('talent', array(select talent_id from changed));
  end case;
  return null;
exception when others then
  raise warning 'talentmatch: a change of % was not queued: %', tg_table_name, sqlerrm;
  return null;
end
$$;

create or replace function public.ml_queue_updated() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  ids uuid[];
begin
  case tg_table_name
    when 'jobs' then
      select array_agg(n.id) into ids from after n join before o on o.id = n.id
      where public.ml_read_of(to_jsonb(n)) is distinct from public.ml_read_of(to_jsonb(o));
      perform public.ml_queue('job', ids);
    when 'talents' then
      select array_agg(n.id) into ids from after n join before o on o.id = n.id
      where public.ml_read_of(to_jsonb(n)) is distinct from public.ml_read_of(to_jsonb(o));
      perform public.ml_queue('talent', ids);
    when 'profiles' then
      select array_agg(t.id) into ids from after n join before o on o.id = n.id
      join public.talents t on t.profile_id = n.id
      where n.is_active is distinct from o.is_active;
      perform public.ml_queue('talent', ids);
    when 'companies' then
      select array_agg(j.id) into ids from after n join before o on o.id = n.id
      join public.jobs j on j.company_id = n.id
      where (n.culture_values, n.industry, n.benefits)
        is distinct from (o.culture_values, o.industry, o.benefits);
      perform public.ml_queue('job', ids);
    when 'skills' then
      select array_agg(js.job_id) into ids from after n join before o on o.id = n.id
      join public.job_skills js on js.skill_id = n.id
      where (n.name, n.category) is distinct from (o.name, o.category);
      perform public.ml_queue('job', ids);
      select array_agg(ts.talent_id) into ids from after n join before o on o.id = n.id
      join public.talent_skills ts on ts.skill_id = n.id
      where (n.name, n.category) is distinct from (o.name, o.category);
      perform public.ml_queue('talent', ids);
    when 'job_skills' then
      select array_agg(id) into ids
      from (select job_id as id from after union select job_id from before) both_sides;
      perform public.ml_queue('job', ids);
    when 'talent_skills' then
      select array_agg(id) into ids
      from (select talent_id as id from after union select talent_id from before) both_sides;
      perform public.ml_queue('talent', ids);
  end case;
  return null;
exception when others then
  raise warning 'talentmatch: a change of % was not queued: %', tg_table_name, sqlerrm;
  return null;
end
$$;

do $$
declare
  name text;
begin
  foreach name in array array['jobs', 'talents', 'job_skills', 'talent_skills'] loop
    execute format('drop trigger if exists ml_queue_inserted on public.%I', name);
    execute format('create trigger ml_queue_inserted after insert on public.%I
      referencing new table as changed
      for each statement execute function public.ml_queue_inserted()', name);
  end loop;
  -- A job or talent that is deleted takes its index row along; skills have a parent that stays.
  foreach name in array array['job_skills', 'talent_skills'] loop
    execute format('drop trigger if exists ml_queue_deleted on public.%I', name);
    execute format('create trigger ml_queue_deleted after delete on public.%I
      referencing old table as changed
      for each statement execute function public.ml_queue_inserted()', name);
  end loop;
  foreach name in array array[
    'jobs', 'talents', 'profiles', 'companies', 'skills', 'job_skills', 'talent_skills'
  ] loop
    execute format('drop trigger if exists ml_queue_updated on public.%I', name);
    execute format('create trigger ml_queue_updated after update on public.%I
      referencing old table as before new table as after
      for each statement execute function public.ml_queue_updated()', name);
  end loop;
end
$$;
