-- Whether services or workers keep vectors and answers in a Redis, told by those that do: who ends an erasure must
-- have looked there.
create table if not exists public.ml_shared_caches (
  place text primary key,
  seen_at timestamptz not null default now()
);
alter table public.ml_shared_caches enable row level security;
revoke all on public.ml_shared_caches from anon, authenticated;
grant all on public.ml_shared_caches to service_role;
