drop table if exists
  public.embeddings, public.match_index_jobs, public.match_index_talents,
  public.match_index_skills, public.match_outbox;
