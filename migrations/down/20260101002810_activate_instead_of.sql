drop function if exists public.ml_activate_model(text, text, text, boolean, text);
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
