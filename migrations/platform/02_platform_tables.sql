-- The platform's own types, tables, indexes and triggers as they stand, for a database that has none:
-- the embedded one, and those of tests. Its oddities are kept, since ours must live with them: foreign
-- keys that may be null, defaults that say nothing, a score from 0 to 1.
--
-- Left out are what only ever fails there: the functions `calculate_match_score` and
-- `generate_ai_matches`, which name operators and columns that do not exist, and the trigger that
-- stamps `messages.updated_at`, a column which that table has not.

do $$
declare
  wanted text;
begin
  foreach wanted in array array['uuid-ossp', 'pg_trgm', 'btree_gin'] loop
    if exists (select from pg_available_extensions where name = wanted) then
      execute format('create extension if not exists %I with schema extensions', wanted);
    end if;
  end loop;
end
$$;

create type public.user_role as enum ('talent', 'company', 'admin');
create type public.application_status as enum
  ('pending', 'reviewed', 'interview', 'offer', 'accepted', 'rejected', 'withdrawn');
create type public.match_status as enum
  ('pending', 'viewed', 'interested', 'not_interested', 'contacted');
create type public.job_status as enum ('draft', 'active', 'paused', 'closed', 'expired');
create type public.employment_type as enum
  ('full_time', 'part_time', 'contract', 'freelance', 'internship');
create type public.experience_level as enum
  ('entry', 'junior', 'mid', 'senior', 'lead', 'executive');
create type public.notification_type as enum
  ('match', 'application', 'message', 'system', 'reminder');

create table public.profiles (
  id uuid primary key references auth.users (id) on delete cascade,
  email text not null unique,
  full_name text not null,
  avatar_url text,
  role public.user_role not null default 'talent',
  is_verified boolean default false,
  is_active boolean default true,
  last_login_at timestamptz,
  preferences jsonb default '{}',
  created_at timestamptz default now(),
  updated_at timestamptz default now()
);
create index idx_profiles_role on public.profiles (role);
create index idx_profiles_email on public.profiles (email);

create table public.companies (
  id uuid primary key default gen_random_uuid(),
  profile_id uuid references public.profiles (id) on delete cascade,
  name text not null,
  slug text not null unique,
  description text,
  website text,
  logo_url text,
  industry text,
  company_size text,
  location text,
  founded_year integer,
  culture_values text[],
  benefits text[],
  social_links jsonb default '{}',
  is_verified boolean default false,
  created_at timestamptz default now(),
  updated_at timestamptz default now()
);
create index idx_companies_slug on public.companies (slug);
create index idx_companies_industry on public.companies (industry);

create table public.talents (
  id uuid primary key default gen_random_uuid(),
  profile_id uuid references public.profiles (id) on delete cascade,
  title text not null,
  bio text,
  location text,
  remote_preference boolean default true,
  experience_level public.experience_level default 'mid',
  years_of_experience integer default 0,
  hourly_rate_min integer,
  hourly_rate_max integer,
  salary_expectation_min integer,
  salary_expectation_max integer,
  availability_status text default 'available',
  portfolio_url text,
  resume_url text,
  github_url text,
  linkedin_url text,
  languages text[] default '{English}',
  timezone text default 'UTC',
  work_authorization text,
  education jsonb default '[]',
  certifications jsonb default '[]',
  created_at timestamptz default now(),
  updated_at timestamptz default now()
);
create index idx_talents_location on public.talents (location);
create index idx_talents_experience_level on public.talents (experience_level);
create index idx_talents_availability on public.talents (availability_status);

create table public.skills (
  id uuid primary key default gen_random_uuid(),
  -- In one case only: `React` and `react` are two skills.
  name text not null unique,
  category text not null,
  description text,
  is_active boolean default true,
  created_at timestamptz default now()
);
create index idx_skills_category on public.skills (category);
do $$
declare
  trigrams text := (
    select format('%I.gin_trgm_ops', n.nspname)
    from pg_opclass c join pg_namespace n on n.oid = c.opcnamespace
    where c.opcname = 'gin_trgm_ops');
begin
  if trigrams is not null then
    execute format('create index idx_skills_name on public.skills using gin (name %s)', trigrams);
  end if;
end
$$;

create table public.talent_skills (
  id uuid primary key default gen_random_uuid(),
  talent_id uuid references public.talents (id) on delete cascade,
  skill_id uuid references public.skills (id) on delete cascade,
  proficiency_level integer default 3 check (proficiency_level between 1 and 5),
  years_of_experience integer default 0,
  is_primary boolean default false,
  created_at timestamptz default now(),
  unique (talent_id, skill_id)
);

create table public.jobs (
  id uuid primary key default gen_random_uuid(),
  company_id uuid references public.companies (id) on delete cascade,
  title text not null,
  slug text not null,
  description text not null,
  requirements text,
  responsibilities text,
  location text,
  employment_type public.employment_type default 'full_time',
  experience_level public.experience_level default 'mid',
  remote_allowed boolean default false,
  salary_min integer,
  salary_max integer,
  currency text default 'USD',
  benefits text[],
  application_deadline timestamptz,
  status public.job_status default 'draft',
  views_count integer default 0,
  applications_count integer default 0,
  featured boolean default false,
  urgent boolean default false,
  created_at timestamptz default now(),
  updated_at timestamptz default now(),
  unique (company_id, slug)
);
create index idx_jobs_status on public.jobs (status);
create index idx_jobs_location on public.jobs (location);
create index idx_jobs_employment_type on public.jobs (employment_type);
create index idx_jobs_created_at on public.jobs (created_at desc);

create table public.job_skills (
  id uuid primary key default gen_random_uuid(),
  job_id uuid references public.jobs (id) on delete cascade,
  skill_id uuid references public.skills (id) on delete cascade,
  is_required boolean default true,
  proficiency_level integer default 3 check (proficiency_level between 1 and 5),
  created_at timestamptz default now(),
  unique (job_id, skill_id)
);

create table public.applications (
  id uuid primary key default gen_random_uuid(),
  job_id uuid references public.jobs (id) on delete cascade,
  talent_id uuid references public.talents (id) on delete cascade,
  status public.application_status default 'pending',
  cover_letter text,
  custom_resume_url text,
  notes text,
  feedback text,
  applied_at timestamptz default now(),
  reviewed_at timestamptz,
  interview_scheduled_at timestamptz,
  rating integer check (rating between 1 and 5),
  created_at timestamptz default now(),
  updated_at timestamptz default now(),
  unique (job_id, talent_id)
);
create index idx_applications_status on public.applications (status);
create index idx_applications_applied_at on public.applications (applied_at desc);

create table public.matches (
  id uuid primary key default gen_random_uuid(),
  talent_id uuid references public.talents (id) on delete cascade,
  job_id uuid references public.jobs (id) on delete cascade,
  match_score numeric(3, 2) check (match_score between 0 and 1),
  status public.match_status default 'pending',
  viewed_at timestamptz,
  interested_at timestamptz,
  contacted_at timestamptz,
  notes text,
  created_at timestamptz default now(),
  updated_at timestamptz default now(),
  unique (talent_id, job_id)
);
create index idx_matches_score on public.matches (match_score desc);
create index idx_matches_status on public.matches (status);

create table public.messages (
  id uuid primary key default gen_random_uuid(),
  thread_id uuid not null,
  sender_id uuid references public.profiles (id) on delete cascade,
  recipient_id uuid references public.profiles (id) on delete cascade,
  content text not null,
  is_read boolean default false,
  read_at timestamptz,
  created_at timestamptz default now()
);
create index idx_messages_thread on public.messages (thread_id);
create index idx_messages_created_at on public.messages (created_at desc);

create table public.notifications (
  id uuid primary key default gen_random_uuid(),
  user_id uuid references public.profiles (id) on delete cascade,
  type public.notification_type not null,
  title text not null,
  message text not null,
  data jsonb default '{}',
  is_read boolean default false,
  read_at timestamptz,
  created_at timestamptz default now()
);
create index idx_notifications_user_read on public.notifications (user_id, is_read);

create table public.activity_logs (
  id uuid primary key default gen_random_uuid(),
  user_id uuid references public.profiles (id) on delete cascade,
  action text not null,
  resource_type text,
  resource_id uuid,
  details jsonb default '{}',
  ip_address inet,
  user_agent text,
  created_at timestamptz default now()
);
create index idx_activity_logs_user_created on public.activity_logs (user_id, created_at desc);

create table public.system_settings (
  id uuid primary key default gen_random_uuid(),
  key text not null unique,
  value jsonb not null,
  description text,
  is_public boolean default false,
  created_at timestamptz default now(),
  updated_at timestamptz default now()
);
insert into public.system_settings (key, value, is_public) values
  ('app_name', '"TalentBrains"', true),
  ('app_version', '"1.0.0"', true),
  ('maintenance_mode', 'false', false),
  ('max_file_upload_size', '10485760', false),
  ('supported_file_types', '["pdf", "doc", "docx", "jpg", "jpeg", "png"]', true),
  ('email_notifications_enabled', 'true', false),
  ('ai_matching_enabled', 'true', true),
  ('min_match_score_threshold', '70', false);

create function public.update_updated_at_column() returns trigger language plpgsql as $$
begin
  new.updated_at = now();
  return new;
end
$$;
do $$
declare
  stamped text;
begin
  foreach stamped in array array[
    'profiles', 'companies', 'talents', 'jobs', 'applications', 'matches', 'system_settings'
  ] loop
    execute format(
      'create trigger update_%1$s_updated_at before update on public.%1$I
       for each row execute function public.update_updated_at_column()', stamped);
  end loop;
end
$$;
