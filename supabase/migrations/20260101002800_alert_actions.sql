-- An automatic action is owed until it is done, by whichever worker: as a notice is until it is told.
alter table public.ml_alerts
  add column if not exists is_action_due boolean not null default false,
  -- Which process is carrying it out.
  add column if not exists action_claimed_at timestamptz,
  -- Since when it fires without anything to measure; null: there is.
  add column if not exists unknown_since timestamptz;

-- What each process serves ('rules' without a model; null: nothing, it is a worker), and what it was told to serve and cannot.
alter table public.ml_process_samples
  add column if not exists served_version varchar(50),
  add column if not exists refused_version varchar(50);

-- Every worker looks at alerts by itself now: a queue would wait for one that died.
do $$
begin
  if to_regclass('pgboss.schedule') is not null then
    execute $q$delete from pgboss.schedule where name = 'alerts'$q$;
    execute $q$delete from pgboss.job where name = 'alerts' and state < 'active'$q$;
  end if;
end
$$;
