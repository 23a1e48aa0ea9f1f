drop function if exists
  public.ml_gateway_subject(text, uuid, uuid[]),
  public.ml_gateway_newest(text, integer),
  public.ml_gateway_candidates(text, uuid, integer, boolean),
  public.ml_talent_briefs(uuid[]),
  public.ml_job_briefs(uuid[]);
