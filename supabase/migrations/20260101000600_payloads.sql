-- Rows of the platform as the JSON of a match request, one or a thousand in one statement. Columns are
-- looked up by name in the row as JSON, as a live platform may lack some; what breaks a limit of the
-- request is cut, and what says nothing is left out.
--
-- The small functions are written in the standard's form, which is parsed once and so bound to what it
-- names; with a `search_path` of their own they could not be inlined.

-- Blank is unknown, by whatever blanks; null where nothing is left.
create or replace function public.ml_trim(p_text text) returns text
language sql immutable parallel safe
return nullif(btrim(p_text, e' \t\n\u000b\f\r\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006'
  '\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff'), '');

create or replace function public.ml_text(p_row jsonb, p_key text, p_length integer) returns text
language sql immutable parallel safe
return left(public.ml_trim(p_row ->> p_key), p_length);

-- A blank box is stored as 0, so 0 is unknown too.
create or replace function public.ml_pay(p_row jsonb, p_key text) returns numeric
language sql immutable parallel safe
return case when jsonb_typeof(p_row -> p_key) = 'number'
  and (p_row -> p_key)::numeric between 1 and 2147483647 then trunc((p_row -> p_key)::numeric) end;

create or replace function public.ml_years(p_row jsonb, p_key text) returns numeric
language sql immutable parallel safe
return case when jsonb_typeof(p_row -> p_key) = 'number'
  and (p_row -> p_key)::numeric between 0 and 80 then (p_row -> p_key)::numeric end;

create or replace function public.ml_flag(p_row jsonb, p_key text) returns boolean
language sql immutable parallel safe
return case when jsonb_typeof(p_row -> p_key) = 'boolean' then (p_row -> p_key)::boolean end;

create or replace function public.ml_one_of(p_row jsonb, p_key text, p_known text[]) returns text
language sql immutable parallel safe
return case when p_row ->> p_key = any (p_known) then p_row ->> p_key end;

-- At most 50, in their order; null where none says anything.
create or replace function public.ml_texts(p_row jsonb, p_key text, p_length integer) returns jsonb
language sql immutable parallel safe
return case when jsonb_typeof(p_row -> p_key) = 'array' and p_row -> p_key <> '[]' then (
  select jsonb_agg(said.value order by said.n)
  from (
    select left(public.ml_trim(each.value), p_length) as value, each.n
    from jsonb_array_elements_text(p_row -> p_key) with ordinality as each (value, n)
    where public.ml_trim(each.value) is not null
    order by each.n
    limit 50) as said) end;

-- In UTC whatever the session's zone, as contents are compared by their bytes. `infinity` and years
-- that have not four digits are unknown.
create or replace function public.ml_moment(p_row jsonb, p_key text) returns text
language sql stable parallel safe
return case
  when p_row ->> p_key ~ '^\d{4}-' and p_row ->> p_key !~ 'BC$' then
    to_char((p_row ->> p_key)::timestamptz at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
end;

create or replace function public.ml_talent_payloads(p_ids uuid[])
returns table (talent_id uuid, payload jsonb, owner_id uuid)
language sql stable security definer set search_path = '' rows 1000 as $$
  select t.id,
    jsonb_strip_nulls(jsonb_build_object(
      'id', t.id,
      -- A title is asked for; this one has no word in it.
      'title', coalesce(public.ml_text(r.row, 'title', 200), '-'),
      'bio', public.ml_text(r.row, 'bio', 5000),
      'skills', s.skills,
      'experience_level', public.ml_one_of(r.row, 'experience_level',
        '{entry,junior,mid,senior,lead,executive}'),
      'years_of_experience', public.ml_years(r.row, 'years_of_experience'),
      'location', public.ml_text(r.row, 'location', 200),
      'remote_preference', public.ml_flag(r.row, 'remote_preference'),
      -- Bounds in the wrong order are told in the right one.
      'salary_min', case when pay.low > pay.high then pay.high else pay.low end,
      'salary_max', case when pay.low > pay.high then pay.low else pay.high end,
      'hourly_rate_min', case when rate.low > rate.high then rate.high else rate.low end,
      'hourly_rate_max', case when rate.low > rate.high then rate.low else rate.high end,
      'timezone', public.ml_text(r.row, 'timezone', 64),
      'languages', public.ml_texts(r.row, 'languages', 100),
      'work_authorization', public.ml_text(r.row, 'work_authorization', 200))),
    t.profile_id
  from public.talents t
  cross join lateral (select to_jsonb(t) as row offset 0) r
  cross join lateral (
    select public.ml_pay(r.row, 'salary_expectation_min') as low,
           public.ml_pay(r.row, 'salary_expectation_max') as high) pay
  cross join lateral (
    select public.ml_pay(r.row, 'hourly_rate_min') as low,
           public.ml_pay(r.row, 'hourly_rate_max') as high) rate
  cross join lateral (
    select jsonb_agg(jsonb_build_object(
        'name', kept.name,
        'proficiency_level', kept.proficiency_level,
        'years_of_experience', kept.years,
        'is_primary', kept.is_primary,
        'category', kept.category) order by kept.n) as skills
    from (
      select once.*, row_number() over (
          order by once.is_primary desc, once.proficiency_level desc nulls last,
            once.name collate "C") as n
      from (
        -- One of several spellings, that which says most.
        select distinct on (lower(named.name) collate "C")
          left(named.name, 200) as name,
          case when ts.proficiency_level between 1 and 5 then ts.proficiency_level end
            as proficiency_level,
          case when ts.years_of_experience between 0 and 80 then ts.years_of_experience end as years,
          coalesce(ts.is_primary, false) as is_primary,
          left(public.ml_trim(k.category), 100) as category
        from public.talent_skills ts
        join public.skills k on k.id = ts.skill_id
        cross join lateral (select public.ml_trim(k.name) as name offset 0) named
        where ts.talent_id = t.id and named.name is not null
        order by lower(named.name) collate "C", coalesce(ts.is_primary, false) desc,
          ts.proficiency_level desc nulls last, ts.years_of_experience desc nulls last,
          k.name collate "C"
      ) as once
      order by n
      limit 50
    ) as kept
  ) s
  where t.id = any (p_ids)
$$;

create or replace function public.ml_job_payloads(p_ids uuid[])
returns table (job_id uuid, payload jsonb, owner_id uuid)
language sql stable security definer set search_path = '' rows 1000 as $$
  select j.id,
    jsonb_strip_nulls(jsonb_build_object(
      'id', j.id,
      'title', coalesce(public.ml_text(r.row, 'title', 200), '-'),
      'description', left(concat_ws(e'\n',
        public.ml_text(r.row, 'description', 20000),
        public.ml_text(r.row, 'requirements', 20000),
        public.ml_text(r.row, 'responsibilities', 20000)), 20000),
      'skills', s.skills,
      'experience_level', public.ml_one_of(r.row, 'experience_level',
        '{entry,junior,mid,senior,lead,executive}'),
      'location', public.ml_text(r.row, 'location', 200),
      'remote_allowed', public.ml_flag(r.row, 'remote_allowed'),
      'salary_min', case when pay.low > pay.high then pay.high else pay.low end,
      'salary_max', case when pay.low > pay.high then pay.low else pay.high end,
      'salary_currency',
        case when public.ml_trim(r.row ->> 'currency') ~ '^[A-Za-z]{3}$'
          then upper(public.ml_trim(r.row ->> 'currency')) end,
      'company_culture',
        case when jsonb_typeof(c.row -> 'culture_values') = 'array' then (
          select left(string_agg(public.ml_trim(said.value), ', ' order by said.n), 5000)
          from jsonb_array_elements_text(c.row -> 'culture_values') with ordinality
            as said (value, n)
          ) end,
      'employment_type', public.ml_text(r.row, 'employment_type', 50),
      'benefits', coalesce(
        public.ml_texts(r.row, 'benefits', 200), public.ml_texts(c.row, 'benefits', 200)),
      'company_industry', public.ml_text(c.row, 'industry', 200),
      'application_deadline', public.ml_moment(r.row, 'application_deadline'),
      'posted_at', public.ml_moment(r.row, 'created_at'),
      'status', public.ml_one_of(r.row, 'status', '{draft,active,paused,closed,expired}'))),
    c.profile_id
  from public.jobs j
  cross join lateral (select to_jsonb(j) as row offset 0) r
  cross join lateral (
    select public.ml_pay(r.row, 'salary_min') as low,
           public.ml_pay(r.row, 'salary_max') as high) pay
  left join lateral (
    select to_jsonb(company) as row, company.profile_id
    from public.companies company where company.id = j.company_id offset 0) c on true
  cross join lateral (
    select jsonb_agg(jsonb_build_object(
        'name', kept.name,
        'proficiency_level', kept.proficiency_level,
        'is_required', kept.is_required,
        'category', kept.category) order by kept.n) as skills
    from (
      select once.*, row_number() over (
          order by once.is_required desc, once.proficiency_level desc nulls last,
            once.name collate "C") as n
      from (
        select distinct on (lower(named.name) collate "C")
          left(named.name, 200) as name,
          case when js.proficiency_level between 1 and 5 then js.proficiency_level end
            as proficiency_level,
          coalesce(js.is_required, true) as is_required,
          left(public.ml_trim(k.category), 100) as category
        from public.job_skills js
        join public.skills k on k.id = js.skill_id
        cross join lateral (select public.ml_trim(k.name) as name offset 0) named
        where js.job_id = j.id and named.name is not null
        order by lower(named.name) collate "C", coalesce(js.is_required, true) desc,
          js.proficiency_level desc nulls last, k.name collate "C"
      ) as once
      order by n
      limit 50
    ) as kept
  ) s
  where j.id = any (p_ids)
$$;

create or replace function public.ml_talent_payload(p_talent_id uuid) returns jsonb
language sql stable security definer set search_path = '' as
  $$ select p.payload from public.ml_talent_payloads(array[p_talent_id]) p $$;
create or replace function public.ml_job_payload(p_job_id uuid) returns jsonb
language sql stable security definer set search_path = '' as
  $$ select p.payload from public.ml_job_payloads(array[p_job_id]) p $$;

-- The user a row belongs to, `profiles.id` = the subject of their token.
create or replace function public.ml_talent_owner(p_talent_id uuid) returns uuid
language sql stable security definer set search_path = '' as
  $$ select t.profile_id from public.talents t where t.id = p_talent_id $$;
create or replace function public.ml_job_owner(p_job_id uuid) returns uuid
language sql stable security definer set search_path = '' as $$
  select c.profile_id
  from public.jobs j join public.companies c on c.id = j.company_id
  where j.id = p_job_id
$$;

do $$
declare
  signature text;
begin
  foreach signature in array array[
    'ml_trim(text)', 'ml_text(jsonb, text, integer)', 'ml_pay(jsonb, text)', 'ml_years(jsonb, text)',
    'ml_flag(jsonb, text)', 'ml_one_of(jsonb, text, text[])', 'ml_texts(jsonb, text, integer)',
    'ml_moment(jsonb, text)', 'ml_talent_payloads(uuid[])', 'ml_job_payloads(uuid[])',
    'ml_talent_payload(uuid)', 'ml_job_payload(uuid)', 'ml_talent_owner(uuid)',
    'ml_job_owner(uuid)'
  ] loop
    execute format('revoke all on function public.%s from public, anon, authenticated', signature);
    execute format('grant execute on function public.%s to service_role', signature);
  end loop;
end
$$;
