do $$
declare
  change record;
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
    execute replace(
      pg_get_functiondef(('public.' || change.signature)::regprocedure), change.new, change.old);
  end loop;
end
$$;
alter table public.ml_erasures drop constraint if exists ml_erasures_named;
-- Such as nobody has named yet; names that mean nothing let it be carried out.
update public.ml_erasures set
  pseudonym = coalesce(pseudonym, 'unnamed ' || receipt_id), key_id = coalesce(key_id, '');
alter table public.ml_erasures
  alter column pseudonym set not null,
  alter column key_id set not null,
  drop column if exists not_searched;
