-- Which call asked for a training run, so that its lines in logs can be found from the gateway's.
alter table public.training_runs add column if not exists request_id text;
