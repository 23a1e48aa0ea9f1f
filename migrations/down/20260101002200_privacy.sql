do $$
declare
  guarded text;
begin
  foreach guarded in array array[
    'match_events', 'match_feedback', 'match_impressions', 'match_index_talents', 'match_index_jobs',
    'match_outbox', 'ml_request_log'
  ] loop
    execute format('drop trigger if exists ml_refuse_erased on public.%I', guarded);
  end loop;
end
$$;
drop function if exists
  public.ml_refuse_erased(), public.ml_rows_of_user(uuid),
  public.ml_open_erasure(text, text, text, double precision, uuid, uuid[], uuid[], text[], text[], bigint[]),
  public.ml_erase_some(bigint, integer), public.ml_count_erased(bigint, text, bigint),
  public.ml_find_erased_vectors(bigint), public.ml_erase_vectors(bigint),
  public.ml_is_erasure_settled(bigint), public.ml_finish_erasure(bigint);
-- Functions that ask who is erased go with the files that made them, whose turn is next.
drop function if exists public.ml_is_erased(uuid), public.ml_erased_key(uuid),
  public.ml_erasure_mark();
drop table if exists public.ml_erasures, public.ml_erased;
alter table public.ml_model_versions drop column if exists erasure_marked_at;
drop index if exists public.idx_ml_request_log_user, public.idx_ml_request_log_talent,
  public.idx_ml_request_log_job;
