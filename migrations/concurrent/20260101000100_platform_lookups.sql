-- What our queries look up in the platform's own tables, and it has no index for. Built while writes
-- go on; one whose building was cut off stays behind as invalid, and is to be dropped before another
-- try.
create index concurrently if not exists idx_ml_applications_talent on public.applications (talent_id);
create index concurrently if not exists idx_ml_talents_profile on public.talents (profile_id);
create index concurrently if not exists idx_ml_companies_profile on public.companies (profile_id);
create index concurrently if not exists idx_ml_job_skills_skill on public.job_skills (skill_id);
create index concurrently if not exists idx_ml_talent_skills_skill on public.talent_skills (skill_id);
create index concurrently if not exists idx_ml_matches_job on public.matches (job_id);
