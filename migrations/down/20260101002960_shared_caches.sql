drop table if exists public.ml_shared_caches;
