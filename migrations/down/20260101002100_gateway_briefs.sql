drop function if exists
  public.ml_gateway_candidates(text, uuid, integer, boolean),
  public.ml_talent_briefs(uuid[]),
  public.ml_job_briefs(uuid[]);
