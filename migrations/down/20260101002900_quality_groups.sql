alter table public.ml_quality_days drop column if exists impressions_by_group, drop column if exists engaged_by_group,
  drop column if exists labelled_by_group, drop column if exists gap_by_group;
