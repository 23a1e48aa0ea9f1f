-- pgvector, in the schema that Supabase keeps extensions in; where it is installed already it stays.

do $$
declare
  missing text := concat_ws(', ',
    case when to_regrole('anon') is null then 'role anon' end,
    case when to_regrole('authenticated') is null then 'role authenticated' end,
    case when to_regrole('service_role') is null then 'role service_role' end,
    case when to_regprocedure('auth.uid()') is null then 'function auth.uid()' end,
    case when to_regprocedure('auth.role()') is null then 'function auth.role()' end);
begin
  if missing <> '' then
    raise exception 'this database lacks what Supabase brings along: %', missing
      using hint = 'apply migrations/platform/01_supabase_shim.sql first';
  end if;
  if to_regnamespace('extensions') is null then
    create schema extensions;
    grant usage on schema extensions to anon, authenticated, service_role;
  end if;
  create extension if not exists vector with schema extensions;
  if not exists (
    select from pg_type t join pg_depend d on d.objid = t.oid and d.deptype = 'e'
    join pg_extension e on e.oid = d.refobjid
    where e.extname = 'vector' and t.typname = 'halfvec'
  ) then
    raise exception 'pgvector % has no half-precision vectors: 0.7 or later is needed',
      (select extversion from pg_extension where extname = 'vector')
      using hint = 'alter extension vector update';
  end if;
end
$$;
