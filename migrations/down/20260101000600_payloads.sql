drop function if exists
  public.ml_talent_payload(uuid), public.ml_job_payload(uuid),
  public.ml_talent_payloads(uuid[]), public.ml_job_payloads(uuid[]),
  public.ml_talent_owner(uuid), public.ml_job_owner(uuid),
  public.ml_text(jsonb, text, integer), public.ml_pay(jsonb, text),
  public.ml_years(jsonb, text), public.ml_flag(jsonb, text),
  public.ml_one_of(jsonb, text, text[]), public.ml_texts(jsonb, text, integer),
  public.ml_moment(jsonb, text), public.ml_trim(text);
