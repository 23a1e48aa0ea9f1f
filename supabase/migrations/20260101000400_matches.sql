-- What was scored and what was shown.

-- Rows that are there were written by something else: their source stays unknown.
alter table public.matches
  add column if not exists ml_score numeric(5, 2),
  add column if not exists ml_version varchar(50),
  add column if not exists explanation jsonb,
  add column if not exists source varchar(20);
do $$
begin
  if not exists (select from pg_constraint where conname = 'matches_ml_score_range') then
    -- Not valid: new rows are checked, old ones are not read, and nobody waits.
    alter table public.matches
      add constraint matches_ml_score_range check (ml_score between 0 and 100) not valid,
      add constraint matches_source_known check (source in ('ml', 'fallback')) not valid;
  end if;
end
$$;

create table if not exists public.match_impressions (
  request_id text not null,
  talent_id uuid not null references public.talents (id) on delete cascade,
  job_id uuid not null references public.jobs (id) on delete cascade,
  shown_to text not null check (shown_to in ('talent', 'company', 'service')),
  rank smallint not null check (rank > 0),
  candidates integer not null,
  score numeric(5, 2) not null,
  raw_score real,
  source text not null check (source in ('ml', 'fallback')),
  arm text,
  model_version text not null,
  top_factors jsonb,
  explored boolean not null default false,
  -- What the ranker read, in its order; null where this answer was not sampled.
  features real[],
  feature_contract text,
  shown_at timestamptz not null default now(),
  primary key (request_id, talent_id, job_id)
);
create index if not exists idx_match_impressions_pair
  on public.match_impressions (talent_id, job_id, shown_at);
create index if not exists idx_match_impressions_job on public.match_impressions (job_id);
create index if not exists idx_match_impressions_shown on public.match_impressions (shown_at);

alter table public.match_impressions enable row level security;
revoke all on public.match_impressions from anon, authenticated;
grant select on public.match_impressions to authenticated;
grant all on public.match_impressions to service_role;
drop policy if exists match_impressions_own on public.match_impressions;
create policy match_impressions_own on public.match_impressions for select to authenticated
  using (public.ml_is_of_pair(talent_id, job_id));
