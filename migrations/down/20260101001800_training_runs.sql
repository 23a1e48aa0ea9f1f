drop index if exists public.idx_training_runs_one;
alter table if exists public.training_runs
  drop column if exists actor,
  drop column if exists progress,
  drop column if exists heartbeat_at;
