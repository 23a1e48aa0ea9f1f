drop function if exists
  public.ml_gateway_context(uuid, text, uuid, uuid[], text[], integer),
  public.ml_gateway_candidates(text, uuid, integer),
  public.ml_report_breaker(text, text, timestamptz),
  public.ml_take_requests(text[], integer),
  public.ml_hidden_jobs(uuid, uuid[]),
  public.ml_hidden_talents(uuid, uuid[]),
  public.ml_data_version(jsonb, bigint[]);
drop table if exists public.ml_rate_limits, public.ml_breakers;
create index if not exists idx_match_events_job on public.match_events (job_id);
drop index if exists public.idx_match_events_talent_last, public.idx_match_events_job_last;
