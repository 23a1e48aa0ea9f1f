-- Candidates are found by an estimate of their score: the index's vector is made of the kind of work, the
-- skills and what a row has by itself (src/features/retrieval/search-vector.ts).

do $$
begin
  -- Makes the settings of the extension known, which the functions below carry.
  perform '[1]'::vector;
exception when undefined_object then
  perform set_config('search_path', 'public, extensions', true);
  perform '[1]'::vector;
end
$$;

-- Rows are filled by the next sweep, for their format is another; until then the other legs find them.
do $$
declare
  vectors text := (
    select quote_ident(n.nspname) from pg_extension e join pg_namespace n on n.oid = e.extnamespace
    where e.extname = 'vector');
  side text;
begin
  foreach side in array array['job', 'talent'] loop
    if (select a.atttypmod from pg_attribute a
        where a.attrelid = format('public.match_index_%ss', side)::regclass and a.attname = 'vector') = 642
    then
      continue;
    end if;
    execute format('alter table public.match_index_%ss drop column vector, drop column country', side);
    execute format('alter table public.match_index_%1$ss add column vector %2$s.halfvec(642)', side, vectors);
    execute format('alter table public.match_index_%1$ss alter column vector set storage external', side);
    execute format('create index if not exists idx_match_index_%1$ss_vector
      on public.match_index_%1$ss using hnsw (vector %2$s.halfvec_cosine_ops)
      with (ef_construction = 128) where is_active', side, vectors);
  end loop;
end
$$;

-- How many candidates to find where p_limit do among 100,000: among ten times as many, three times as many
-- are about as good as the best.
create or replace function public.match_scaled_limit(p_index regclass, p_limit integer)
returns integer language sql stable set search_path = '' as $$
  select (p_limit * greatest(1, sqrt(greatest(c.reltuples, 0) / 1e5)))::integer from pg_catalog.pg_class c where c.oid = p_index
$$;
revoke all on function public.match_scaled_limit(regclass, integer) from public, anon, authenticated;
grant execute on function public.match_scaled_limit(regclass, integer) to service_role;

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
  p_limit integer default 700,
  p_vector real[] default null,
  p_skills integer[] default null,
  p_place text default null
)
returns setof uuid
language plpgsql stable security definer
set search_path = public, %1$s
set hnsw.ef_search = 600
set hnsw.iterative_scan = 'relaxed_order'
set hnsw.max_scan_tuples = 20000
set lock_timeout = '2s'
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
  -- A stored vector's last number makes it as long as the others, and says nothing of whoever asks.
  select coalesce(wanted, %1$s.subvector(i.vector, 1, 641) || '[0]'::%1$s.halfvec),
    coalesce(skills_of, i.skills), coalesce(place_of, i.place)
  into wanted, skills_of, place_of
  from (select) always left join match_index_%2$ss i on i.%2$s_id = p_%2$s_id;
  return query
    with near as (
      select i.%3$s_id from match_index_%3$ss i
      where wanted is not null and i.is_active and i.%3$s_id <> all (hidden) and (%6$s)
      order by i.vector <=> wanted limit 85 * p_limit / 100
    ),
    skilled as (
      -- Best first, so that rows of the platform are looked up only until there are enough.
      select i.%3$s_id
      from (
        select i.%3$s_id
        from match_rare_skills(skills_of, '%3$ss', 3 * p_limit) rare
        cross join lateral (
          select x.%3$s_id, cardinality(x.skills) as skills_count from match_index_%3$ss x
          where x.is_active and x.skills @> array[rare.skill]) i
        group by i.%3$s_id
        order by %8$s, i.%3$s_id
        offset 0) i
      where i.%3$s_id <> all (hidden) and (%6$s)
      limit p_limit / 10
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
