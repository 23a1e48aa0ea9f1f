drop trigger if exists ml_derive_feedback on public.match_events;
drop function if exists public.ml_derive_feedback();
drop view if exists public.match_labels, public.match_acts;
