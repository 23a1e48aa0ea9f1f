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
    body := replace(body, change.new, change.old);
  end loop;
  execute body;
end
$$;

drop trigger if exists ml_mark_run on public.training_runs;
drop trigger if exists ml_mark_published on public.ml_model_versions;
drop function if exists public.ml_mark_run(), public.ml_mark_published(), public.ml_is_training_held_up();
alter table public.ml_erasures drop column if exists has_acts;
