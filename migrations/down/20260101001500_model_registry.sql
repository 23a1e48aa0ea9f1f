drop trigger if exists ml_model_versions_keep_one_active on public.ml_model_versions;
drop function if exists
  public.ml_keep_one_active_model(), public.ml_activate_model(text, text, text, boolean);
drop table if exists public.ml_model_activations;
drop index if exists public.idx_ml_model_sha256;
alter table if exists public.ml_model_versions
  drop constraint if exists ml_model_versions_status_check,
  alter column status drop default,
  alter column is_active drop not null,
  drop column if exists basis,
  drop column if exists published_by,
  drop column if exists publish_reason;
