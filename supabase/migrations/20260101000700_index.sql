-- What is worked out ahead of need: vectors of texts, a row for each job and talent that can be found,
-- and the queue of those that have changed.

create table if not exists public.embeddings (
  -- SHA-256 of the text in UTF-16, little-endian.
  text_hash bytea not null,
  -- Weights and arithmetic: vectors of two models do not mix.
  model text not null,
  -- One after the other, 384 numbers each: float32, little-endian.
  windows bytea not null,
  created_at timestamptz not null default now(),
  primary key (text_hash, model)
);

do $$
declare
  -- Wherever pgvector is installed.
  vectors text := (
    select n.nspname from pg_extension e join pg_namespace n on n.oid = e.extnamespace
    where e.extname = 'vector');
  side text;
  remote text;
begin
  foreach side in array array['job', 'talent'] loop
    remote := case side when 'job' then 'is_remote' else 'wants_remote' end;
    execute format($f$
      create table if not exists public.match_index_%1$ss (
        %1$s_id uuid primary key references public.%1$ss (id) on delete cascade,
        is_active boolean not null default true,
        vector %3$I.halfvec(384),
        skills integer[] not null default '{}',
        place text,
        country text,
        %2$s boolean not null default false,
        posted_at timestamptz,
        prepared bytea,
        format integer,
        embedder text,
        content_hash bytea,
        indexed_at timestamptz
      )$f$, side, remote, vectors);
    -- Search by skills and by place reads rows of the heap and none of their vectors or bytes. These
    -- lie outside, uncompressed as they are, so that a page holds dozens of rows and not a few.
    execute format('alter table public.match_index_%ss set (toast_tuple_target = 128)', side);
    execute format('alter table public.match_index_%ss
      alter column vector set storage external, alter column prepared set storage external', side);
    execute format('create index if not exists idx_match_index_%1$ss_vector
      on public.match_index_%1$ss using hnsw (vector %2$I.halfvec_cosine_ops) where is_active',
      side, vectors);
    execute format('create index if not exists idx_match_index_%1$ss_skills
      on public.match_index_%1$ss using gin (skills) where is_active', side);
    execute format('create index if not exists idx_match_index_%1$ss_place
      on public.match_index_%1$ss (place, posted_at desc) where is_active', side);
    execute format('create index if not exists idx_match_index_%1$ss_remote
      on public.match_index_%1$ss (posted_at desc) where is_active and %2$s', side, remote);
  end loop;
end
$$;

-- How many active jobs and talents have a skill, as of the last count.
create table if not exists public.match_index_skills (
  skill integer primary key,
  jobs integer not null default 0,
  talents integer not null default 0,
  counted_at timestamptz not null default now()
);

-- Triggers only append, so that no write of the platform waits for another or for a worker.
create table if not exists public.match_outbox (
  id bigint generated always as identity primary key,
  entity text not null check (entity in ('job', 'talent')),
  entity_id uuid not null,
  queued_at timestamptz not null default now(),
  claimed_until timestamptz,
  attempts integer not null default 0
);
create index if not exists idx_match_outbox_entity
  on public.match_outbox (entity, entity_id, id);

do $$
declare
  private text;
begin
  foreach private in array array[
    'embeddings', 'match_index_jobs', 'match_index_talents', 'match_index_skills', 'match_outbox'
  ] loop
    execute format('alter table public.%I enable row level security', private);
    execute format('revoke all on public.%I from anon, authenticated', private);
    execute format('grant all on public.%I to service_role', private);
  end loop;
end
$$;
