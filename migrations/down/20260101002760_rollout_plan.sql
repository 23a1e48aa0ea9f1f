alter table public.ml_rollout
  drop column if exists stages, drop column if exists hold_hours, drop column if exists is_held;
