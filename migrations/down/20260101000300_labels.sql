drop view if exists public.match_labels;
drop trigger if exists ml_derive_feedback on public.match_events;
drop function if exists
  public.ml_feedback_of(text, text, numeric), public.ml_derive_feedback();
