drop function if exists public.match_retrieve_jobs(uuid, integer, real[], integer[], text);
drop function if exists public.match_retrieve_talents(uuid, integer, real[], integer[], text);
drop function if exists public.match_rare_skills(integer[], text, integer);
