-- Who may see and write the platform's rows, as it stands: four tables have row-level security and no
-- policy at all, so that only the service role can use them.

do $$
declare
  name text;
begin
  foreach name in array array[
    'profiles', 'companies', 'talents', 'skills', 'talent_skills', 'jobs', 'job_skills', 'applications',
    'matches', 'messages', 'notifications', 'activity_logs', 'system_settings'
  ] loop
    execute format('alter table public.%I enable row level security', name);
  end loop;
end
$$;

create function public.current_user_role() returns public.user_role
language sql stable security definer set search_path = '' as
  $$ select role from public.profiles where id = auth.uid() $$;

create policy profiles_read on public.profiles for select to authenticated using (true);
create policy profiles_insert on public.profiles for insert to authenticated with check (id = auth.uid());
create policy profiles_update on public.profiles for update to authenticated using (id = auth.uid());

create policy companies_read on public.companies for select to authenticated using (true);
create policy companies_own on public.companies for all to authenticated using (profile_id = auth.uid());

create policy talents_own on public.talents for all to authenticated using (profile_id = auth.uid());
create policy talents_read on public.talents for select to authenticated
  using (public.current_user_role() in ('company', 'admin'));

create policy skills_read on public.skills for select to anon, authenticated using (true);
create policy skills_admin on public.skills for all to authenticated
  using (public.current_user_role() = 'admin');

create policy talent_skills_own on public.talent_skills for all to authenticated
  using (exists (select from public.talents t where t.id = talent_id and t.profile_id = auth.uid()));
create policy talent_skills_read on public.talent_skills for select to authenticated
  using (public.current_user_role() in ('company', 'admin'));

create policy jobs_read on public.jobs for select to authenticated using (status = 'active');
create policy jobs_own on public.jobs for all to authenticated
  using (exists (select from public.companies c where c.id = company_id and c.profile_id = auth.uid()));

create policy applications_own on public.applications for all to authenticated
  using (exists (select from public.talents t where t.id = talent_id and t.profile_id = auth.uid()));
create policy applications_of_company on public.applications for select to authenticated
  using (exists (
    select from public.jobs j join public.companies c on c.id = j.company_id
    where j.id = job_id and c.profile_id = auth.uid()));

create policy matches_own on public.matches for select to authenticated
  using (exists (select from public.talents t where t.id = talent_id and t.profile_id = auth.uid()));
create policy matches_of_company on public.matches for select to authenticated
  using (exists (
    select from public.jobs j join public.companies c on c.id = j.company_id
    where j.id = job_id and c.profile_id = auth.uid()));

create policy system_settings_public on public.system_settings for select to anon, authenticated
  using (is_public);
create policy system_settings_admin on public.system_settings for all to authenticated
  using (public.current_user_role() = 'admin');
