-- Pairs of a day, and those that were engaged with, by 16 random groups of the talents that they were shown to: from how
-- groups differ comes how far a change may be chance. Days counted before have none.
alter table public.ml_quality_days
  add column if not exists impressions_by_group integer[] not null default '{}',
  add column if not exists engaged_by_group integer[] not null default '{}';
