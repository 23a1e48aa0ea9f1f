import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Connection, Database } from '../../../src/db/database.ts'
import { engines, type OpenEngine } from '../engines.ts'
import {
  actingAs,
  insert,
  insertCompany,
  insertJob,
  insertPeople,
  insertTalent,
  type People,
} from './people.ts'

describe.each(engines)('events on $name', ({ open }) => {
  let engine: OpenEngine
  let database: Database
  let people: People
  beforeAll(async () => {
    engine = await open()
    database = engine.database
    // A live platform lets companies do so; the published policies do not.
    await database.query(`
      create policy applications_company_update on public.applications for update to authenticated
      using (job_id in (
        select j.id from public.jobs j join public.companies c on c.id = j.company_id
        where c.profile_id = auth.uid()))`)
  }, 60_000)
  beforeEach(async () => {
    people = await insertPeople(database)
  })
  afterAll(() => engine?.close())

  const events = () =>
    database.query(
      `select type, actor, actor_id, source, previous from public.match_events
       where talent_id = $1 order by id`,
      [people.talent],
    )
  const apply = (connection: Connection = database, fields = {}) =>
    insert(connection, 'applications', { talent_id: people.talent, job_id: people.job, ...fields })
  const move = (status: string | null, connection: Connection = database) =>
    connection.query('update public.applications set status = $2 where talent_id = $1', [
      people.talent,
      status,
    ])
  const asTalent = <T>(work: (connection: Connection) => Promise<T>) =>
    actingAs(database, 'authenticated', people.talentUser, work)
  const asCompany = <T>(work: (connection: Connection) => Promise<T>) =>
    actingAs(database, 'authenticated', people.companyUser, work)
  const asService = <T>(work: (connection: Connection) => Promise<T>) =>
    actingAs(database, 'service_role', null, work)

  describe('are dated', () => {
    const LONG_AGO = '2024-05-01T10:00:00.000Z'
    const LATER = '2024-06-01T10:00:00.000Z'
    const times = async () =>
      (
        await database.query<{ type: string; at: Date }>(
          `select type, occurred_at as at from public.match_events where talent_id = $1 order by id`,
          [people.talent],
        )
      ).map(({ type, at }) =>
        at.getTime() > Date.now() - 60_000 && at.getTime() < Date.now() + 60_000
          ? `${type} now`
          : `${type} ${at.toISOString()}`,
      )
    const old = { applied_at: LONG_AGO, updated_at: LATER, status: 'interview' }

    it('as rows say that are brought over', async () => {
      await asService((connection) => apply(connection, old))
      await insert(database, 'matches', {
        talent_id: people.talent,
        job_id: people.job,
        status: 'interested',
        interested_at: LONG_AGO,
      })
      expect(await times()).toEqual([
        `applied ${LONG_AGO}`,
        `interview ${LATER}`,
        `interested ${LONG_AGO}`,
      ])
    })

    it('by the clock where a user writes, where rows do not say, and never later', async () => {
      await asTalent((connection) => apply(connection, old))
      expect(await times()).toEqual(['applied now', 'interview now'])
      await database.query('delete from public.applications where talent_id = $1', [people.talent])
      await apply(database, {
        applied_at: null,
        updated_at: '2999-01-01T00:00:00Z',
        status: 'offer',
      })
      await move('rejected')
      expect((await times()).slice(3)).toEqual(['applied now', 'offer now', 'rejected now'])
    })
  })

  it('tell who changed an application, and from what', async () => {
    const { talentUser, companyUser } = people
    await asTalent(apply)
    await asCompany((connection) => move('interview', connection))
    await asTalent((connection) => move('accepted', connection))
    await asService((connection) => move('rejected', connection))
    await move('withdrawn')
    await asCompany((connection) => move('pending', connection))
    await asTalent((connection) =>
      connection.query('delete from public.applications where talent_id = $1', [people.talent]),
    )
    const source = 'applications'
    expect(await events()).toEqual([
      { type: 'applied', actor: 'talent', actor_id: talentUser, source, previous: null },
      { type: 'interview', actor: 'company', actor_id: companyUser, source, previous: 'pending' },
      { type: 'accepted', actor: 'talent', actor_id: talentUser, source, previous: 'interview' },
      { type: 'rejected', actor: 'service', actor_id: null, source, previous: 'accepted' },
      { type: 'withdrawn', actor: 'unknown', actor_id: null, source, previous: 'rejected' },
      { type: 'reopened', actor: 'company', actor_id: companyUser, source, previous: 'withdrawn' },
      {
        type: 'application_deleted',
        actor: 'talent',
        actor_id: talentUser,
        source,
        previous: 'pending',
      },
    ])
  })

  it('of a user who is neither side, and of one who is both', async () => {
    await actingAs(database, 'service_role', people.otherCompanyUser, apply)
    await database.query('update public.companies set profile_id = $1 where profile_id = $2', [
      people.talentUser,
      people.companyUser,
    ])
    await asTalent((connection) => move('offer', connection))
    expect(await events()).toMatchObject([
      { type: 'applied', actor: 'service', actor_id: people.otherCompanyUser },
      { type: 'offer', actor: 'talent', actor_id: people.talentUser },
    ])
  })

  it('are none where the status stays, though it be null', async () => {
    await apply()
    await move('pending')
    await move(null)
    await database.query('update public.applications set notes = $2 where talent_id = $1', [
      people.talent,
      'called',
    ])
    await move('reviewed')
    await move('reviewed')
    expect(await events()).toMatchObject([{ type: 'applied' }, { type: 'reviewed' }])
  })

  it('tell of both when an application comes in a later state', async () => {
    await apply(database, { status: 'rejected' })
    expect(await events()).toMatchObject([
      { type: 'applied', previous: null },
      { type: 'rejected', previous: 'pending' },
    ])
  })

  it('tell what became of a match, not that it was scored', async () => {
    const { talent, job } = people
    const id = await insert(database, 'matches', {
      talent_id: talent,
      job_id: job,
      match_score: 0.5,
    })
    for (const status of ['viewed', 'interested', 'interested', 'not_interested', 'contacted']) {
      await database.query('update public.matches set status = $2 where id = $1', [id, status])
    }
    await database.query('update public.matches set match_score = 0.7 where id = $1', [id])
    await database.query(`update public.matches set status = 'pending' where id = $1`, [id])
    await database.query('delete from public.matches where id = $1', [id])
    expect(await events()).toMatchObject([
      { type: 'viewed', source: 'matches', previous: 'pending' },
      { type: 'interested', previous: 'viewed' },
      { type: 'dismissed', previous: 'interested' },
      { type: 'contacted', previous: 'not_interested' },
      { type: 'cleared', previous: 'contacted' },
    ])
    await insert(database, 'matches', { talent_id: talent, job_id: job, status: 'contacted' })
    expect(await events()).toHaveLength(6)
  })

  it('pass over rows without a talent or a job', async () => {
    await insert(database, 'applications', { talent_id: null, job_id: people.job })
    await insert(database, 'applications', { talent_id: people.talent, job_id: null })
    await insert(database, 'matches', { talent_id: null, job_id: null, status: 'viewed' })
    await database.query('delete from public.applications where talent_id is null')
    expect(await events()).toEqual([])
  })

  it('go with their talent or job, and without a word', async () => {
    await apply()
    const job = await insertJob(database, null)
    await insert(database, 'applications', { talent_id: people.talent, job_id: job })
    await database.query('delete from public.jobs where id = $1', [job])
    expect(await events()).toMatchObject([{ type: 'applied' }])
    await database.query('delete from public.talents where id = $1', [people.talent])
    expect(await events()).toEqual([])
  })

  it('are never changed or taken out, but for an erasure', async () => {
    await apply()
    for (const statement of [
      'update public.match_events set type = $$viewed$$',
      'delete from public.match_events',
    ]) {
      await expect(database.query(statement)).rejects.toThrow(
        'match_events is append-only: insert an event that says otherwise',
      )
    }
    const [erased] = await asService((connection) =>
      connection.query('select public.ml_erase_events($1)::int as count', [people.talent]),
    )
    expect(erased).toEqual({ count: 1 })
    expect(await events()).toEqual([])
    await apply(database, { talent_id: await insertTalent(database, null) })
    await expect(database.query('delete from public.match_events')).rejects.toThrow('append-only')
  })

  it('are told once under one key', async () => {
    const event = {
      talent_id: people.talent,
      job_id: people.job,
      type: 'viewed',
      actor: 'talent',
      source: 'api',
      idempotency_key: people.talent,
    }
    await insert(database, 'match_events', event)
    await expect(insert(database, 'match_events', event)).rejects.toThrow('duplicate key')
  })

  it.each(['match_events', 'match_feedback'])(
    'are missed, and the platform goes on, where %s fails',
    async (table) => {
      await database.query(`alter table public.${table} rename to away`)
      try {
        const application = await asTalent(apply)
        await asCompany((connection) => move('offer', connection))
        await insert(database, 'matches', {
          talent_id: people.talent,
          job_id: people.job,
          status: 'viewed',
        })
        await asTalent((connection) =>
          connection.query('delete from public.applications where id = $1', [application]),
        )
      } finally {
        await database.query(`alter table public.away rename to ${table}`)
      }
      expect(await events()).toHaveLength(table === 'match_events' ? 0 : 4)
    },
  )

  it('are missed, and the platform goes on, where a token has no uuid for its subject', async () => {
    await database.transaction(async (connection) => {
      await connection.query(`select set_config('request.jwt.claims', '{"sub": "somebody"}', true)`)
      await apply(connection)
    })
    expect(await events()).toEqual([])
    expect(
      await database.query('select status from public.applications where talent_id = $1', [
        people.talent,
      ]),
    ).toEqual([{ status: 'pending' }])
  })

  it('of a thousand applications come by one statement', async () => {
    const company = await insertCompany(database, people.companyUser)
    const talent = await insertTalent(database, people.talentUser)
    await database.query(
      `with job as (
         insert into public.jobs (company_id, title, slug, description)
         select $1, 'Job', 'job-' || n, '' from generate_series(1, 1000) n returning id)
       insert into public.applications (talent_id, job_id) select $2, id from job`,
      [company, talent],
    )
    await database.query(
      `update public.applications set status = 'reviewed' where talent_id = $1`,
      [talent],
    )
    expect(
      await database.query(
        `select type, count(*)::int from public.match_events where talent_id = $1
         group by type order by type`,
        [talent],
      ),
    ).toEqual([
      { type: 'applied', count: 1000 },
      { type: 'reviewed', count: 1000 },
    ])
  })
})
