-- Versions of the model: where they come from, who made which the active one and why, and that there is
-- always exactly one.

alter table public.ml_model_versions
  -- What the labels were: 'synthetic', 'feedback'.
  add column if not exists basis text,
  add column if not exists published_by text,
  add column if not exists publish_reason text;

update public.ml_model_versions
set is_active = coalesce(is_active, false),
  status = case
    when is_active then 'active'
    when status in ('candidate', 'retired', 'rejected') then status
    else 'candidate' end
where is_active is null or status is null
  or status not in ('candidate', 'active', 'retired', 'rejected')
  or is_active <> (status = 'active');

alter table public.ml_model_versions
  alter column is_active set not null,
  alter column status set default 'candidate',
  drop constraint if exists ml_model_versions_status_check,
  add constraint ml_model_versions_status_check
    check (status in ('candidate', 'active', 'retired', 'rejected'));

-- The same model is registered once, whoever tries it again.
create unique index if not exists idx_ml_model_sha256
  on public.ml_model_versions (sha256) where sha256 is not null;

-- Append-only: it outlives the versions that it speaks of.
create table if not exists public.ml_model_activations (
  id bigint generated always as identity primary key,
  version varchar(50) not null,
  previous varchar(50),
  -- A user's id, 'service', 'operator' for the command line.
  actor text not null,
  reason text,
  activated_at timestamptz not null default now()
);
create index if not exists idx_ml_model_activations_version
  on public.ml_model_activations (version, id desc);

alter table public.ml_model_activations enable row level security;
revoke all on public.ml_model_activations from anon, authenticated;
grant all on public.ml_model_activations to service_role;

-- Makes one version the active one; no row where there is no such version, or, with p_if_none, where
-- another is active already. One after the other: the lock ends with the transaction, and each statement
-- after it sees what the one before has left.
create or replace function public.ml_activate_model(
  p_version text, p_actor text, p_reason text, p_if_none boolean default false)
returns table (version text, previous text)
language plpgsql set search_path = '' as $$
declare
  before text;
begin
  perform pg_advisory_xact_lock(hashtext('public.ml_activate_model'));
  select m.version into before from public.ml_model_versions as m where m.is_active;
  if p_if_none and before is not null then
    return;
  end if;
  if not exists (select from public.ml_model_versions as m where m.version = p_version) then
    return;
  end if;
  update public.ml_model_versions as m set is_active = false, status = 'retired'
  where m.is_active and m.version <> p_version;
  update public.ml_model_versions as m set is_active = true, status = 'active'
  where m.version = p_version;
  insert into public.ml_model_activations (version, previous, actor, reason)
  values (p_version, before, p_actor, p_reason);
  return query select p_version, before;
end
$$;
revoke all on function public.ml_activate_model(text, text, text, boolean)
  from public, anon, authenticated;
grant execute on function public.ml_activate_model(text, text, text, boolean) to service_role;

-- The index sees to it that there are not two; this, that a transaction does not leave none behind.
create or replace function public.ml_keep_one_active_model() returns trigger
language plpgsql set search_path = '' as $$
begin
  if exists (select from public.ml_model_versions)
    and not exists (select from public.ml_model_versions where is_active)
  then
    raise exception 'a version of the model must be active; activate another instead'
      using errcode = 'check_violation';
  end if;
  return null;
end
$$;
revoke all on function public.ml_keep_one_active_model() from public, anon, authenticated;
drop trigger if exists ml_model_versions_keep_one_active on public.ml_model_versions;
create constraint trigger ml_model_versions_keep_one_active
  after update or delete on public.ml_model_versions
  deferrable initially deferred
  for each row when (old.is_active) execute function public.ml_keep_one_active_model();
