import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Database, DatabaseUnavailableError } from '../../../src/db/database.ts'
import { FeedbackEvents } from '../../../src/db/platform/feedback.ts'
import { engines, type OpenEngine } from '../engines.ts'
import { actingAs, insert, insertPeople, type People } from './people.ts'

/** On the embedded engine an open transaction stalls everybody, and so there is nothing to wait for. */
const servers = engines.filter(({ name }) => name === 'PostgreSQL')

describe.each(servers)('while a table of ours is held, on $name', ({ open }) => {
  let engine: OpenEngine
  let database: Database
  let people: People
  beforeAll(async () => {
    engine = await open()
    database = engine.database
  }, 60_000)
  beforeEach(async () => {
    people = await insertPeople(database)
  })
  afterAll(() => engine?.close())

  /** As a caller of the API, whose statements are ended after a time: no handler catches that. */
  const writeWhileHeld = (table: string) =>
    database.transaction(async (holder) => {
      await holder.query(`lock table public.${table} in access exclusive mode`)
      await actingAs(database, 'authenticated', people.talentUser, async (connection) => {
        await connection.query(`set local statement_timeout = '4s'`)
        await insert(connection, 'applications', { talent_id: people.talent, job_id: people.job })
        await connection.query(`update public.talents set title = 'Data Engineer' where id = $1`, [
          people.talent,
        ])
        const [row] = await connection.query(`select current_setting('lock_timeout') as value`)
        expect(row).toEqual({ value: '0' })
      })
    })

  it.each([
    ['match_events', 0, 0, 1],
    ['match_feedback', 1, 0, 1],
    ['match_outbox', 1, 1, 0],
  ])('%s: the platform writes, and what is missed is missed', async (table, ...expected) => {
    await database.query('truncate public.match_outbox')
    await writeWhileHeld(table)
    const [row] = await database.query(
      `select
         (select title from public.talents where id = $1) as title,
         (select count(*)::int from public.applications where talent_id = $1) as applications,
         (select count(*)::int from public.match_events where talent_id = $1) as events,
         (select count(*)::int from public.match_feedback where talent_id = $1) as feedback,
         (select count(*)::int from public.match_outbox) as queued`,
      [people.talent],
    )
    const [events, feedback, queued] = expected
    expect(row).toEqual({ title: 'Data Engineer', applications: 1, events, feedback, queued })
  })

  it('feedback is refused in time, and recorded once when it is said again', async () => {
    const feedback = new FeedbackEvents(database)
    const say = () =>
      feedback.record(
        {
          talentId: people.talent,
          jobId: people.job,
          type: 'interested',
          durationSeconds: null,
          idempotencyKey: null,
        },
        { kind: 'user', id: people.talentUser, side: null },
      )
    const count = () =>
      database.query('select from public.match_events where talent_id = $1', [people.talent])
    await database.transaction(async (holder) => {
      await holder.query('lock table public.match_events in access exclusive mode')
      const begun = performance.now()
      await expect(say()).rejects.toThrow(DatabaseUnavailableError)
      expect(performance.now() - begun).toBeLessThan(5_000)
    })
    expect(await count()).toHaveLength(0)
    expect((await say()).kind).toBe('recorded')
    expect(await count()).toHaveLength(1)
  })

  it('every trigger of ours gives up sooner than a caller would', async () => {
    const rows = await database.query<{ name: string }>(
      `select distinct p.oid::regprocedure::text as name from pg_proc p
       join pg_trigger t on t.tgfoid = p.oid
       where p.pronamespace = 'public'::regnamespace and p.prosecdef
         and not coalesce('lock_timeout=500ms' = any (p.proconfig), false)
         -- Nobody but a training run waits for these; they wait for an erasure.
         and t.tgrelid not in ('public.ml_model_versions'::regclass, 'public.training_runs'::regclass)`,
    )
    expect(rows).toEqual([])
  })
})
