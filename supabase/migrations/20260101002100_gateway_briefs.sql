-- What the rules read of talents and jobs, without the texts that they do not, so that everybody is answered
-- where the service is not. Rows are read as those of the payloads are; where a name of a skill stands
-- twice, the rules fold it.

create or replace function public.ml_talent_briefs(p_ids uuid[])
returns table (talent_id uuid, brief jsonb)
language sql stable security definer set search_path = '' rows 1000 as $$
  select t.id,
    jsonb_strip_nulls(jsonb_build_object(
      'id', t.id,
      'skills', s.skills,
      'experience_level', public.ml_one_of(r.row, 'experience_level',
        '{entry,junior,mid,senior,lead,executive}'),
      'location', public.ml_text(r.row, 'location', 200),
      'salary_min', public.ml_pay(r.row, 'salary_expectation_min'),
      'salary_max', public.ml_pay(r.row, 'salary_expectation_max'),
      'hourly_rate_min', public.ml_pay(r.row, 'hourly_rate_min'),
      'hourly_rate_max', public.ml_pay(r.row, 'hourly_rate_max')))
  from public.talents t
  cross join lateral (select to_jsonb(t) as row offset 0) r
  left join (
    select each.talent_id,
      jsonb_agg(jsonb_build_object('name', each.name) order by
        each.row ->> 'is_primary' desc nulls last, each.row ->> 'proficiency_level' desc nulls last,
        each.name collate "C") as skills
    from (
      select ts.talent_id, left(public.ml_trim(k.name), 200) as name, to_jsonb(ts) as row
      from public.talent_skills ts join public.skills k on k.id = ts.skill_id
      where ts.talent_id = any (p_ids)
      offset 0) each
    where each.name is not null
    group by each.talent_id
  ) s on s.talent_id = t.id
  where t.id = any (p_ids)
$$;

create or replace function public.ml_job_briefs(p_ids uuid[])
returns table (job_id uuid, brief jsonb)
language sql stable security definer set search_path = '' rows 1000 as $$
  select j.id,
    jsonb_strip_nulls(jsonb_build_object(
      'id', j.id,
      'skills', s.skills,
      'experience_level', public.ml_one_of(r.row, 'experience_level',
        '{entry,junior,mid,senior,lead,executive}'),
      'location', public.ml_text(r.row, 'location', 200),
      'remote_allowed', public.ml_flag(r.row, 'remote_allowed'),
      'salary_min', public.ml_pay(r.row, 'salary_min'),
      'salary_max', public.ml_pay(r.row, 'salary_max'),
      'salary_currency',
        case when public.ml_trim(r.row ->> 'currency') ~ '^[A-Za-z]{3}$'
          then upper(public.ml_trim(r.row ->> 'currency')) end))
  from public.jobs j
  cross join lateral (select to_jsonb(j) as row offset 0) r
  left join (
    select each.job_id,
      jsonb_agg(jsonb_build_object('name', each.name) order by
        each.row ->> 'is_required' = 'false', each.row ->> 'proficiency_level' desc nulls last,
        each.name collate "C") as skills
    from (
      select js.job_id, left(public.ml_trim(k.name), 200) as name, to_jsonb(js) as row
      from public.job_skills js join public.skills k on k.id = js.skill_id
      where js.job_id = any (p_ids)
      offset 0) each
    where each.name is not null
    group by each.job_id
  ) s on s.job_id = j.id
  where j.id = any (p_ids)
$$;

-- The subject, and of whom retrieval finds the newest where they are more than the limit: as whole
-- payloads, or in brief.
drop function if exists public.ml_gateway_candidates(text, uuid, integer);
create or replace function public.ml_gateway_candidates(
  p_type text,
  p_subject uuid,
  p_limit integer default 1000,
  p_brief boolean default false
)
returns table (kind text, payload jsonb)
language plpgsql stable security definer set search_path = '' set lock_timeout = '1500ms' rows 1000 as $$
declare
  ids uuid[];
begin
  case p_type
    when 'talent-to-jobs' then
      if not exists (select from public.talents t where t.id = p_subject) then return; end if;
      ids := array(
        select j.id from public.match_retrieve_jobs(p_subject, p_limit) as retrieved (id)
        join public.jobs j on j.id = retrieved.id
        order by j.created_at desc nulls last, j.id limit p_limit);
      if p_brief then
        return query
          select 'subject', b.brief from public.ml_talent_briefs(array[p_subject]) b
          union all select 'candidate', b.brief from public.ml_job_briefs(ids) b;
      else
        return query
          select 'subject', p.payload from public.ml_talent_payloads(array[p_subject]) p
          union all select 'candidate', p.payload from public.ml_job_payloads(ids) p;
      end if;
    when 'job-to-talents' then
      if not exists (select from public.jobs j where j.id = p_subject) then return; end if;
      ids := array(
        select t.id from public.match_retrieve_talents(p_subject, p_limit) as retrieved (id)
        join public.talents t on t.id = retrieved.id
        order by t.created_at desc nulls last, t.id limit p_limit);
      if p_brief then
        return query
          select 'subject', b.brief from public.ml_job_briefs(array[p_subject]) b
          union all select 'candidate', b.brief from public.ml_talent_briefs(ids) b;
      else
        return query
          select 'subject', p.payload from public.ml_job_payloads(array[p_subject]) p
          union all select 'candidate', p.payload from public.ml_talent_payloads(ids) p;
      end if;
    else
      raise exception 'unknown type of match: %', p_type
        using errcode = 'invalid_parameter_value';
  end case;
end
$$;

-- The newest of the side that is asked for, whoever asks: many share one reading.
create or replace function public.ml_gateway_newest(p_type text, p_limit integer)
returns setof jsonb
language plpgsql stable security definer set search_path = '' set lock_timeout = '1500ms' rows 1000 as $$
begin
  if p_type = 'talent-to-jobs' then
    return query select b.brief from public.ml_job_briefs(array(
      select j.id from public.jobs j where j.status = 'active'
      order by j.created_at desc nulls last, j.id limit p_limit)) b;
  else
    return query select b.brief from public.ml_talent_briefs(array(
      select t.id from public.talents t
      order by t.created_at desc nulls last, t.id limit p_limit)) b;
  end if;
end
$$;

-- What of them is one subject's own: itself, null where it is gone, and who it may not be shown.
create or replace function public.ml_gateway_subject(p_type text, p_subject uuid, p_among uuid[])
returns table (subject jsonb, hidden jsonb)
language plpgsql stable security definer set search_path = '' set lock_timeout = '1500ms' as $$
begin
  if p_type = 'talent-to-jobs' then
    return query select
      (select b.brief from public.ml_talent_briefs(array[p_subject]) b),
      to_jsonb(array(select public.ml_hidden_jobs(p_subject, p_among)));
  else
    return query select
      (select b.brief from public.ml_job_briefs(array[p_subject]) b),
      to_jsonb(array(select public.ml_hidden_talents(p_subject, p_among)));
  end if;
end
$$;

do $$
declare
  signature text;
begin
  foreach signature in array array[
    'ml_talent_briefs(uuid[])', 'ml_job_briefs(uuid[])',
    'ml_gateway_candidates(text, uuid, integer, boolean)', 'ml_gateway_newest(text, integer)',
    'ml_gateway_subject(text, uuid, uuid[])'
  ] loop
    execute format('revoke all on function public.%s from public, anon, authenticated', signature);
    execute format('grant execute on function public.%s to service_role', signature);
  end loop;
end
$$;
