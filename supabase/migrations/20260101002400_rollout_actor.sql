-- Who changed the rollout need not be a user: 'service', 'operator:' and a login name for the command line.
alter table public.ml_rollout alter column updated_by type text;
