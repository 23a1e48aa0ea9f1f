alter table public.training_runs drop column if exists request_id;
