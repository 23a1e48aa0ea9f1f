-- A talent whose profile is switched off or on again is hidden or shown, which the index has to know.
create or replace function public.ml_queue_owners() returns trigger
language plpgsql security definer set search_path = '' set lock_timeout = '500ms' as $$
begin
  execute $q$
    insert into public.match_outbox (entity, entity_id)
    select 'talent', t.id from after_rows n join before_rows o on o.id = n.id
    join public.talents t on t.profile_id = n.id
    where public.ml_differs(to_jsonb(o), to_jsonb(n), array['is_active'])
  $q$;
  return null;
exception when others then
  raise warning 'talentmatch: a change of % was not queued: % (%)', tg_table_name, sqlerrm, sqlstate;
  return null;
end
$$;
drop trigger if exists ml_queue_updated on public.profiles;
create trigger ml_queue_updated after update on public.profiles
  referencing old table as before_rows new table as after_rows
  for each statement execute function public.ml_queue_owners();
revoke all on function public.ml_queue_owners() from public, anon, authenticated;
