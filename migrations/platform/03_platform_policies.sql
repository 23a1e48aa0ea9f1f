-- Who may see and write the platform's rows, as it stands. `job_skills`, `messages`, `notifications`
-- and `activity_logs` have row-level security and no policy: only the service role can use them. Being
-- the owner does not ask for a role, and a talent may write every field of an own application.

do $$
declare
  guarded text;
begin
  foreach guarded in array array[
    'profiles', 'companies', 'talents', 'skills', 'talent_skills', 'jobs', 'job_skills',
    'applications', 'matches', 'messages', 'notifications', 'activity_logs', 'system_settings'
  ] loop
    execute format('alter table public.%I enable row level security', guarded);
  end loop;
end
$$;

create policy profiles_read on public.profiles for select to authenticated using (true);
create policy profiles_insert on public.profiles for insert to authenticated
  with check (id = auth.uid());
create policy profiles_update on public.profiles for update to authenticated
  using (id = auth.uid());

create policy companies_own on public.companies to authenticated using (profile_id = auth.uid());
create policy companies_read on public.companies for select to authenticated
  using (exists (
    select from public.profiles p where p.id = auth.uid() and p.role in ('talent', 'admin')));

create policy talents_own on public.talents to authenticated using (profile_id = auth.uid());
create policy talents_read on public.talents for select to authenticated
  using (exists (
    select from public.profiles p where p.id = auth.uid() and p.role in ('company', 'admin')));

create policy skills_read on public.skills for select using (true);
create policy skills_admin on public.skills to authenticated
  using (exists (select from public.profiles p where p.id = auth.uid() and p.role = 'admin'));

create policy talent_skills_own on public.talent_skills to authenticated
  using (exists (
    select from public.talents t where t.id = talent_id and t.profile_id = auth.uid()));
create policy talent_skills_read on public.talent_skills for select to authenticated
  using (exists (
    select from public.profiles p where p.id = auth.uid() and p.role in ('company', 'admin')));

create policy jobs_own on public.jobs to authenticated
  using (exists (
    select from public.companies c where c.id = company_id and c.profile_id = auth.uid()));
create policy jobs_read on public.jobs for select to authenticated
  using (status = 'active' and exists (
    select from public.profiles p where p.id = auth.uid() and p.role in ('talent', 'admin')));

create policy applications_own on public.applications to authenticated
  using (exists (
    select from public.talents t where t.id = talent_id and t.profile_id = auth.uid()));
create policy applications_company_read on public.applications for select to authenticated
  using (exists (
    select from public.jobs j join public.companies c on c.id = j.company_id
    where j.id = job_id and c.profile_id = auth.uid()));

create policy matches_talent_read on public.matches for select to authenticated
  using (exists (
    select from public.talents t where t.id = talent_id and t.profile_id = auth.uid()));
create policy matches_company_read on public.matches for select to authenticated
  using (exists (
    select from public.jobs j join public.companies c on c.id = j.company_id
    where j.id = job_id and c.profile_id = auth.uid()));

create policy system_settings_read on public.system_settings for select using (is_public);
create policy system_settings_admin on public.system_settings to authenticated
  using (exists (select from public.profiles p where p.id = auth.uid() and p.role = 'admin'));
