drop index if exists public.idx_match_impressions_pair;
drop function if exists public.ml_is_talents_act(text, text);
