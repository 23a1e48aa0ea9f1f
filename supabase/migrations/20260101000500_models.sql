-- Models, the rollout, training runs, the log of requests: the service's own affairs.

create table if not exists public.ml_model_versions (
  id uuid primary key default gen_random_uuid(),
  version varchar(50) not null unique,
  model_path text not null,
  metrics jsonb,
  feature_importance jsonb,
  manifest jsonb,
  sha256 text,
  status text not null default 'trained'
    check (status in ('trained', 'promoted', 'rejected', 'retired', 'broken')),
  trained_at timestamp default now(),
  is_active boolean not null default false,
  created_at timestamp default now()
);
create index if not exists idx_ml_model_active on public.ml_model_versions (is_active);
create unique index if not exists idx_ml_model_one_active
  on public.ml_model_versions (is_active) where is_active;

create table if not exists public.ml_rollout (
  id boolean primary key default true check (id),
  percentage integer not null default 100 check (percentage between 0 and 100),
  is_killed boolean not null default false,
  pinned_version varchar(50),
  updated_at timestamptz not null default now(),
  updated_by uuid
);
insert into public.ml_rollout default values on conflict do nothing;

create table if not exists public.training_runs (
  id uuid primary key default gen_random_uuid(),
  status text not null default 'queued' check (status in (
    'queued', 'running', 'promoted', 'rejected', 'skipped', 'failed', 'cancelled')),
  reason text,
  requested_by uuid,
  forced boolean not null default false,
  seed bigint,
  dataset jsonb,
  metrics jsonb,
  versions jsonb,
  model_version varchar(50),
  queued_at timestamptz not null default now(),
  started_at timestamptz,
  finished_at timestamptz
);
create index if not exists idx_training_runs_queued on public.training_runs (queued_at desc);

create table if not exists public.ml_request_log (
  request_id text primary key,
  requested_at timestamptz not null default now(),
  user_hash text,
  type text not null,
  talent_id uuid,
  job_id uuid,
  source text,
  status integer not null,
  latency_ms numeric,
  results integer,
  arm text,
  model_version text,
  error_category text,
  error_stack text,
  events_received integer,
  events_answered integer,
  events_failed integer
);
create index if not exists idx_ml_request_log_requested on public.ml_request_log (requested_at);

do $$
declare
  name text;
begin
  foreach name in array array['ml_model_versions', 'ml_rollout', 'training_runs', 'ml_request_log'] loop
    execute format('alter table public.%I enable row level security', name);
    execute format('revoke all on public.%I from anon, authenticated', name);
    execute format('grant all on public.%I to service_role', name);
  end loop;
end
$$;
