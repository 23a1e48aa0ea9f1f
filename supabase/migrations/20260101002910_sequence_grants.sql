-- The platform's default privileges give sequences to everybody; whoever sets one to its end keeps rows from being written.
do $$
declare
  sequence regclass;
begin
  for sequence in
    select d.objid::regclass
    from pg_catalog.pg_depend d
    join pg_catalog.pg_class s on s.oid = d.objid and s.relkind = 'S'
    where d.classid = 'pg_catalog.pg_class'::regclass and d.deptype in ('a', 'i')
      and d.refobjid in (
        'public.match_events'::regclass, 'public.match_outbox'::regclass, 'public.ml_model_activations'::regclass,
        'public.ml_erasures'::regclass, 'public.ml_alert_log'::regclass, 'public.ml_rollout_changes'::regclass)
  loop
    execute format('revoke all on sequence %s from anon, authenticated', sequence);
  end loop;
end
$$;
