-- Retrieval: the jobs that a talent could be shown, the talents that a job could be shown. The service
-- and the gateway ask the same functions.
--
-- Few are returned whole. Among many, three legs search and are united: nearest by likeness of work,
-- rarest shared skills, newest in the place or remote. What the platform's rows say at this moment is
-- read inside the legs, so that a leg that meets what may not be shown goes on behind it and never
-- comes back short.

do $$
begin
  -- Makes the settings of the extension known, which the functions below carry.
  perform '[1]'::vector;
exception when undefined_object then
  perform set_config('search_path', 'public, extensions', true);
  perform '[1]'::vector;
end
$$;

-- The rarest of some skills, until their postings reach a bound: a skill that everyone asks for tells
-- little, and reading its postings takes as long as reading those of all the others together. Each
-- with its rarity, which is the logarithm of how many times rarer it is than the most usual one.
create or replace function public.match_rare_skills(p_skills integer[], p_side text, p_postings integer)
returns table (skill integer, rarity real) language sql stable set search_path = '' as $$
  select running.skill, ln(1 + most::real / running.count)::real
  from (
    select counted.skill, counted.count,
      sum(counted.count) over (order by counted.count, counted.skill) as postings
    from (
      select s.skill, case p_side when 'jobs' then s.jobs else s.talents end as count
      from public.match_index_skills s
      where s.skill = any (p_skills)
    ) counted
    where counted.count > 0
  ) running
  cross join (
    select max(case p_side when 'jobs' then jobs else talents end) as most
    from public.match_index_skills
  ) usual
  where running.postings <= p_postings
$$;

do $$
declare
  v text := (
    select quote_ident(n.nspname) from pg_extension e join pg_namespace n on n.oid = e.extnamespace
    where e.extname = 'vector');
begin
  -- 2,000 pairs are ranked in less time than three legs take to search.
  execute format($f$
create or replace function public.match_retrieve_jobs(
  p_talent_id uuid,
  p_limit integer default 1000,
  p_vector real[] default null,
  p_skills integer[] default null,
  p_place text default null
)
returns setof uuid
language plpgsql stable security definer
set search_path = public, %1$s
set hnsw.ef_search = 500
set hnsw.iterative_scan = 'relaxed_order'
set hnsw.max_scan_tuples = 20000
rows 1000
as $body$
declare
  hidden uuid[] := array(
    select a.job_id from applications a where a.talent_id = p_talent_id and a.job_id is not null
    union
    select m.job_id from matches m
    where m.talent_id = p_talent_id and m.status = 'not_interested' and m.job_id is not null);
  wanted %1$s.halfvec := p_vector;
  skills_of integer[] := p_skills;
  place_of text := p_place;
begin
  if (select count(*) from (select from jobs where status = 'active' limit 2001) few) <= 2000 then
    return query
      select j.id from jobs j
      where j.status = 'active'
        and (j.application_deadline is null or j.application_deadline > now())
        and j.id <> all (hidden);
    return;
  end if;
  select coalesce(wanted, t.vector), coalesce(skills_of, t.skills), coalesce(place_of, t.place)
  into wanted, skills_of, place_of
  from (select) always left join match_index_talents t on t.talent_id = p_talent_id;
  return query
    with near as (
      select i.job_id from match_index_jobs i
      where wanted is not null and i.is_active and i.job_id <> all (hidden)
        and (select j.status = 'active'
               and (j.application_deadline is null or j.application_deadline > now())
             from jobs j where j.id = i.job_id)
      order by i.vector <=> wanted limit p_limit / 2
    ),
    skilled as (
      select i.job_id
      from match_rare_skills(skills_of, 'jobs', 20 * p_limit) rare
      cross join lateral (
        select x.job_id, cardinality(x.skills) as asked from match_index_jobs x
        where x.is_active and x.skills @> array[rare.skill]) i
      where i.job_id <> all (hidden)
      -- Of how much is asked: a job that asks for thirty skills shares some with everyone. The 4 keeps
      -- jobs that ask for one or two from the top of every list.
      group by i.job_id order by sum(rare.rarity) / (4 + max(i.asked)) desc limit p_limit / 2
    ),
    placed as (
      (select i.job_id from match_index_jobs i
       where i.is_active and i.place = place_of and i.job_id <> all (hidden)
       order by i.posted_at desc limit p_limit / 40)
      union all
      (select i.job_id from match_index_jobs i
       where i.is_active and i.is_remote and i.job_id <> all (hidden)
       order by i.posted_at desc limit p_limit / 40)
    )
    select j.id
    from (select near.job_id from near union select skilled.job_id from skilled
          union select placed.job_id from placed) found
    join jobs j on j.id = found.job_id
    where j.status = 'active'
      and (j.application_deadline is null or j.application_deadline > now());
end
$body$ $f$, v);

  execute format($f$
create or replace function public.match_retrieve_talents(
  p_job_id uuid,
  p_limit integer default 1000,
  p_vector real[] default null,
  p_skills integer[] default null,
  p_place text default null
)
returns setof uuid
language plpgsql stable security definer
set search_path = public, %1$s
set hnsw.ef_search = 500
set hnsw.iterative_scan = 'relaxed_order'
set hnsw.max_scan_tuples = 20000
rows 1000
as $body$
declare
  -- Who said no, on either side. Who has applied stays: the company wants to see how they fit.
  hidden uuid[] := array(
    select a.talent_id from applications a
    where a.job_id = p_job_id and a.status in ('withdrawn', 'rejected') and a.talent_id is not null
    union
    select m.talent_id from matches m
    where m.job_id = p_job_id and m.status = 'not_interested' and m.talent_id is not null
    union
    select f.talent_id from match_feedback f
    where f.job_id = p_job_id and f.feedback_type = 'passed_over' and f.implicit_score is not null
      and f.talent_id is not null);
  wanted %1$s.halfvec := p_vector;
  skills_of integer[] := p_skills;
  place_of text := p_place;
begin
  if (select count(*) from (select from talents limit 2001) few) <= 2000 then
    return query
      select t.id from talents t
      left join profiles p on p.id = t.profile_id
      where coalesce(t.availability_status, 'available') <> 'not_looking'
        and coalesce(p.is_active, true)
        and t.id <> all (hidden);
    return;
  end if;
  select coalesce(wanted, j.vector), coalesce(skills_of, j.skills), coalesce(place_of, j.place)
  into wanted, skills_of, place_of
  from (select) always left join match_index_jobs j on j.job_id = p_job_id;
  return query
    with near as (
      select i.talent_id from match_index_talents i
      where wanted is not null and i.is_active and i.talent_id <> all (hidden)
        and (select coalesce(t.availability_status, 'available') <> 'not_looking'
             from talents t where t.id = i.talent_id)
      order by i.vector <=> wanted limit p_limit / 2
    ),
    skilled as (
      select i.talent_id
      from match_rare_skills(skills_of, 'talents', 20 * p_limit) rare
      cross join lateral (
        select x.talent_id from match_index_talents x where x.is_active and x.skills @> array[rare.skill]) i
      where i.talent_id <> all (hidden)
      group by i.talent_id order by sum(rare.rarity) desc limit p_limit / 2
    ),
    placed as (
      (select i.talent_id from match_index_talents i
       where i.is_active and i.place = place_of and i.talent_id <> all (hidden)
       order by i.posted_at desc limit p_limit / 40)
      union all
      (select i.talent_id from match_index_talents i
       where i.is_active and i.wants_remote and i.talent_id <> all (hidden)
       order by i.posted_at desc limit p_limit / 40)
    )
    select t.id
    from (select near.talent_id from near union select skilled.talent_id from skilled
          union select placed.talent_id from placed) found
    join talents t on t.id = found.talent_id
    left join profiles p on p.id = t.profile_id
    where coalesce(t.availability_status, 'available') <> 'not_looking'
      and coalesce(p.is_active, true);
end
$body$ $f$, v);
end
$$;

revoke all on function
  public.match_rare_skills(integer[], text, integer),
  public.match_retrieve_jobs(uuid, integer, real[], integer[], text),
  public.match_retrieve_talents(uuid, integer, real[], integer[], text)
  from public, anon, authenticated;
grant execute on function
  public.match_rare_skills(integer[], text, integer),
  public.match_retrieve_jobs(uuid, integer, real[], integer[], text),
  public.match_retrieve_talents(uuid, integer, real[], integer[], text)
  to service_role;
