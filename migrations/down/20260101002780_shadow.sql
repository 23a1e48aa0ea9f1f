drop table if exists public.ml_shadow_days;
alter table public.ml_rollout drop column if exists shadow_version;
