-- How good what was shown has been, by day. Counts and sums only: nobody can be told from them.

create table if not exists public.ml_quality_days (
  -- In UTC.
  day date not null,
  -- `none`: shown without a gateway, and so outside any experiment.
  arm text not null,
  model_version text not null,
  answers integer not null,
  fallback_answers integer not null,
  -- Pairs that were shown to somebody who is on one side of them, each once.
  impressions integer not null,
  -- Of these, what was done about them within 24 hours.
  engaged integer not null,
  applied integer not null,
  positive integer not null,
  -- All pairs that were wanted by whoever was shown something, shown or not.
  wanted integer not null,
  -- Those that have a label by then, and what scores and labels come to.
  labelled integer not null,
  score_sum double precision not null,
  label_sum double precision not null,
  -- Impressions by score, ten points each, 0-10 first.
  scores integer[] not null,
  measured_at timestamptz not null default now(),
  primary key (day, arm, model_version)
);

-- How far features that were served are from those that the model learned from.
create table if not exists public.ml_feature_drift (
  day date not null,
  model_version text not null,
  feature text not null,
  -- Population stability index.
  psi double precision not null,
  rows integer not null,
  primary key (day, model_version, feature)
);

-- What every process counted, some times a minute; gone after an hour.
create table if not exists public.ml_process_samples (
  process uuid not null,
  at timestamptz not null default now(),
  cores integer not null,
  cpu_seconds double precision not null,
  requests bigint not null,
  errors bigint not null,
  answers bigint not null,
  fallback_answers bigint not null,
  -- Answers that took longer than 3 s.
  slow_answers bigint not null,
  model_load_failures bigint not null,
  primary key (process, at)
);
create index if not exists idx_ml_process_samples_at on public.ml_process_samples (at);

do $$
declare
  private text;
begin
  foreach private in array array['ml_quality_days', 'ml_feature_drift', 'ml_process_samples'] loop
    execute format('alter table public.%I enable row level security', private);
    execute format('revoke all on public.%I from anon, authenticated', private);
    execute format('grant all on public.%I to service_role', private);
  end loop;
end
$$;
