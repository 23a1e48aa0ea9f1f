-- What is compared between models and weeks, by 16 random groups of the talents that pairs were shown to: from how groups differ comes how far a change may be chance. Days counted before have none.
alter table public.ml_quality_days
  add column if not exists impressions_by_group integer[] not null default '{}',
  add column if not exists engaged_by_group integer[] not null default '{}',
  add column if not exists labelled_by_group integer[] not null default '{}',
  -- Sums of score less label.
  add column if not exists gap_by_group double precision[] not null default '{}';
