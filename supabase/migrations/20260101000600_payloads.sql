-- The platform's rows as the payload of a match call: one statement for one talent or a thousand.
-- Columns are looked up by name in the row's JSON: a live platform may lack some, or have others.

-- Blank text is unknown, and what is longer than a call may carry is cut.
create or replace function public.ml_text(p_row jsonb, p_key text, p_most integer)
returns text language sql immutable parallel safe set search_path = '' as
  $$ select left(nullif(btrim(p_row ->> p_key), ''), p_most) $$;

-- The platform stores a blank box as 0.
create or replace function public.ml_amount(p_row jsonb, p_key text)
returns jsonb language sql immutable parallel safe set search_path = '' as
  $$ select case when jsonb_typeof(p_row -> p_key) = 'number' and (p_row ->> p_key)::numeric > 0
                 then p_row -> p_key end $$;

create or replace function public.ml_list(p_row jsonb, p_key text)
returns jsonb language sql immutable parallel safe set search_path = '' as
  $$ select case when jsonb_typeof(p_row -> p_key) = 'array' and p_row -> p_key <> '[]'
                 then p_row -> p_key end $$;

create or replace function public.ml_talent_payloads(p_ids uuid[])
returns table (talent_id uuid, payload jsonb, owner_id uuid)
language sql stable security definer set search_path = '' rows 1000 as $$
  select t.id,
    jsonb_strip_nulls(jsonb_build_object(
      'id', t.id,
      'title', coalesce(public.ml_text(r.row, 'title', 200), 'Untitled'),
      'bio', public.ml_text(r.row, 'bio', 5000),
      'skills', s.skills,
      'experience_level', r.row -> 'experience_level',
      'years_of_experience',
        case when (r.row ->> 'years_of_experience')::numeric between 0 and 80
             then r.row -> 'years_of_experience' end,
      'location', public.ml_text(r.row, 'location', 200),
      'remote_preference', r.row -> 'remote_preference',
      'salary_min', least(pay.low, coalesce(pay.high, pay.low)),
      'salary_max', greatest(pay.high, coalesce(pay.low, pay.high)),
      'hourly_rate_min', least(rate.low, coalesce(rate.high, rate.low)),
      'hourly_rate_max', greatest(rate.high, coalesce(rate.low, rate.high)),
      'timezone', public.ml_text(r.row, 'timezone', 100),
      'languages', public.ml_list(r.row, 'languages'),
      'work_authorization', public.ml_text(r.row, 'work_authorization', 200))),
    t.profile_id
  from public.talents t
  cross join lateral (select to_jsonb(t) as row) r
  cross join lateral (
    select public.ml_amount(r.row, 'salary_expectation_min')::numeric as low,
           public.ml_amount(r.row, 'salary_expectation_max')::numeric as high) pay
  cross join lateral (
    select public.ml_amount(r.row, 'hourly_rate_min')::numeric as low,
           public.ml_amount(r.row, 'hourly_rate_max')::numeric as high) rate
  left join lateral (
    select jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
        'name', one.name, 'proficiency_level', one.proficiency_level,
        'years_of_experience', one.years_of_experience, 'is_primary', one.is_primary,
        'category', one.category))
      order by one.is_primary desc, one.name) as skills
    from (
      select * from (
        select distinct on (lower(k.name)) left(btrim(k.name), 100) as name, k.category,
          ts.proficiency_level, greatest(ts.years_of_experience, 0) as years_of_experience,
          coalesce(ts.is_primary, false) as is_primary
        from public.talent_skills ts join public.skills k on k.id = ts.skill_id
        where ts.talent_id = t.id and btrim(k.name) <> ''
        order by lower(k.name), coalesce(ts.is_primary, false) desc,
          ts.proficiency_level desc nulls last, k.name
      ) once
      order by is_primary desc, name
      limit 50
    ) one
  ) s on true
  where t.id = any (p_ids)
$$;

create or replace function public.ml_job_payloads(p_ids uuid[])
returns table (job_id uuid, payload jsonb, owner_id uuid)
language sql stable security definer set search_path = '' rows 1000 as $$
  select j.id,
    jsonb_strip_nulls(jsonb_build_object(
      'id', j.id,
      'title', coalesce(public.ml_text(r.row, 'title', 200), 'Untitled'),
      'description', left(concat_ws(e'\n', nullif(r.row ->> 'description', ''),
        nullif(r.row ->> 'requirements', ''), nullif(r.row ->> 'responsibilities', '')), 20000),
      'skills', s.skills,
      'experience_level', r.row -> 'experience_level',
      'location', public.ml_text(r.row, 'location', 200),
      'remote_allowed', r.row -> 'remote_allowed',
      'salary_min', least(pay.low, coalesce(pay.high, pay.low)),
      'salary_max', greatest(pay.high, coalesce(pay.low, pay.high)),
      'salary_currency',
        case when r.row ->> 'currency' ~ '^[A-Za-z]{3}$' then upper(r.row ->> 'currency') end,
      'employment_type', r.row -> 'employment_type',
      'company_culture', left(c.culture, 5000),
      'company_industry', public.ml_text(c.row, 'industry', 200),
      'benefits', coalesce(public.ml_list(r.row, 'benefits'), public.ml_list(c.row, 'benefits')),
      'application_deadline', r.row -> 'application_deadline',
      'posted_at', r.row -> 'created_at',
      'status', r.row -> 'status')),
    (c.row ->> 'profile_id')::uuid
  from public.jobs j
  cross join lateral (select to_jsonb(j) as row) r
  cross join lateral (
    select public.ml_amount(r.row, 'salary_min')::numeric as low,
           public.ml_amount(r.row, 'salary_max')::numeric as high) pay
  left join lateral (
    select to_jsonb(one) as row, array_to_string(one.culture_values, '. ') as culture
    from public.companies one where one.id = j.company_id) c on true
  left join lateral (
    select jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
        'name', one.name, 'proficiency_level', one.proficiency_level,
        'is_required', one.is_required, 'category', one.category))
      order by one.is_required desc, one.name) as skills
    from (
      select * from (
        select distinct on (lower(k.name)) left(btrim(k.name), 100) as name, k.category,
          js.proficiency_level, coalesce(js.is_required, true) as is_required
        from public.job_skills js join public.skills k on k.id = js.skill_id
        where js.job_id = j.id and btrim(k.name) <> ''
        order by lower(k.name), coalesce(js.is_required, true) desc,
          js.proficiency_level desc nulls last, k.name
      ) once
      order by is_required desc, name
      limit 50
    ) one
  ) s on true
  where j.id = any (p_ids)
$$;

revoke all on function public.ml_talent_payloads(uuid[]), public.ml_job_payloads(uuid[])
  from public, anon, authenticated;
grant execute on function public.ml_talent_payloads(uuid[]), public.ml_job_payloads(uuid[])
  to service_role;
