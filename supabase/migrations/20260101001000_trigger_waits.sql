-- A table of ours may be held by another session, as a migration does. Triggers give it up after half a
-- second and miss what they would have written. Were they to wait, the caller's `statement_timeout` would
-- end the platform's write: no handler catches that.

do $$
declare
  waiting regprocedure;
begin
  for waiting in
    select p.oid from pg_proc p
    where p.pronamespace = 'public'::regnamespace and p.prosecdef
      and p.prorettype = 'trigger'::regtype
      and p.proname ~ '^ml_(record|derive|queue)_'
  loop
    execute format('alter function %s set lock_timeout = %L', waiting, '500ms');
  end loop;
end
$$;
