drop table if exists public.ml_request_log, public.training_runs, public.ml_rollout,
  public.ml_model_versions;
