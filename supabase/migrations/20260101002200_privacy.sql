-- Retention and erasure. Who is erased stays erased: a job or talent of theirs that the platform still has is
-- read by nobody any more, and whatever writes late about it writes nothing.

-- Ids of talents and jobs that were erased, as hashes: an id is 122 bits drawn at random, which nobody finds
-- by trying.
create table if not exists public.ml_erased (
  id_hash bytea primary key,
  erased_at timestamptz not null default now()
);

-- A row for each erasure: what it works on until it ends, and the receipt that remains.
create table if not exists public.ml_erasures (
  id bigint generated always as identity primary key,
  receipt_id uuid not null default gen_random_uuid() unique,
  -- Of the user, by PSEUDONYM_KEY, and which key that was.
  pseudonym text not null,
  key_id text not null,
  -- 'self', 'service', 'operator' for the command line, else the administrator's pseudonym.
  actor text not null,
  requested_at timestamptz not null default now(),
  -- Whoever wrote before this one has ended once it is behind all snapshots.
  opened_in xid8 not null default pg_current_xact_id(),
  -- What was under way when it began has ended by then, and all is looked over once more.
  settles_at timestamptz not null,
  finished_at timestamptz,
  -- Rows by table or place.
  counts jsonb not null default '{}',
  -- Of talents and jobs, by which snapshots of training are searched, here and on other machines.
  names text[] not null default '{}',
  -- Versions that may have learned from their acts, and the run that is to learn without them.
  models text[] not null default '{}',
  retraining uuid,
  -- Null once it has ended.
  user_id uuid,
  talent_ids uuid[],
  job_ids uuid[],
  user_hashes text[],
  text_keys bigint[],
  -- Model and hash of texts that only they had.
  vectors jsonb
);
create unique index if not exists idx_ml_erasures_open
  on public.ml_erasures (pseudonym) where finished_at is null;
create index if not exists idx_ml_erasures_pseudonym on public.ml_erasures (pseudonym, id);
create index if not exists idx_ml_erasures_finished on public.ml_erasures (finished_at);

alter table public.ml_model_versions
  -- When somebody was erased last whose acts it may have learned from.
  add column if not exists erasure_marked_at timestamptz;

create index if not exists idx_ml_request_log_user
  on public.ml_request_log (user_hash) where user_hash is not null;
create index if not exists idx_ml_request_log_talent
  on public.ml_request_log (talent_id) where talent_id is not null;
create index if not exists idx_ml_request_log_job
  on public.ml_request_log (job_id) where job_id is not null;

do $$
declare
  private text;
begin
  foreach private in array array['ml_erased', 'ml_erasures'] loop
    execute format('alter table public.%I enable row level security', private);
    execute format('revoke all on public.%I from anon, authenticated', private);
    execute format('grant all on public.%I to service_role', private);
  end loop;
end
$$;

create or replace function public.ml_erased_key(p_id uuid) returns bytea
language sql immutable parallel safe return sha256(uuid_send(p_id));

create or replace function public.ml_is_erased(p_id uuid) returns boolean
language sql stable parallel safe
return exists (select from public.ml_erased e where e.id_hash = public.ml_erased_key(p_id));

-- Changes when an erasure begins, and when it ends: whoever keeps something in memory forgets it then.
create or replace function public.ml_erasure_mark() returns text
language sql stable parallel safe set search_path = '' as $$
  select concat_ws(' ',
    (select max(id) from public.ml_erasures), (select max(finished_at) from public.ml_erasures))
$$;

-- The functions that read the platform's rows for everybody read none of them any more. They are changed
-- where they stand: a condition each, in bodies of a hundred lines; as a value, not as a join, which would read
-- all that were ever erased.
do $$
declare
  change record;
  body text;
begin
  for change in select * from (values
    ('ml_talent_payloads(uuid[])', 'where t.id = any (p_ids)',
     'where t.id = any (p_ids) and (
       select e.erased_at from public.ml_erased e
       where e.id_hash = public.ml_erased_key(t.id)) is null'),
    ('ml_talent_briefs(uuid[])', E'\n  where t.id = any (p_ids)',
     E'\n  where t.id = any (p_ids) and (
       select e.erased_at from public.ml_erased e
       where e.id_hash = public.ml_erased_key(t.id)) is null'),
    ('ml_job_payloads(uuid[])', 'where j.id = any (p_ids)',
     'where j.id = any (p_ids) and (
       select e.erased_at from public.ml_erased e
       where e.id_hash = public.ml_erased_key(j.id)) is null'),
    ('ml_job_briefs(uuid[])', E'\n  where j.id = any (p_ids)',
     E'\n  where j.id = any (p_ids) and (
       select e.erased_at from public.ml_erased e
       where e.id_hash = public.ml_erased_key(j.id)) is null'),
    ('ml_hidden_jobs(uuid, uuid[])', 'where not exists (',
     'where public.ml_is_erased(given.id) or not exists ('),
    ('ml_hidden_talents(uuid, uuid[])', 'where not exists (',
     'where public.ml_is_erased(given.id) or not exists ('),
    ('ml_gateway_context(uuid, text, uuid, uuid[], text[], integer)', '''hidden'', to_jsonb(hidden),',
     '''hidden'', to_jsonb(hidden),
    ''erasure_mark'', public.ml_erasure_mark(),')
  ) as changes (signature, old, new) loop
    body := pg_get_functiondef(('public.' || change.signature)::regprocedure);
    continue when body like '%ml\_eras%';
    if (length(body) - length(replace(body, change.old, ''))) / length(change.old) <> 1 then
      raise exception '% is not the function that erasure was written for', change.signature;
    end if;
    execute replace(body, change.old, change.new);
  end loop;
end
$$;

-- Whatever is written late: by a worker that had read the row before, an answer that waited for the
-- database, an application on the platform.
create or replace function public.ml_refuse_erased() returns trigger
language plpgsql security definer set search_path = '' set lock_timeout = '500ms' as $$
declare
  is_erased boolean;
begin
  case tg_table_name
    when 'match_index_talents' then is_erased := public.ml_is_erased(new.talent_id);
    when 'match_index_jobs' then is_erased := public.ml_is_erased(new.job_id);
    when 'match_outbox' then is_erased := public.ml_is_erased(new.entity_id);
    else
      is_erased := exists (
        select from public.ml_erased e
        where e.id_hash in (public.ml_erased_key(new.talent_id), public.ml_erased_key(new.job_id)));
  end case;
  return case when is_erased then null else new end;
end
$$;
do $$
declare
  guarded text;
begin
  foreach guarded in array array[
    'match_events', 'match_feedback', 'match_impressions', 'match_index_talents', 'match_index_jobs',
    'match_outbox', 'ml_request_log'
  ] loop
    execute format('drop trigger if exists ml_refuse_erased on public.%I', guarded);
    execute format('create trigger ml_refuse_erased before insert on public.%I
      for each row execute function public.ml_refuse_erased()', guarded);
  end loop;
end
$$;

-- Events go by an erasure too, or lose who did them.
create or replace function public.ml_keep_events() returns trigger
language plpgsql set search_path = '' as $$
begin
  if tg_op = 'DELETE' and (
    pg_trigger_depth() > 1 or current_setting('talentmatch.erasing', true) = 'on'
  ) then
    return old;
  end if;
  if tg_op = 'UPDATE' and current_setting('talentmatch.erasing', true) = 'on' then
    return new;
  end if;
  raise exception 'match_events is append-only: insert an event that says otherwise'
    using errcode = 'restrict_violation';
end
$$;

-- The talents and jobs that are a user's, erased ones among them where the platform still has them.
create or replace function public.ml_rows_of_user(p_user uuid)
returns table (talent_ids uuid[], job_ids uuid[])
language sql stable security definer set search_path = '' as $$
  select
    array(select t.id from public.talents t where p_user in (t.profile_id, t.id)),
    array(
      select j.id from public.jobs j join public.companies c on c.id = j.company_id
      where c.profile_id = p_user)
$$;

-- Begins an erasure, in one transaction: from here on nothing about these rows is read or written. One that
-- is under way is returned; so is the last that ended, where nothing has come since.
create or replace function public.ml_open_erasure(
  p_pseudonym text, p_key_id text, p_actor text, p_settle_seconds double precision,
  p_user uuid, p_talents uuid[], p_jobs uuid[], p_names text[], p_user_hashes text[],
  p_text_keys bigint[])
returns bigint language plpgsql security definer set search_path = '' as $$
declare
  opened bigint;
  marked text[];
  run uuid;
begin
  perform pg_advisory_xact_lock(hashtextextended('ml_open_erasure ' || p_pseudonym, 0));
  select e.id into opened from public.ml_erasures e
  where e.pseudonym = p_pseudonym and e.finished_at is null;
  if opened is not null then
    return opened;
  end if;
  p_talents := array(select id from unnest(p_talents) id where not public.ml_is_erased(id));
  p_jobs := array(select id from unnest(p_jobs) id where not public.ml_is_erased(id));
  if cardinality(p_talents || p_jobs) = 0
    and not exists (select from public.match_events e where e.actor_id = p_user)
    and not exists (select from public.ml_request_log l where l.user_hash = any (p_user_hashes))
  then
    select e.id into opened from public.ml_erasures e
    where e.pseudonym = p_pseudonym order by e.id desc limit 1;
    if opened is not null then
      return opened;
    end if;
  end if;

  insert into public.ml_erased (id_hash)
  select public.ml_erased_key(id) from unnest(p_talents || p_jobs) id
  on conflict do nothing;

  -- A model has learned from what was done before its data was collected, and not too long before.
  with acts as materialized (
    select e.occurred_at as at from public.match_events e
    where e.talent_id = any (p_talents) or e.job_id = any (p_jobs)
    union all
    select i.shown_at from public.match_impressions i
    where i.talent_id = any (p_talents) or i.job_id = any (p_jobs)),
  learned as (
    update public.ml_model_versions v set erasure_marked_at = now()
    where exists (
      select from public.training_runs r
      join acts on acts.at < (r.dataset ->> 'as_of')::timestamptz
        and acts.at >= coalesce((r.dataset ->> 'from')::timestamptz, '-infinity')
      where r.model_version = v.version)
    returning v.version)
  select coalesce(array_agg(learned.version order by learned.version), '{}') into marked from learned;

  -- A run that has collected them already begins anew without them.
  if cardinality(p_talents || p_jobs) > 0 then
    update public.training_runs
    set status = 'cancelled', finished_at = now(), progress = null,
      reason = 'somebody was erased whose acts it may have collected; another run is queued'
    where status = 'running'
    returning id into run;
    if run is not null or cardinality(marked) > 0 then
      insert into public.training_runs (status, actor, forced, seed) values ('queued', 'erasure', true, 1)
      on conflict do nothing;
      select r.id into run from public.training_runs r where r.status = 'queued';
    end if;
  end if;

  insert into public.ml_erasures (
    pseudonym, key_id, actor, settles_at, names, models, retraining,
    user_id, talent_ids, job_ids, user_hashes, text_keys)
  values (
    p_pseudonym, p_key_id, p_actor, now() + make_interval(secs => p_settle_seconds), p_names, marked, run,
    p_user, p_talents, p_jobs, p_user_hashes,
    array(
      select unnest(i.texts) from public.match_index_talents i where i.talent_id = any (p_talents)
      union select unnest(i.texts) from public.match_index_jobs i where i.job_id = any (p_jobs)
      union select unnest(p_text_keys)))
  returning id into opened;
  return opened;
end
$$;

-- Adds to what a receipt counts.
create or replace function public.ml_count_erased(p_id bigint, p_place text, p_count bigint)
returns void language sql security definer set search_path = '' as $$
  update public.ml_erasures set
    counts = jsonb_set(counts, array[p_place], to_jsonb(coalesce((counts ->> p_place)::bigint, 0) + p_count))
  where id = p_id and p_count > 0
$$;

-- Erases up to p_limit rows of each table, and counts them in the same transaction; 0 when nothing is left.
-- Where somebody holds a row for longer, it fails as a whole and is to be called again.
create or replace function public.ml_erase_some(p_id bigint, p_limit integer)
returns bigint language plpgsql security definer set search_path = '' set lock_timeout = '2s' as $$
declare
  erasure public.ml_erasures;
  step record;
  erased bigint;
  total bigint := 0;
begin
  -- Of two who are at one erasure, one at a time.
  select * into erasure from public.ml_erasures e where e.id = p_id and e.finished_at is null for update;
  if not found then
    return 0;
  end if;
  -- Not a setting of the function: only a superuser may give it one of a name that is made up.
  perform set_config('talentmatch.erasing', 'on', true);
  for step in select * from (values
    ('match_events', $q$delete from public.match_events where ctid = any (array(
      select ctid from public.match_events where talent_id = any ($1) or job_id = any ($2) limit $3))$q$),
    -- What they did about the pairs of others is the others'; who it was is not kept.
    ('match_events.actor_id', $q$update public.match_events set actor_id = null, idempotency_key = null
      where ctid = any (array(
        select ctid from public.match_events where actor_id = $4 limit $3))$q$),
    ('match_feedback', $q$delete from public.match_feedback where ctid = any (array(
      select ctid from public.match_feedback where talent_id = any ($1) or job_id = any ($2) limit $3))$q$),
    ('match_impressions', $q$delete from public.match_impressions where ctid = any (array(
      select ctid from public.match_impressions
      where talent_id = any ($1) or job_id = any ($2) limit $3))$q$),
    ('match_index_talents', $q$delete from public.match_index_talents where talent_id = any ($1)$q$),
    ('match_index_jobs', $q$delete from public.match_index_jobs where job_id = any ($2)$q$),
    ('match_outbox', $q$delete from public.match_outbox
      where entity = 'talent' and entity_id = any ($1) or entity = 'job' and entity_id = any ($2)$q$),
    ('ml_request_log', $q$delete from public.ml_request_log where ctid = any (array(
      select ctid from public.ml_request_log
      where talent_id = any ($1) or job_id = any ($2) or user_hash = any ($5) limit $3))$q$),
    -- The platform's table: rows that only we have written go, of others what we have written into them.
    ('matches', $q$delete from public.matches where ctid = any (array(
      select m.ctid from public.matches m
      where (m.talent_id = any ($1) or m.job_id = any ($2)) and m.source is not null
        and coalesce(m.status::text, 'pending') = 'pending' and m.viewed_at is null
        and m.interested_at is null and m.contacted_at is null
        and to_jsonb(m) ->> 'notes' is null
      limit $3))$q$),
    ('matches.explanation', $q$update public.matches
      set match_score = null, ml_score = null, ml_version = null, explanation = null, source = null
      where ctid = any (array(
        select ctid from public.matches
        where (talent_id = any ($1) or job_id = any ($2))
          and num_nonnulls(ml_score, ml_version, explanation, source) > 0
        limit $3))$q$),
    ('ml_rollout', $q$update public.ml_rollout set updated_by = null where updated_by::text = $4::text$q$),
    ('training_runs', $q$update public.training_runs
      set requested_by = null, actor = case actor when $4::text then $6 else actor end,
        -- Who cancelled it is told there.
        reason = replace(reason, $4::text, $6)
      where requested_by = $4 or actor = $4::text or strpos(reason, $4::text) > 0$q$),
    ('ml_model_activations',
     $q$update public.ml_model_activations set actor = $6 where actor = $4::text$q$),
    ('ml_model_versions',
     $q$update public.ml_model_versions set published_by = $6 where published_by = $4::text$q$)
  ) as steps (place, statement) loop
    execute step.statement
    using erasure.talent_ids, erasure.job_ids, p_limit, erasure.user_id, erasure.user_hashes,
      'erased ' || erasure.pseudonym;
    get diagnostics erased = row_count;
    perform public.ml_count_erased(p_id, step.place, erased);
    total := total + erased;
  end loop;
  perform set_config('talentmatch.erasing', '', true);
  return total;
end
$$;

-- Vectors of texts that nobody else has; kept with the erasure, so that caches can be asked twice.
create or replace function public.ml_find_erased_vectors(p_id bigint)
returns jsonb language sql security definer set search_path = '' as $$
  with erasure as materialized (
    select * from public.ml_erasures where id = p_id and finished_at is null),
  own as materialized (
    select e.text_hash, e.model, k.key
    from erasure, unnest(erasure.text_keys) as k (key)
    -- The key is the first eight bytes of the hash.
    join public.embeddings e
      on e.text_hash >= int8send(k.key) and e.text_hash <= int8send(k.key) || decode(repeat('ff', 25), 'hex')),
  shared as materialized (
    select distinct each.key
    from (
      select unnest(i.texts) as key from public.match_index_talents i, erasure
      where i.talent_id <> all (erasure.talent_ids) and exists (select from own)
      union all
      select unnest(i.texts) from public.match_index_jobs i, erasure
      where i.job_id <> all (erasure.job_ids) and exists (select from own)) as each
    where each.key in (select own.key from own))
  update public.ml_erasures e
  set vectors = coalesce(e.vectors, '[]') || coalesce((
    select jsonb_agg(jsonb_build_object('model', own.model, 'hash', encode(own.text_hash, 'hex')))
    from own where own.key not in (select shared.key from shared)), '[]')
  where e.id = (select id from erasure)
  returning e.vectors
$$;

create or replace function public.ml_erase_vectors(p_id bigint)
returns bigint language plpgsql security definer set search_path = '' as $$
declare
  erased bigint;
begin
  delete from public.embeddings e
  using public.ml_erasures r, jsonb_to_recordset(r.vectors) as v (model text, hash text)
  where r.id = p_id and e.text_hash = decode(v.hash, 'hex') and e.model = v.model;
  get diagnostics erased = row_count;
  perform public.ml_count_erased(p_id, 'embeddings', erased);
  return erased;
end
$$;

-- Whether all that was under way when it began has ended; after a pass that began so, it can be finished.
create or replace function public.ml_is_erasure_settled(p_id bigint) returns boolean
language sql stable security definer set search_path = '' as $$
  select e.settles_at <= clock_timestamp()
    and e.opened_in < pg_snapshot_xmin(pg_current_snapshot())
  from public.ml_erasures e where e.id = p_id
$$;

-- Ends it: what it worked on is forgotten, the receipt remains.
create or replace function public.ml_finish_erasure(p_id bigint) returns void
language sql security definer set search_path = '' as $$
  update public.ml_erasures
  set finished_at = now(), user_id = null, talent_ids = null, job_ids = null, user_hashes = null,
    text_keys = null, vectors = null
  where id = p_id and finished_at is null
$$;

do $$
declare
  signature text;
begin
  foreach signature in array array[
    'ml_erased_key(uuid)', 'ml_is_erased(uuid)', 'ml_erasure_mark()', 'ml_refuse_erased()', 'ml_rows_of_user(uuid)',
    'ml_open_erasure(text, text, text, double precision, uuid, uuid[], uuid[], text[], text[], bigint[])',
    'ml_count_erased(bigint, text, bigint)', 'ml_erase_some(bigint, integer)',
    'ml_find_erased_vectors(bigint)', 'ml_erase_vectors(bigint)', 'ml_is_erasure_settled(bigint)',
    'ml_finish_erasure(bigint)'
  ] loop
    execute format('revoke all on function public.%s from public, anon, authenticated', signature);
    execute format('grant execute on function public.%s to service_role', signature);
  end loop;
end
$$;
