drop table if exists public.match_impressions;
alter table public.matches
  drop constraint if exists matches_ml_score_range,
  drop constraint if exists matches_source_known,
  drop column if exists ml_score,
  drop column if exists ml_version,
  drop column if exists explanation,
  drop column if exists source;
