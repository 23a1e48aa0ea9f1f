import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../../src/db/database.ts'
import { engines, type OpenEngine } from '../engines.ts'
import { insert, insertJob, insertPeople, type People } from '../schema/people.ts'
import { findContext, type MatchType } from './context.ts'

describe.each(engines)('the context of a call on $name', ({ open }) => {
  let engine: OpenEngine
  let database: Database
  let people: People
  beforeAll(async () => {
    engine = await open()
    database = engine.database
    people = await insertPeople(database)
  }, 60_000)
  afterAll(() => engine?.close())

  describe('whose it is', () => {
    const ask = async (type: MatchType, subject: string, caller: string | null) => {
      const { exists, owned } = await findContext(database, type, subject, { caller })
      return { exists, owned }
    }

    it('is the talent of their own profile, or of their own id', async () => {
      const { talent, talentUser, otherTalentUser, companyUser } = people
      const known = (owned: boolean) => ({ exists: true, owned })
      expect(await ask('talent-to-jobs', talent, talentUser)).toEqual(known(true))
      expect(await ask('talent-to-jobs', talent, talent)).toEqual(known(true))
      expect(await ask('talent-to-jobs', talent, otherTalentUser)).toEqual(known(false))
      expect(await ask('talent-to-jobs', talent, companyUser)).toEqual(known(false))
    })

    it('is the job of their own company', async () => {
      const { job, talentUser, companyUser, otherCompanyUser } = people
      const known = (owned: boolean) => ({ exists: true, owned })
      expect(await ask('job-to-talents', job, companyUser)).toEqual(known(true))
      expect(await ask('job-to-talents', job, otherCompanyUser)).toEqual(known(false))
      expect(await ask('job-to-talents', job, talentUser)).toEqual(known(false))
      expect(await ask('job-to-talents', job, job)).toEqual(known(false))
    })

    it('is nobody where nobody has a profile there', async () => {
      const talent = await insert(database, 'talents', { title: 'Engineer' })
      const job = await insertJob(database, null)
      const caller = people.talentUser
      expect(await ask('talent-to-jobs', talent, caller)).toEqual({ exists: true, owned: false })
      expect(await ask('job-to-talents', job, caller)).toEqual({ exists: true, owned: false })
    })

    it('is nothing for the service role, which is told what exists', async () => {
      expect(await ask('talent-to-jobs', people.talent, null)).toEqual({
        exists: true,
        owned: false,
      })
      expect(await ask('job-to-talents', people.job, null)).toEqual({ exists: true, owned: false })
    })

    it.each<MatchType>(['talent-to-jobs', 'job-to-talents'])(
      'is nothing that does not exist: %s',
      async (type) => {
        const nothing = { exists: false, owned: false }
        expect(await ask(type, randomUUID(), null)).toEqual(nothing)
        expect(await ask(type, randomUUID(), people.talentUser)).toEqual(nothing)
        // Of the other kind.
        const other = type === 'talent-to-jobs' ? people.job : people.talent
        expect(await ask(type, other, people.companyUser)).toEqual(nothing)
      },
    )

    it('is no question of another type', async () => {
      await expect(
        findContext(database, 'jobs-to-jobs' as MatchType, people.job),
      ).rejects.toMatchObject({ code: '22023' })
    })
  })

  describe('the version of its data', () => {
    const versions = async () => {
      const [talent, job] = await Promise.all([
        findContext(database, 'talent-to-jobs', people.talent),
        findContext(database, 'job-to-talents', people.job),
      ])
      return { talent: talent.data_version, job: job.data_version }
    }
    /** Which of the two sides an act changes. */
    const changedBy = async (...statements: readonly [string, readonly unknown[]][]) => {
      const before = await versions()
      for (const [text, values] of statements) await database.query(text, values)
      const after = await versions()
      return { talent: after.talent !== before.talent, job: after.job !== before.job }
    }

    it('stays while nothing happens, and when something else does', async () => {
      const nothing = { talent: false, job: false }
      expect(await changedBy()).toEqual(nothing)
      const others = await insertPeople(database)
      expect(
        await changedBy(
          ['update public.talents set title = $2 where id = $1', [others.talent, 'Baker']],
          ['update public.jobs set views_count = 7 where id = $1', [people.job]],
          ['update public.talents set updated_at = now() where id = $1', [people.talent]],
          [
            'insert into public.applications (talent_id, job_id) values ($1, $2)',
            [others.talent, others.job],
          ],
          [
            `insert into public.matches (talent_id, job_id, match_score) values ($1, $2, 0.7)`,
            [people.talent, people.job],
          ],
          ['delete from public.matches where talent_id = $1', [people.talent]],
        ),
      ).toEqual(nothing)
    })

    it('changes with the profile, and with the job', async () => {
      expect(
        await changedBy([
          'update public.talents set bio = $2 where id = $1',
          [people.talent, 'Go'],
        ]),
      ).toEqual({ talent: true, job: false })
      expect(
        await changedBy([
          'update public.jobs set location = $2 where id = $1',
          [people.job, 'Berlin'],
        ]),
      ).toEqual({ talent: false, job: true })
      expect(
        await changedBy([
          `update public.companies set industry = 'Baking'
           where id = (select company_id from public.jobs where id = $1)`,
          [people.job],
        ]),
      ).toEqual({ talent: false, job: true })
    })

    it('changes with skills, which are saved by deleting and inserting them', async () => {
      const kafka = await insert(database, 'skills', { name: 'Kafka', category: 'Data' })
      const rust = await insert(database, 'skills', { name: 'Rust', category: 'Languages' })
      const save = (...skills: readonly string[]): readonly [string, readonly unknown[]][] => [
        ['delete from public.talent_skills where talent_id = $1', [people.talent]],
        ...skills.map((skill): [string, readonly unknown[]] => [
          'insert into public.talent_skills (talent_id, skill_id) values ($1, $2)',
          [people.talent, skill],
        ]),
      ]
      expect(await changedBy(...save(kafka))).toEqual({ talent: true, job: false })
      expect(await changedBy(...save(rust))).toEqual({ talent: true, job: false })
      // The same, saved once more.
      expect(await changedBy(...save(rust))).toEqual({ talent: false, job: false })
      expect(
        await changedBy([
          'insert into public.job_skills (job_id, skill_id) values ($1, $2)',
          [people.job, kafka],
        ]),
      ).toEqual({ talent: false, job: true })
    })

    const both = { talent: true, job: true }

    it('changes for both sides with an application, and each thing that becomes of it', async () => {
      const pair = [people.talent, people.job]
      expect(
        await changedBy([
          'insert into public.applications (talent_id, job_id) values ($1, $2)',
          pair,
        ]),
      ).toEqual(both)
      expect(
        await changedBy([
          `update public.applications set status = 'rejected' where talent_id = $1 and job_id = $2`,
          pair,
        ]),
      ).toEqual(both)
      expect(
        await changedBy([
          'delete from public.applications where talent_id = $1 and job_id = $2',
          pair,
        ]),
      ).toEqual(both)
    })

    it('changes for both sides with a dismissal, on the page or by feedback', async () => {
      const pair = [people.talent, people.job]
      expect(
        await changedBy([
          `insert into public.matches (talent_id, job_id, match_score, status)
           values ($1, $2, 0.7, 'not_interested')`,
          pair,
        ]),
      ).toEqual(both)
      expect(
        await changedBy([
          `insert into public.match_events (talent_id, job_id, type, actor, source)
           values ($1, $2, 'dismissed', 'company', 'api')`,
          pair,
        ]),
      ).toEqual(both)
    })

    it('changes with an act that is seen after a later one', async () => {
      const [next] = await database.query<{ id: string }>(
        `select nextval(pg_get_serial_sequence('public.match_events', 'id'))::text as id`,
      )
      const act = `insert into public.match_events (id, talent_id, job_id, type, actor, source)
        overriding system value values ($3, $1, $2, 'viewed', 'talent', 'api')`
      const pair = [people.talent, people.job]
      await database.query(
        act.replace(
          '$3',
          `nextval(
        pg_get_serial_sequence('public.match_events', 'id'))`,
        ),
        pair,
      )
      expect(await changedBy([act, [...pair, next?.id]])).toEqual(both)
    })
  })

  describe('the rollout', () => {
    afterEach(() =>
      database.query(
        'update public.ml_rollout set percentage = 100, is_killed = false, pinned_version = null',
      ),
    )
    const ask = async () => {
      const context = await findContext(database, 'talent-to-jobs', people.talent)
      const { percentage, is_killed, pinned_version, model_version } = context
      return { percentage, is_killed, pinned_version, model_version }
    }

    it('is all, and no model, where nobody said otherwise', async () => {
      expect(await ask()).toEqual({
        percentage: 100,
        is_killed: false,
        pinned_version: null,
        model_version: null,
      })
    })

    it('is told as it is, at once', async () => {
      await database.query(
        `insert into public.ml_model_versions (version, model_path, is_active)
         values ('1.0.20260301', 'x', true), ('1.0.20260201', 'x', false)`,
      )
      await database.query(
        `update public.ml_rollout
         set percentage = 30, is_killed = true, pinned_version = '1.0.20260201'`,
      )
      expect(await ask()).toEqual({
        percentage: 30,
        is_killed: true,
        pinned_version: '1.0.20260201',
        model_version: '1.0.20260301',
      })
    })
  })

  it('has the breaker, which instances tell each other of', async () => {
    const report = (state: string, until: string | null) =>
      database.query('select public.ml_report_breaker($1, $2, $3)', [
        'matching-service',
        state,
        until,
      ])
    const breaker = async () =>
      (await findContext(database, 'talent-to-jobs', people.talent)).breaker
    const failures = async () =>
      (await database.query('select failures from public.ml_breakers')).map((row) => row.failures)
    expect(await breaker()).toEqual({ state: 'closed', until: null })
    await report('open', '2026-03-01T10:00:10Z')
    const { state, until } = await breaker()
    expect([state, Date.parse(until ?? '')]).toEqual(['open', Date.UTC(2026, 2, 1, 10, 0, 10)])
    await report('half-open', '2026-03-01T10:00:20Z')
    await report('open', '2026-03-01T10:00:30Z')
    expect(await failures()).toEqual([2])
    await report('closed', null)
    expect(await breaker()).toEqual({ state: 'closed', until: null })
    expect(await failures()).toEqual([0])
    await expect(report('ajar', null)).rejects.toMatchObject({ code: '23514' })
  })
})
