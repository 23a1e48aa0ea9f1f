-- A version that scores what was answered, without being shown.
alter table public.ml_rollout add column if not exists shadow_version varchar(50);

-- What came of it. Counts and sums only: nobody can be told from them.
create table if not exists public.ml_shadow_days (
  -- In UTC.
  day date not null,
  shadow_version text not null,
  serving_version text not null,
  -- Answers that both scored, and their pairs.
  answers bigint not null,
  pairs bigint not null,
  -- Of the scores of each, 0-100.
  serving_sum double precision not null,
  shadow_sum double precision not null,
  serving_squares double precision not null,
  shadow_squares double precision not null,
  products double precision not null,
  -- Scores of at least 50, and above 80.
  serving_good bigint not null,
  shadow_good bigint not null,
  serving_high bigint not null,
  shadow_high bigint not null,
  -- Answers of more than three pairs, and the shares of the first three that both have, summed.
  lists bigint not null,
  overlap_sum double precision not null,
  -- Ranks that pairs are apart, summed.
  displacement_sum double precision not null,
  ms_sum double precision not null,
  -- Answers without what the shadow reads; those that were too many, or came too late.
  skipped bigint not null,
  dropped bigint not null,
  primary key (day, shadow_version, serving_version)
);
alter table public.ml_shadow_days enable row level security;
revoke all on public.ml_shadow_days from anon, authenticated;
grant all on public.ml_shadow_days to service_role;
