import type { Database } from '../../src/db/database.ts'
import { seedPlatform } from '../../src/demo/platform/seed.ts'
import { CONTRACT_HASH } from '../../src/features/registry.ts'
import { Random } from '../../src/training/synthetic/random.ts'
import { readTaste } from './taste.ts'

const JOBS = 60
const PAIRS_EACH = 12

/** How a label comes about; what is passed over, by nothing. */
const ACTS: Readonly<Record<number, string | undefined>> = {
  10: 'dismissed',
  20: 'dismissed',
  55: 'viewed',
  85: 'interested',
  100: 'interested',
}

const SHOW = `
  insert into public.match_impressions
    (request_id, talent_id, job_id, shown_to, rank, candidates, score, source, model_version,
     features, feature_contract, shown_at)
  select 'r-' || t.n, t.id, j.id, 'talent', s.rank, 60, 70, 'ml', '1', s.features, $2,
    now() - make_interval(secs => 86400 * s.days)
  from jsonb_to_recordset($1::jsonb) as s
    (talent integer, job integer, rank smallint, days double precision, features real[])
  join (select id, row_number() over (order by id) - 1 as n from public.talents) t on t.n = s.talent
  join (select id, row_number() over (order by id) - 1 as n from public.jobs) j on j.n = s.job`

const ACT = `
  insert into public.match_events
    (talent_id, job_id, type, actor, source, occurred_at, duration_seconds)
  select t.id, j.id, s.type, 'talent', 'api', now() - make_interval(secs => 86400 * (s.days - 1)),
    case when s.type = 'viewed' then 30 end
  from jsonb_to_recordset($1::jsonb) as s
    (talent integer, job integer, days double precision, type text)
  join (select id, row_number() over (order by id) - 1 as n from public.talents) t on t.n = s.talent
  join (select id, row_number() over (order by id) - 1 as n from public.jobs) j on j.n = s.job
  where s.type is not null`

/** A platform whose talents have a taste of their own, and acted on it over half a year. */
export async function actOnPlatform(
  database: Database,
  { talents = 320 }: { readonly talents?: number } = {},
): Promise<void> {
  await seedPlatform(database, { talents, jobs: JOBS, companies: 5, seed: 3, asOf: new Date() })
  // Nobody else has acted: those who apply on a made-up platform have another taste.
  await database.query(
    'truncate public.applications, public.match_events, public.match_impressions cascade',
  )
  const draw = await readTaste()
  const random = new Random('acted platform')
  const shown = Array.from({ length: talents }, (_, talent) => {
    const jobs = random.sample([...Array(JOBS).keys()], PAIRS_EACH)
    const joined = random.between(20, 170)
    return jobs.map((job, at) => {
      const { features, label } = draw(random)
      return {
        talent,
        job,
        rank: at + 1,
        days: Math.max(16, joined * random.between(0.6, 1)),
        features: Array.from(features, (value) => (Number.isNaN(value) ? null : value)),
        type: ACTS[label],
      }
    })
  }).flat()
  await database.query(SHOW, [JSON.stringify(shown), CONTRACT_HASH])
  await database.query(ACT, [JSON.stringify(shown)])
}
