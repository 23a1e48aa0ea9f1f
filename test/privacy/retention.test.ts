import { mkdir, mkdtemp, readdir, rm, utimes } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Database } from '../../src/db/database.ts'
import { Retention } from '../../src/db/privacy/retention.ts'
import { removeOld } from '../../src/jobs/privacy/retention.ts'
import { SnapshotUpkeep } from '../../src/jobs/privacy/snapshot-upkeep.ts'
import { engines, type OpenEngine } from '../db/engines.ts'
import { insertPeople } from '../db/people.ts'

const NEVER = new AbortController().signal
const DAYS = 90

describe.each(engines)('retention on $name', (engine) => {
  let open: OpenEngine
  let database: Database
  let retention: Retention
  beforeAll(async () => {
    open = await engine.open()
    database = open.database
    retention = new Retention(database)
  }, 60_000)
  afterAll(() => open?.close())
  beforeEach(async () => {
    await database.query(
      'truncate public.match_impressions, public.ml_request_log, public.training_runs, public.ml_model_versions',
    )
    const { talentId, jobId } = await insertPeople(database)
    await database.query(
      `insert into public.match_impressions (request_id, talent_id, job_id, shown_to, rank, candidates,
         score, source, model_version, shown_at)
       select n::text, $1, $2, 'talent', 1, 1, 50, 'ml', '1', now() - make_interval(days => n * 10) + interval '1 hour'
       from generate_series(0, 19) n`,
      [talentId, jobId],
    )
    await database.query(
      `insert into public.ml_request_log (request_id, type, requested_at)
       select n::text, 'talent-to-jobs', now() - make_interval(days => n * 10) + interval '1 hour'
       from generate_series(0, 19) n`,
    )
    await database.query(
      `insert into public.ml_model_versions (version, model_path, status, is_active)
       values ('served', 'x', 'active', true), ('former', 'x', 'retired', false)`,
    )
    await database.query(
      `insert into public.training_runs (status, model_version, finished_at)
       values ('promoted', 'served', now() - interval '2 years'),
              ('promoted', 'former', now() - interval '2 years'),
              ('rejected', 'nobody has it', now() - interval '2 years'),
              ('failed', null, now() - interval '92 days'),
              ('failed', null, now() - interval '89 days'),
              ('queued', null, null)`,
    )
  })

  const left = async (table: string, by: string) =>
    (await database.query(`select ${by} as it from public.${table} order by ${by}`)).map(
      ({ it }) => it,
    )
  const run = (signal = NEVER) => removeOld({ retention, days: DAYS, batch: 3 }, signal)

  it('removes what is older, batch by batch, and keeps what tells of what may serve', async () => {
    expect(await retention.overdue(DAYS)).toEqual([
      'match_impressions',
      'ml_request_log',
      'training_runs',
    ])
    expect(await run()).toEqual({ match_impressions: 10, ml_request_log: 10, training_runs: 2 })
    expect(await left('match_impressions', 'request_id')).toHaveLength(10)
    expect(await left('ml_request_log', 'request_id::int')).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
    expect(await left('training_runs', 'status')).toEqual([
      'failed',
      'promoted',
      'promoted',
      'queued',
    ])
    expect(await left('training_runs', 'model_version')).toEqual(['former', 'served', null, null])
    expect(await retention.overdue(DAYS)).toEqual([])
    expect(await run()).toEqual({ match_impressions: 0, ml_request_log: 0, training_runs: 0 })
  })

  it('can be cut off, and goes on the next time', async () => {
    const controller = new AbortController()
    const dying = {
      removeOld: (...args: Parameters<Retention['removeOld']>) => {
        controller.abort(new Error('enough'))
        return retention.removeOld(...args)
      },
    }
    await expect(
      removeOld({ retention: dying, days: DAYS, batch: 3 }, controller.signal),
    ).rejects.toThrow('enough')
    expect(await left('match_impressions', 'request_id')).toHaveLength(17)
    expect(await run()).toMatchObject({ match_impressions: 7 })
  })

  it('waits for no row that somebody holds', async () => {
    if (engine.name === 'PGlite') return // One transaction at a time.
    await database.transaction(async (connection) => {
      await connection.query(`select from public.ml_request_log where request_id = '15' for update`)
      expect(await run()).toMatchObject({ ml_request_log: 9 })
    })
    expect(await run()).toMatchObject({ ml_request_log: 1 })
  })
})

it('removes training runs of this machine whose time is up', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'runs-'))
  const [old, recent] = ['old', 'recent'].map((name) => join(folder, name)) as [string, string]
  for (const run of [old, recent]) await mkdir(join(run, 'snapshot'), { recursive: true })
  const then = new Date(Date.now() - (DAYS + 1) * 86_400_000)
  await utimes(old, then, then)
  const erasures = { listNames: async () => [], count: async () => {} }
  const upkeep = new SnapshotUpkeep({ folder, erasures, keyId: 'key', retentionDays: DAYS })
  await upkeep.run(NEVER)
  expect(await readdir(folder)).toEqual(['recent'])
  await rm(folder, { recursive: true })
  await upkeep.run(NEVER)
})
