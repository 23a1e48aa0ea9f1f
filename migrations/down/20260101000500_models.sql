drop table if exists
  public.ml_model_versions, public.ml_rollout, public.training_runs, public.ml_request_log;
