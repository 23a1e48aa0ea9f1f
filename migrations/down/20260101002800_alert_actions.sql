alter table public.ml_alerts
  drop column if exists is_action_due, drop column if exists action_claimed_at,
  drop column if exists unknown_since;
alter table public.ml_process_samples
  drop column if exists served_version, drop column if exists refused_version;
