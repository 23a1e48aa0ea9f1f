import { type ArmData, type RolloutReport, toReport } from '../../rollout/report.ts'
import type { Rollout } from '../../rollout/rollout.ts'
import { type Connection, LONG_MS } from '../database.ts'

/**
 * Talents by the arm that they met first since $1. A pair counts once, however often it was shown; what was done
 * about it counts from its first showing on.
 */
const SUMS = `
  with shown as materialized (
    select i.talent_id, i.job_id, min(i.shown_at) as at,
      (array_agg(i.arm order by i.shown_at))[1] as arm
    from public.match_impressions i
    where i.shown_at >= $1 and i.shown_to = 'talent' and i.arm in ('treatment', 'control')
    group by 1, 2),
  talents as (
    select s.talent_id, (array_agg(s.arm order by s.at))[1] as arm, count(*)::float8 as x,
      count(*) filter (where exists (
        select from public.match_events e
        where e.talent_id = s.talent_id and e.job_id = s.job_id and e.type = 'viewed'
          and e.actor = 'talent' and e.occurred_at >= s.at))::float8 as viewed,
      count(*) filter (where exists (
        select from public.match_events e
        where e.talent_id = s.talent_id and e.job_id = s.job_id and e.type = 'applied'
          and e.occurred_at >= s.at))::float8 as applied
    from shown s group by 1)
  select arm, count(*)::integer as users, sum(x) as x, sum(x * x) as xx,
    sum(viewed) as viewed, sum(viewed ^ 2) as viewed_squares, sum(viewed * x) as viewed_shown,
    sum(applied) as applied, sum(applied ^ 2) as applied_squares, sum(applied * x) as applied_shown
  from talents group by 1`

const CALLS = `
  select arm, count(*)::integer as calls,
    percentile_cont(0.5) within group (order by latency_ms::float8) as "p50Ms",
    percentile_cont(0.95) within group (order by latency_ms::float8) as "p95Ms",
    (count(*) filter (where source = 'fallback'))::integer as fallbacks,
    (count(*) filter (where status >= 500))::integer as errors
  from public.ml_request_log
  where requested_at >= $1 and arm in ('treatment', 'control') group by 1`

type Name = 'treatment' | 'control'
type SumsRow = { readonly arm: Name; readonly users: number } & Readonly<
  Record<
    | ('x' | 'xx')
    | ('viewed' | 'viewed_squares' | 'viewed_shown')
    | ('applied' | 'applied_squares' | 'applied_shown'),
    number
  >
>
type CallsRow = { readonly arm: Name } & ArmData['calls']

const NO_SUMS = { users: 0, x: 0, y: 0, xx: 0, yy: 0, xy: 0 }
const NO_CALLS = { calls: 0, p50Ms: null, p95Ms: null, fallbacks: 0, errors: 0 }

/** How the arms compare since the present stage began. */
export const findReport = async (database: Connection, rollout: Rollout): Promise<RolloutReport> =>
  toReport(rollout, await findArms(database, rollout.since))

/** What either arm was shown and did since then: sums over talents, no ids. */
async function findArms(
  database: Connection,
  since: Date,
): Promise<Readonly<Record<Name, ArmData>>> {
  const ask = <T extends object>(text: string) =>
    database.query<T>({ text, values: [since], timeoutMs: LONG_MS })
  const [sums, calls] = await Promise.all([ask<SumsRow>(SUMS), ask<CallsRow>(CALLS)])
  const armOf = (name: Name): ArmData => {
    const row = sums.find(({ arm }) => arm === name)
    const { arm: _, ...ofCalls } = calls.find(({ arm }) => arm === name) ?? {
      arm: name,
      ...NO_CALLS,
    }
    if (!row) return { engagement: NO_SUMS, conversion: NO_SUMS, calls: ofCalls }
    const { users, x, xx } = row
    return {
      engagement: {
        ...{ users, x, xx, y: row.viewed },
        ...{ yy: row.viewed_squares, xy: row.viewed_shown },
      },
      conversion: {
        ...{ users, x, xx, y: row.applied },
        ...{ yy: row.applied_squares, xy: row.applied_shown },
      },
      calls: ofCalls,
    }
  }
  return { treatment: armOf('treatment'), control: armOf('control') }
}
