do $$
declare
  name text;
begin
  foreach name in array array[
    'jobs', 'talents', 'profiles', 'companies', 'skills', 'job_skills', 'talent_skills'
  ] loop
    execute format('drop trigger if exists ml_queue_inserted on public.%I', name);
    execute format('drop trigger if exists ml_queue_deleted on public.%I', name);
    execute format('drop trigger if exists ml_queue_updated on public.%I', name);
  end loop;
end
$$;
drop function if exists public.ml_queue_inserted();
drop function if exists public.ml_queue_updated();
drop function if exists public.ml_queue(text, uuid[]);
drop function if exists public.ml_read_of(jsonb);
