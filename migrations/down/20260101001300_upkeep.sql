drop trigger if exists ml_queue_updated on public.profiles;
drop function if exists public.ml_queue_owners();
