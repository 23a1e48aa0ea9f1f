-- What was scored, and what was shown to whom.

-- The source of rows that are there stays null: something else wrote them. Hence no default either.
alter table public.matches
  add column if not exists ml_score numeric(5, 2),
  add column if not exists ml_version varchar(50),
  add column if not exists explanation jsonb,
  add column if not exists source varchar(20);
do $$
begin
  -- Not valid: rows to come are checked, and those that are there are not read while writers wait.
  if not exists (
    select from pg_constraint
    where conrelid = 'public.matches'::regclass and conname = 'matches_ml_score_range'
  ) then
    alter table public.matches add constraint matches_ml_score_range
      check (ml_score between 0 and 100) not valid;
  end if;
  if not exists (
    select from pg_constraint
    where conrelid = 'public.matches'::regclass and conname = 'matches_source_known'
  ) then
    alter table public.matches add constraint matches_source_known
      check (source in ('ml', 'fallback')) not valid;
  end if;
end
$$;

create table if not exists public.match_impressions (
  request_id text not null,
  talent_id uuid not null references public.talents (id) on delete cascade,
  job_id uuid not null references public.jobs (id) on delete cascade,
  shown_to text not null check (shown_to in ('talent', 'company', 'service')),
  -- From 1, among `candidates`.
  rank smallint not null check (rank >= 1),
  candidates integer not null check (candidates >= 0),
  score numeric(5, 2) not null check (score between 0 and 100),
  -- In units of the model; null where rules answered.
  raw_score real,
  source text not null check (source in ('ml', 'fallback')),
  arm text,
  model_version text not null,
  top_factors jsonb,
  -- Its place was swapped with a neighbour's, to learn what place does.
  explored boolean not null default false,
  -- What the ranker read, in the order that the contract names; null where this answer was not sampled.
  features real[],
  feature_contract text,
  shown_at timestamptz not null default now(),
  primary key (request_id, talent_id, job_id)
);
create index if not exists idx_match_impressions_talent
  on public.match_impressions (talent_id, shown_at);
create index if not exists idx_match_impressions_job
  on public.match_impressions (job_id, shown_at);
create index if not exists idx_match_impressions_shown
  on public.match_impressions (shown_at);

alter table public.match_impressions enable row level security;
revoke all on public.match_impressions from anon, authenticated;
grant select on public.match_impressions to authenticated;
grant all on public.match_impressions to service_role;

-- Each side sees what was shown to it.
drop policy if exists match_impressions_talent on public.match_impressions;
create policy match_impressions_talent on public.match_impressions for select to authenticated
  using (shown_to = 'talent' and talent_id in (select public.ml_own_talents()));
drop policy if exists match_impressions_company on public.match_impressions;
create policy match_impressions_company on public.match_impressions for select to authenticated
  using (shown_to = 'company' and job_id in (select public.ml_own_jobs()));
