drop table if exists public.match_outbox, public.match_index_skills, public.match_index_jobs,
  public.match_index_talents, public.embeddings;
