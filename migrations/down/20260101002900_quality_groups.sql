alter table public.ml_quality_days drop column if exists impressions_by_group, drop column if exists engaged_by_group;
