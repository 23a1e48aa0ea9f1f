import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { RolloutRows } from '../../src/db/rollout/rollout-rows.ts'
import type { Difference } from '../../src/rollout/confidence-sequence.ts'
import { toText } from '../../src/rollout/report-text.ts'
import { engines, type OpenEngine } from '../db/engines.ts'
import { insertUser } from '../db/people.ts'
import { insertCompany, insertJob, insertTalent } from '../db/schema/people.ts'

describe.each(engines)('the report of a rollout on $name', (engine) => {
  let open: OpenEngine
  let rollout: RolloutRows
  let talents: string[]
  let jobs: string[]
  beforeAll(async () => {
    open = await engine.open()
    const { database } = open
    rollout = new RolloutRows(database)
    await rollout.change({ percentage: 50, isKilled: false }, 'service')
    const company = await insertCompany(database, await insertUser(database, 'company'))
    jobs = [await insertJob(database, company), await insertJob(database, company)]
    talents = []
    for (let i = 0; i < 2; i++) {
      talents.push(await insertTalent(database, await insertUser(database, 'talent')))
    }
  })
  afterAll(() => open?.close())

  /** Minutes from the beginning of the stage. */
  const at = `(select max(changed_at) from public.ml_rollout_changes) + make_interval(mins => $1)`
  const show = (minute: number, talent: number, job: number, arm: string, to = 'talent') =>
    open.database.query(
      `insert into public.match_impressions (request_id, talent_id, job_id, shown_to, rank,
         candidates, score, source, arm, model_version, shown_at)
       values (gen_random_uuid()::text, $2, $3, $4, 1, 2, 80, 'ml', $5, '1', ${at})`,
      [minute, talents[talent], jobs[job], to, arm],
    )
  const act = (minute: number, talent: number, job: number, type: string) =>
    open.database.query(
      `insert into public.match_events (talent_id, job_id, type, actor, source, occurred_at)
       values ($2, $3, $4, 'talent', 'api', ${at})`,
      [minute, talents[talent], jobs[job], type],
    )
  const call = (arm: string, source: string, status: number, ms: number) =>
    open.database.query(
      `insert into public.ml_request_log (request_id, requested_at, type, source, status, latency_ms, arm)
       values (gen_random_uuid()::text, ${at}, 'talent-to-jobs', $2, $3, $4, $5)`,
      [1, source, status, ms, arm],
    )

  it('counts pairs once, acts after they were shown, and talents for the arm that they met first', async () => {
    // Of the stage before: of no account.
    await show(-5, 1, 0, 'treatment')
    await show(1, 0, 0, 'treatment')
    await show(2, 0, 0, 'treatment')
    // The kill switch was on for a while: the talent stays in their arm.
    await show(3, 0, 1, 'control')
    await show(1, 1, 0, 'control')
    await show(1, 1, 1, 'treatment', 'company')
    await act(2, 0, 0, 'viewed')
    await act(2, 0, 1, 'viewed')
    await act(4, 0, 1, 'applied')
    await act(-1, 1, 0, 'applied')
    await call('treatment', 'ml', 200, 100)
    await call('treatment', 'fallback', 200, 300)
    await call('control', 'fallback', 500, 50)
    const report = await rollout.report()
    expect(report).toMatchObject({
      percentage: 50,
      treatment: {
        ...{ users: 1, pairsShown: 2, engagement: 0.5, conversion: 0.5 },
        calls: { calls: 2, p50Ms: 200, p95Ms: 290, fallbacks: 1, errors: 0 },
      },
      control: {
        ...{ users: 1, pairsShown: 1, engagement: 0, conversion: 0 },
        calls: { calls: 1, p50Ms: 50, p95Ms: 50, fallbacks: 1, errors: 1 },
      },
      difference: { engagement: null, conversion: null },
      isSampleRatioPlausible: true,
      usersNeeded: null,
    })
    expect(toText(report)).toContain(
      'Model: 1 talent, 2 pairs shown, viewed 50.00 %, applied 50.00 %',
    )
    expect(toText(report)).toMatch(
      /^50 % since 20\d\d-\d\d-\d\d \d\d:\d\d UTC, planned until 20.* UTC$/m,
    )
  })

  it('says of a difference what is known, in points', async () => {
    const report = await rollout.report()
    const of = (treatment: number | null, control: number | null, conversion: Difference | null) =>
      toText({
        ...report,
        treatment: { ...report.treatment, conversion: treatment },
        control: { ...report.control, conversion: control },
        difference: { ...report.difference, conversion },
      }).match(/^Applied, model - rules: (.*)$/m)?.[1]
    const certain = { value: 0, low: 0, high: 0 }
    expect(of(0, 0, certain)).toBe('nobody has applied yet, in either arm')
    expect(of(0, null, null)).toBe('nothing shown in one of the arms yet')
    expect(of(0.1, 0, null)).toBe('not enough data yet')
    expect(of(0.1306, 0.1382, { value: -0.0077, low: -0.02, high: 0.00461 })).toBe(
      '-0.77 points (95 % interval, valid at any time: -2.00 to +0.46)',
    )
  })

  it('begins anew with every stage, and the last is planned for good', async () => {
    await rollout.change({ percentage: 100 }, 'service')
    const report = await rollout.report()
    expect(report).toMatchObject({
      due: null,
      isSampleRatioPlausible: null,
      difference: { conversion: null },
    })
    expect(toText(report)).toMatch(/^100 % since .* UTC, the last stage$/m)
  })
})
