-- Training runs: who asked, how far one is, and that there is one at a time, on whichever machine.

alter table public.training_runs
  -- A user's id, 'service', 'operator' for the command line, 'schedule'.
  add column if not exists actor text not null default 'service',
  add column if not exists progress jsonb,
  -- Whoever runs it says every few seconds that it lives; where nobody does, the next one may begin.
  add column if not exists heartbeat_at timestamptz;

update public.training_runs
set status = 'failed', reason = 'it was begun by an earlier release', finished_at = now()
where status in ('queued', 'running');

create unique index if not exists idx_training_runs_one
  on public.training_runs ((true)) where status in ('queued', 'running');
