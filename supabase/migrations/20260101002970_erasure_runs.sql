-- An erasure ends a training run only where the run can have read something of the user, and not for ever: after two
-- that were ended so the next goes on, its model is marked, and another run follows. A model that is published while an
-- erasure begins is marked too.
alter table public.ml_erasures
  -- Whether the user had acted, or been shown.
  add column if not exists has_acts boolean not null default false;

create or replace function public.ml_is_training_held_up() returns boolean
language sql stable security definer set search_path = '' as $$
  select count(*) = 2 and bool_and(last.status = 'cancelled' and last.reason like 'somebody was erased%')
  from (
    select r.status, r.reason from public.training_runs r
    where r.finished_at is not null
    order by r.finished_at desc
    limit 2) as last
$$;

-- A model of a run that an erasure has ended, or that had the erased person's acts.
create or replace function public.ml_mark_published() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  run public.training_runs;
begin
  -- Where an erasure is just ending it, that is waited for.
  select * into run from public.training_runs r
  where new.publish_reason = 'training run ' || r.id for share;
  if run.status <> 'running' and exists (
    select from public.ml_erasures e where e.has_acts and e.requested_at >= run.started_at)
  then
    new.status := 'rejected';
    new.erasure_marked_at := now();
    update public.ml_erasures e set models = e.models || new.version::text
    where e.has_acts and e.requested_at >= run.started_at;
  end if;
  return new;
end
$$;
drop trigger if exists ml_mark_published on public.ml_model_versions;
create trigger ml_mark_published before insert on public.ml_model_versions
  for each row execute function public.ml_mark_published();

-- A run that went on while somebody was erased.
create or replace function public.ml_mark_run() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  marked text[];
  run uuid;
begin
  if not exists (
    select from public.ml_erasures e where e.has_acts and e.requested_at >= old.started_at)
  then
    return null;
  end if;
  with learned as (
    update public.ml_model_versions v set erasure_marked_at = now()
    where v.version = new.model_version or v.publish_reason = 'training run ' || new.id
    returning v.version)
  select coalesce(array_agg(learned.version::text), '{}') into marked from learned;
  insert into public.training_runs (status, actor, forced, seed) values ('queued', 'erasure', true, 1)
  on conflict do nothing;
  select r.id into run from public.training_runs r where r.status = 'queued';
  update public.ml_erasures e set models = e.models || marked, retraining = coalesce(e.retraining, run)
  where e.has_acts and e.requested_at >= old.started_at;
  return null;
end
$$;
drop trigger if exists ml_mark_run on public.training_runs;
create trigger ml_mark_run after update of status on public.training_runs
  for each row when (old.status = 'running' and new.status in ('promoted', 'rejected', 'failed', 'cancelled'))
  execute function public.ml_mark_run();

do $$
declare
  opening regprocedure :=
    'public.ml_open_erasure(text,text,text,double precision,uuid,uuid[],uuid[],text[],text[],bigint[])';
  body text := pg_get_functiondef(opening);
  change record;
begin
  for change in select * from (values
    (E'  run uuid;\n', E'  run uuid;\n  acted boolean;\n'),
    (E'      where r.model_version = v.version)\n',
     E'      where r.model_version = v.version or v.publish_reason = ''training run '' || r.id)\n'),
    (E'  if cardinality(p_talents || p_jobs) > 0 then\n',
     E'  acted := exists (
      select from public.match_events e where e.talent_id = any (p_talents) or e.job_id = any (p_jobs))
    or exists (
      select from public.match_impressions i where i.talent_id = any (p_talents) or i.job_id = any (p_jobs));
  if acted then\n'),
    (E'    where status = ''running''\n    returning id into run;\n',
     E'    where status = ''running'' and not public.ml_is_training_held_up()
    returning id into run;
    -- It may have published its model a moment ago.
    with late as (
      update public.ml_model_versions v set erasure_marked_at = now(), status = ''rejected''
      where v.publish_reason = ''training run '' || run and not v.is_active
      returning v.version)
    select marked || coalesce(array_agg(late.version::text), ''{}'') into marked from late;\n'),
    (E'user_hashes, text_keys)\n', E'user_hashes, has_acts, text_keys)\n'),
    (E'p_user_hashes,\n    array(', E'p_user_hashes, acted,\n    array(')
  ) as changes (old, new) loop
    continue when strpos(body, change.new) > 0;
    if (length(body) - length(replace(body, change.old, ''))) / length(change.old) <> 1 then
      raise exception 'ml_open_erasure is not the function that its runs were written for: %', change.old;
    end if;
    body := replace(body, change.old, change.new);
  end loop;
  execute body;
end
$$;

do $$
declare
  signature text;
begin
  foreach signature in array array[
    'ml_is_training_held_up()', 'ml_mark_published()', 'ml_mark_run()'
  ] loop
    execute format('revoke all on function public.%s from public, anon, authenticated', signature);
    execute format('grant execute on function public.%s to service_role', signature);
  end loop;
end
$$;
