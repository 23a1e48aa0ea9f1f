alter table public.ml_rollout alter column updated_by type uuid
  using case when updated_by ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then updated_by::uuid end;
