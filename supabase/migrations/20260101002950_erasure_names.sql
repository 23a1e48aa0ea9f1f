-- An erasure may be asked for by whoever lacks the deployment's secrets: it has no name until a worker, which has
-- them, takes it up and carries it out.
alter table public.ml_erasures
  alter column pseudonym drop not null,
  alter column key_id drop not null,
  -- Places that whoever looked last had no address or secret for.
  add column if not exists not_searched text[] not null default '{}';

do $$
begin
  if not exists (select from pg_constraint where conname = 'ml_erasures_named') then
    alter table public.ml_erasures add constraint ml_erasures_named
      check (num_nulls(pseudonym, key_id) = 0 or finished_at is null);
  end if;
end
$$;

-- One that is under way is found by the user, whoever has named it or nobody yet; and without a name nothing is
-- erased, as that stands in rows that stay. The functions are changed where they stand.
do $$
declare
  change record;
  body text;
begin
  for change in select * from (values
    ('ml_open_erasure(text, text, text, double precision, uuid, uuid[], uuid[], text[], text[], bigint[])',
     '''ml_open_erasure '' || p_pseudonym', '''ml_open_erasure '' || p_user'),
    ('ml_open_erasure(text, text, text, double precision, uuid, uuid[], uuid[], text[], text[], bigint[])',
     'where e.pseudonym = p_pseudonym and e.finished_at is null;',
     'where (e.user_id = p_user or e.pseudonym = p_pseudonym) and e.finished_at is null
  order by e.id limit 1;'),
    ('ml_erase_some(bigint, integer)', 'where e.id = p_id and e.finished_at is null for update;',
     'where e.id = p_id and e.finished_at is null and e.pseudonym is not null for update;')
  ) as changes (signature, old, new) loop
    body := pg_get_functiondef(('public.' || change.signature)::regprocedure);
    continue when strpos(body, change.new) > 0;
    if (length(body) - length(replace(body, change.old, ''))) / length(change.old) <> 1 then
      raise exception '% is not the function that names of erasures were written for', change.signature;
    end if;
    execute replace(body, change.old, change.new);
  end loop;
end
$$;
