-- What training asks of acts and showings.

-- Showings of one pair, in order: what was seen before an act, and how often in all.
create index if not exists idx_match_impressions_pair
  on public.match_impressions (talent_id, job_id, shown_at);

-- Whether an act is the talent's, who must have looked at the match for it. The service role and unknown
-- actors speak for the side whose act it is.
create or replace function public.ml_is_talents_act(p_type text, p_actor text) returns boolean
language sql immutable parallel safe
return p_actor = 'talent' or p_actor in ('service', 'unknown') and p_type in (
  'applied', 'withdrawn', 'application_deleted', 'viewed', 'interested', 'dismissed', 'cleared');

revoke all on function public.ml_is_talents_act(text, text) from public, anon, authenticated;
grant execute on function public.ml_is_talents_act(text, text) to service_role;
