drop trigger if exists ml_record_inserted on public.applications;
drop trigger if exists ml_record_updated on public.applications;
drop trigger if exists ml_record_deleted on public.applications;
drop trigger if exists ml_record_inserted on public.matches;
drop trigger if exists ml_record_updated on public.matches;
drop table if exists public.match_feedback, public.match_events;
drop function if exists
  public.ml_own_talents(), public.ml_own_jobs(),
  public.ml_keep_events(), public.ml_erase_events(uuid), public.ml_actor(uuid, uuid),
  public.ml_record_new_applications(), public.ml_record_changed_applications(),
  public.ml_record_deleted_applications(), public.ml_record_matches();
