-- pgvector and its schema stay: others may use them, and they hold nothing. The indexes that
-- migrations/concurrent/ built go.
drop index if exists
  public.idx_ml_applications_talent, public.idx_ml_talents_profile, public.idx_ml_companies_profile,
  public.idx_ml_job_skills_skill, public.idx_ml_talent_skills_skill, public.idx_ml_matches_job;
