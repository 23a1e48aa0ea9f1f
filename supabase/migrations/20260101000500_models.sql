-- The service's own affairs: models, how far they are rolled out, training, the log of requests.

create table if not exists public.ml_model_versions (
  id uuid primary key default gen_random_uuid(),
  version varchar(50) not null unique,
  model_path text not null,
  metrics jsonb,
  feature_importance jsonb,
  manifest jsonb,
  sha256 text,
  status text,
  trained_at timestamp default now(),
  is_active boolean default false,
  created_at timestamp default now()
);
create index if not exists idx_ml_model_active on public.ml_model_versions (is_active);
create unique index if not exists idx_ml_model_one_active
  on public.ml_model_versions (is_active) where is_active;

create table if not exists public.ml_rollout (
  -- There is one row.
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
  -- No foreign keys: the log outlives what it speaks of, until its time is up.
  talent_id uuid,
  job_id uuid,
  source text,
  status integer,
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
create index if not exists idx_ml_request_log_requested
  on public.ml_request_log (requested_at);

do $$
declare
  private text;
begin
  foreach private in array array[
    'ml_model_versions', 'ml_rollout', 'training_runs', 'ml_request_log'
  ] loop
    execute format('alter table public.%I enable row level security', private);
    execute format('revoke all on public.%I from anon, authenticated', private);
    execute format('grant all on public.%I to service_role', private);
  end loop;
  -- The register of migrations, where it is ours and not that of Supabase's tool.
  if to_regclass('public.talentmatch_migrations') is not null then
    revoke all on public.talentmatch_migrations from anon, authenticated;
  end if;
end
$$;
