-- Every change of the rollout, written by the database: whoever changes the row, by whatever way, is told of.
alter table public.ml_rollout add column if not exists reason text;

create table if not exists public.ml_rollout_changes (
  id bigint generated always as identity primary key,
  changed_at timestamptz not null default clock_timestamp(),
  -- As `updated_by`; 'database:' and the role where somebody wrote the row by hand.
  actor text not null,
  reason text,
  -- The row without who and when; null where there was none.
  old_state jsonb,
  new_state jsonb not null
);
alter table public.ml_rollout_changes enable row level security;
-- Nobody writes here but the trigger.
revoke all on public.ml_rollout_changes from anon, authenticated, service_role;
grant select on public.ml_rollout_changes to service_role;

create or replace function public.ml_rollout_state(p_row jsonb) returns jsonb
language sql immutable parallel safe return p_row - array['id', 'updated_at', 'updated_by', 'reason'];

create or replace function public.ml_log_rollout() returns trigger
language plpgsql security definer set search_path = '' set lock_timeout = '500ms' as $$
declare
  old_state jsonb := case when tg_op = 'UPDATE' then public.ml_rollout_state(to_jsonb(old)) end;
  new_state jsonb := public.ml_rollout_state(to_jsonb(new));
  -- Else the row still names who changed it before.
  is_signed boolean := tg_op = 'UPDATE' and new.updated_at is distinct from old.updated_at;
begin
  if new_state is distinct from old_state then
    insert into public.ml_rollout_changes (actor, reason, old_state, new_state)
    values (
      coalesce(case when is_signed then new.updated_by end, 'database:' || session_user),
      -- What the last change left there is no reason of this one.
      case when is_signed or new.reason is distinct from old.reason then new.reason end,
      old_state, new_state);
  end if;
  return null;
end
$$;
drop trigger if exists ml_log_rollout on public.ml_rollout;
create trigger ml_log_rollout after insert or update on public.ml_rollout
  for each row execute function public.ml_log_rollout();

-- Without its row the gateway would take the rollout for 100 %; and a log that can be mended is none.
create or replace function public.ml_keep_rollout() returns trigger
language plpgsql set search_path = '' as $$
begin
  if tg_op = 'UPDATE' and current_setting('talentmatch.erasing', true) = 'on' then
    return new;
  end if;
  if tg_table_name = 'ml_rollout' then
    raise exception 'ml_rollout keeps its one row: update it' using errcode = 'restrict_violation';
  end if;
  raise exception 'ml_rollout_changes is append-only' using errcode = 'restrict_violation';
end
$$;
drop trigger if exists ml_keep_rollout on public.ml_rollout;
create trigger ml_keep_rollout before delete on public.ml_rollout
  for each row execute function public.ml_keep_rollout();
drop trigger if exists ml_keep_rollout_whole on public.ml_rollout;
create trigger ml_keep_rollout_whole before truncate on public.ml_rollout
  for each statement execute function public.ml_keep_rollout();
drop trigger if exists ml_keep_rollout on public.ml_rollout_changes;
create trigger ml_keep_rollout before update or delete on public.ml_rollout_changes
  for each row execute function public.ml_keep_rollout();
drop trigger if exists ml_keep_rollout_whole on public.ml_rollout_changes;
create trigger ml_keep_rollout_whole before truncate on public.ml_rollout_changes
  for each statement execute function public.ml_keep_rollout();

-- Who is erased is renamed in the log. The function is changed where it stands.
do $$
declare
  body text := pg_get_functiondef('public.ml_erase_some(bigint, integer)'::regprocedure);
  old text := $old$    ('training_runs', $q$update public.training_runs$old$;
  new text := $new$    ('ml_rollout_changes',
     $q$update public.ml_rollout_changes set actor = $6 where actor = $4::text$q$),
$new$;
begin
  if body like '%ml\_rollout\_changes%' then
    return;
  end if;
  if (length(body) - length(replace(body, old, ''))) / length(old) <> 1 then
    raise exception 'ml_erase_some is not the function that the log of the rollout was written for';
  end if;
  execute replace(body, old, new || old);
end
$$;

do $$
declare
  signature text;
begin
  foreach signature in array array[
    'ml_rollout_state(jsonb)', 'ml_log_rollout()', 'ml_keep_rollout()'
  ] loop
    execute format('revoke all on function public.%s from public, anon, authenticated', signature);
    execute format('grant execute on function public.%s to service_role', signature);
  end loop;
end
$$;
