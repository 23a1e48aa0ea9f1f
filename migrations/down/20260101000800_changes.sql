do $$
declare
  watched text;
begin
  foreach watched in array array[
    'jobs', 'talents', 'companies', 'skills', 'job_skills', 'talent_skills'
  ] loop
    execute format('drop trigger if exists ml_queue_inserted on public.%I', watched);
    execute format('drop trigger if exists ml_queue_deleted on public.%I', watched);
    execute format('drop trigger if exists ml_queue_updated on public.%I', watched);
  end loop;
end
$$;
drop function if exists
  public.ml_queue_written(), public.ml_queue_changed(), public.ml_differs(jsonb, jsonb, text[]);
