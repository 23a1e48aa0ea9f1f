-- Vectors. On Supabase extensions live in a schema of their own; where pgvector is installed already,
-- it stays where it is.

create schema if not exists extensions;
create extension if not exists vector with schema extensions;
grant usage on schema extensions to anon, authenticated, service_role;
