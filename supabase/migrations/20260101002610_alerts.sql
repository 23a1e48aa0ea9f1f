-- Alerts: what fires, who was told, and what was done.

create table if not exists public.ml_alerts (
  name text primary key,
  -- What was measured last; null where nothing could be.
  value double precision,
  -- Since when the condition holds; null: it does not.
  since timestamptz,
  -- Since when it fires.
  fired_at timestamptz,
  -- What is still to be told, and which process is telling it.
  notice text check (notice in ('firing', 'resolved')),
  claimed_at timestamptz,
  -- When it was last told that it fires.
  notified_at timestamptz,
  checked_at timestamptz not null
);

create table if not exists public.ml_alert_log (
  id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  name text not null,
  what text not null check (what in ('fired', 'resolved', 'told', 'acted')),
  detail text
);
create index if not exists idx_ml_alert_log_at on public.ml_alert_log (at);

do $$
declare
  private text;
begin
  foreach private in array array['ml_alerts', 'ml_alert_log'] loop
    execute format('alter table public.%I enable row level security', private);
    execute format('revoke all on public.%I from anon, authenticated', private);
    execute format('grant all on public.%I to service_role', private);
  end loop;
end
$$;
