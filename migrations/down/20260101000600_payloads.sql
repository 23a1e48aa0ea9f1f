drop function if exists public.ml_talent_payloads(uuid[]);
drop function if exists public.ml_job_payloads(uuid[]);
drop function if exists public.ml_text(jsonb, text, integer);
drop function if exists public.ml_amount(jsonb, text);
drop function if exists public.ml_list(jsonb, text);
