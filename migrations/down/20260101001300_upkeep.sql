drop trigger if exists ml_queue_updated on public.profiles;
drop function if exists public.ml_queue_owners();
alter table public.match_index_jobs drop column if exists texts;
alter table public.match_index_talents drop column if exists texts;
drop function if exists public.ml_said_at(jsonb, text);
