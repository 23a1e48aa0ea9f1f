do $$
declare
  body text := pg_get_functiondef('public.ml_erase_some(bigint, integer)'::regprocedure);
begin
  execute replace(body, $new$    ('ml_rollout_changes',
     $q$update public.ml_rollout_changes set actor = $6 where actor = $4::text$q$),
$new$, '');
end
$$;
drop trigger if exists ml_log_rollout on public.ml_rollout;
drop trigger if exists ml_keep_rollout on public.ml_rollout;
drop trigger if exists ml_keep_rollout_whole on public.ml_rollout;
drop table if exists public.ml_rollout_changes;
drop function if exists public.ml_log_rollout(), public.ml_keep_rollout(), public.ml_rollout_state(jsonb);
alter table public.ml_rollout drop column if exists reason;
