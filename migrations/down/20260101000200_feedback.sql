drop trigger if exists ml_record_application on public.applications;
drop trigger if exists ml_record_match on public.matches;
drop table if exists public.match_feedback, public.match_events;
drop function if exists public.ml_record_application();
drop function if exists public.ml_record_match();
drop function if exists public.ml_refuse_change();
drop function if exists public.ml_actor_of(uuid, uuid);
drop function if exists public.ml_is_of_pair(uuid, uuid);
