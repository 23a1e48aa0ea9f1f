-- Since when a share lasts that has never changed.
alter table public.ml_rollout add column if not exists created_at timestamptz;
create or replace function public.ml_rollout_state(p_row jsonb) returns jsonb
language sql immutable parallel safe
return p_row - array['id', 'created_at', 'updated_at', 'updated_by', 'reason'];
update public.ml_rollout set created_at = least(
  updated_at, (select min(changed_at) from public.ml_rollout_changes))
where created_at is null;
alter table public.ml_rollout
  alter column created_at set default now(), alter column created_at set not null;

-- A change has the name in `updated_by` only where whoever made it says so in the same transaction
-- (`talentmatch.changed_by`). Else the row still names who changed it before.
create or replace function public.ml_log_rollout() returns trigger
language plpgsql security definer set search_path = '' set lock_timeout = '500ms' as $$
declare
  old_state jsonb := case when tg_op = 'UPDATE' then public.ml_rollout_state(to_jsonb(old)) end;
  new_state jsonb := public.ml_rollout_state(to_jsonb(new));
  is_signed boolean := current_setting('talentmatch.changed_by', true) = new.updated_by;
begin
  if new_state is distinct from old_state then
    insert into public.ml_rollout_changes (actor, reason, old_state, new_state)
    values (
      case when is_signed then new.updated_by else 'database:' || session_user end,
      -- What the last change left there is no reason of this one.
      case when is_signed or new.reason is distinct from old.reason then new.reason end,
      old_state, new_state);
  end if;
  return null;
end
$$;

-- Neither unknown shares nor arrays of arrays.
update public.ml_rollout set stages = default
where array_ndims(stages) <> 1 or (0 < all (stages)) is not true;
alter table public.ml_rollout
  drop constraint if exists ml_rollout_stages,
  add constraint ml_rollout_stages check (
    cardinality(stages) between 1 and 10 and array_ndims(stages) = 1
    and (0 < all (stages)) is true and 100 >= all (stages));
