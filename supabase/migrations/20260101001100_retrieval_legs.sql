-- Retrieval as it is now: what search reads lies where the rows are, every leg goes on behind what may
-- not be shown, and jobs are found by the share of the asked skills that is met.

-- Fetching skills from outside of their rows took two thirds of a search. Rows that are there move in
-- when they are written next.
do $$
declare
  side text;
begin
  foreach side in array array['job', 'talent'] loop
    execute format('alter table public.match_index_%ss
      alter column skills set storage main, alter column place set storage main,
      alter column content_hash set storage main', side);
  end loop;
end
$$;

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
-- with its rarity, the logarithm of a million over how many have it.
create or replace function public.match_rare_skills(p_skills integer[], p_side text, p_postings integer)
returns table (skill integer, rarity real) language sql stable set search_path = '' as $$
  select running.skill, ln(1 + 1e6::real / running.count)::real
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
  where running.postings <= p_postings
$$;

do $$
declare
  vectors text := (
    select quote_ident(n.nspname) from pg_extension e join pg_namespace n on n.oid = e.extnamespace
    where e.extname = 'vector');
  side record;
begin
  for side in select * from (values
    (
      'talent', 'job', 'is_remote',
      -- Whose turn it is no more, on either side.
      $q$select a.job_id from applications a where a.talent_id = p_talent_id and a.job_id is not null
         union
         select m.job_id from matches m
         where m.talent_id = p_talent_id and m.status = 'not_interested' and m.job_id is not null$q$,
      $q$select j.status = 'active' and (j.application_deadline is null or j.application_deadline > now())
         from jobs j where j.id = i.job_id$q$,
      $q$select j.id as job_id from jobs j where j.status = 'active'$q$,
      -- Of what is asked: a job that asks for thirty skills shares some with everyone.
      $q$count(*)::real / max(i.skills_count) desc, count(*) desc$q$
    ),
    (
      'job', 'talent', 'wants_remote',
      -- Who has applied stays: the company wants to see how they fit.
      $q$select a.talent_id from applications a
         where a.job_id = p_job_id and a.status in ('withdrawn', 'rejected') and a.talent_id is not null
         union
         select m.talent_id from matches m
         where m.job_id = p_job_id and m.status = 'not_interested' and m.talent_id is not null
         union
         select f.talent_id from match_feedback f
         where f.job_id = p_job_id and f.feedback_type = 'passed_over' and f.implicit_score is not null
           and f.talent_id is not null$q$,
      $q$select coalesce(t.availability_status, 'available') <> 'not_looking'
           and coalesce(p.is_active, true)
         from talents t left join profiles p on p.id = t.profile_id where t.id = i.talent_id$q$,
      $q$select t.id as talent_id from talents t$q$,
      $q$sum(rare.rarity) desc$q$
    )
  ) sides (asks, found, remote, hidden, is_open, all_rows, best_skilled) loop
    execute format($f$
create or replace function public.match_retrieve_%3$ss(
  p_%2$s_id uuid,
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
  hidden uuid[] := array(%5$s);
  wanted %1$s.halfvec := p_vector;
  skills_of integer[] := p_skills;
  place_of text := p_place;
begin
  -- 2,000 pairs are ranked in less time than three legs take to search.
  if (select count(*) from (%7$s limit 2001) few) <= 2000 then
    return query select i.%3$s_id from (%7$s) i where i.%3$s_id <> all (hidden) and (%6$s);
    return;
  end if;
  select coalesce(wanted, i.vector), coalesce(skills_of, i.skills), coalesce(place_of, i.place)
  into wanted, skills_of, place_of
  from (select) always left join match_index_%2$ss i on i.%2$s_id = p_%2$s_id;
  return query
    with near as (
      select i.%3$s_id from match_index_%3$ss i
      where wanted is not null and i.is_active and i.%3$s_id <> all (hidden) and (%6$s)
      order by i.vector <=> wanted limit 4 * p_limit / 10
    ),
    skilled as (
      -- Best first, so that rows of the platform are looked up only until there are enough.
      select i.%3$s_id
      from (
        select i.%3$s_id
        from match_rare_skills(skills_of, '%3$ss', 30 * p_limit) rare
        cross join lateral (
          select x.%3$s_id, cardinality(x.skills) as skills_count from match_index_%3$ss x
          where x.is_active and x.skills @> array[rare.skill]) i
        group by i.%3$s_id
        order by %8$s, i.%3$s_id
        offset 0) i
      where i.%3$s_id <> all (hidden) and (%6$s)
      limit 7 * p_limit / 10
    ),
    placed as (
      (select i.%3$s_id from match_index_%3$ss i
       where i.is_active and i.place = place_of and i.%3$s_id <> all (hidden) and (%6$s)
       order by i.posted_at desc, i.%3$s_id limit p_limit / 40)
      union all
      (select i.%3$s_id from match_index_%3$ss i
       where i.is_active and i.%4$s and i.%3$s_id <> all (hidden) and (%6$s)
       order by i.posted_at desc, i.%3$s_id limit p_limit / 40)
    )
    select near.%3$s_id from near
    union select skilled.%3$s_id from skilled
    union select placed.%3$s_id from placed;
end
$body$ $f$, vectors, side.asks, side.found, side.remote, side.hidden, side.is_open, side.all_rows,
      side.best_skilled);
  end loop;
end
$$;

-- A table that somebody holds must not hold whoever asks, nor use up connections on which they have
-- long ceased to wait.
do $$
declare
  signature text;
begin
  foreach signature in array array[
    'match_retrieve_jobs(uuid, integer, real[], integer[], text)',
    'match_retrieve_talents(uuid, integer, real[], integer[], text)',
    'ml_talent_payloads(uuid[])', 'ml_job_payloads(uuid[])'
  ] loop
    execute format('alter function public.%s set lock_timeout = %L', signature, '2s');
  end loop;
end
$$;
