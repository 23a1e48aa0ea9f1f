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
create or replace function public.ml_rollout_state(p_row jsonb) returns jsonb
language sql immutable parallel safe return p_row - array['id', 'updated_at', 'updated_by', 'reason'];
alter table public.ml_rollout
  drop column if exists created_at,
  drop constraint if exists ml_rollout_stages,
  add constraint ml_rollout_stages check (
    cardinality(stages) between 1 and 10 and 0 < all (stages) and 100 >= all (stages));
