-- The plan of the rollout: its stages in per cent of the users, and how long each is to last.
alter table public.ml_rollout
  add column if not exists stages integer[] not null default '{10,50,100}'
    constraint ml_rollout_stages check (
      cardinality(stages) between 1 and 10 and 0 < all (stages) and 100 >= all (stages)),
  add column if not exists hold_hours integer not null default 72
    constraint ml_rollout_hold_hours check (hold_hours between 0 and 8760),
  -- Nobody advances it meanwhile.
  add column if not exists is_held boolean not null default false;
