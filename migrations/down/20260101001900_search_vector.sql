drop function if exists public.match_scaled_limit(regclass, integer);
-- The other functions go with 20260101000900_retrieval.sql, and columns with their tables.
