import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../../src/db/database.ts'
import { Job } from '../../../src/http/schemas/job.ts'
import { Talent } from '../../../src/http/schemas/talent.ts'
import { compileBody } from '../../../src/http/schemas/validator.ts'
import { engines, type OpenEngine } from '../engines.ts'
import { insertUser } from '../people.ts'
import { insert, insertCompany, insertJob, insertTalent } from './people.ts'

type Fields = Readonly<Record<string, unknown>>

const READ = { talent: compileBody(Talent), job: compileBody(Job) }
/** What a row says that nobody filled in: the platform's defaults. */
const TALENT_DEFAULTS = {
  title: 'Backend Engineer',
  experience_level: 'mid',
  years_of_experience: 0,
  remote_preference: true,
  timezone: 'UTC',
  languages: ['English'],
}
const JOB_DEFAULTS = {
  title: 'Backend Engineer',
  description: 'Services in TypeScript.',
  experience_level: 'mid',
  remote_allowed: false,
  salary_currency: 'USD',
  employment_type: 'full_time',
  posted_at: '2026-03-01T10:00:00Z',
  status: 'active',
}

/** The reader makes a line break a blank, and trims what a cut has left at the end. */
const asRead = (payload: unknown): unknown =>
  JSON.parse(JSON.stringify(payload), (_, value) =>
    typeof value === 'string' ? value.replaceAll('\n', ' ').trim() : value,
  )

describe.each(engines)('payloads on $name', ({ open }) => {
  let engine: OpenEngine
  let database: Database
  beforeAll(async () => {
    engine = await open()
    database = engine.database
  }, 60_000)
  afterAll(() => engine?.close())

  /** Asks for one payload, which must be one that a request may carry. */
  async function read(entity: 'talent' | 'job', id: string) {
    const [row, ...others] = await database.query<{ payload: Fields; owner_id: string | null }>(
      `select payload, owner_id from public.ml_${entity}_payloads(array[$1::uuid])`,
      [id],
    )
    expect(others).toEqual([])
    expect(READ[entity](row?.payload)).toEqual({ value: asRead(row?.payload) })
    const { id: same, ...payload } = row?.payload ?? {}
    expect(same).toBe(id)
    return { payload, owner: row?.owner_id }
  }

  const talentOf = async (fields: Fields) =>
    (await read('talent', await insertTalent(database, null, fields))).payload
  const jobOf = async (fields: Fields, company: string | null = null) => {
    const created = { created_at: '2026-03-01T10:00:00Z' }
    return (await read('job', await insertJob(database, company, { ...created, ...fields })))
      .payload
  }
  const insertSkill = (name: string, category = 'Tools', is_active = true) =>
    insert(database, 'skills', { name, category, is_active })

  describe('of a talent', () => {
    it('say all that the row says', async () => {
      const user = await insertUser(database, 'talent')
      const id = await insertTalent(database, user, {
        title: '  Data Engineer ',
        bio: 'Eight years of pipelines.\n',
        location: 'Berlin, Germany',
        remote_preference: false,
        experience_level: 'senior',
        years_of_experience: 8,
        hourly_rate_min: 60,
        hourly_rate_max: 90,
        salary_expectation_min: 75_000,
        salary_expectation_max: 95_000,
        languages: ['German', ' ', 'English '],
        timezone: 'Europe/Berlin',
        work_authorization: 'EU Citizen',
      })
      const skill = await insertSkill(`Kafka ${id}`, 'Streams')
      await insert(database, 'talent_skills', {
        talent_id: id,
        skill_id: skill,
        proficiency_level: 4,
        years_of_experience: 3,
        is_primary: true,
      })
      const { payload, owner } = await read('talent', id)
      expect(owner).toBe(user)
      expect(payload).toEqual({
        title: 'Data Engineer',
        bio: 'Eight years of pipelines.',
        skills: [
          {
            name: `Kafka ${id}`,
            proficiency_level: 4,
            years_of_experience: 3,
            is_primary: true,
            category: 'Streams',
          },
        ],
        location: 'Berlin, Germany',
        remote_preference: false,
        experience_level: 'senior',
        years_of_experience: 8,
        hourly_rate_min: 60,
        hourly_rate_max: 90,
        salary_min: 75_000,
        salary_max: 95_000,
        languages: ['German', 'English'],
        timezone: 'Europe/Berlin',
        work_authorization: 'EU Citizen',
      })
    })

    it.each<[string, Fields, Fields]>([
      ['nothing', {}, {}],
      ['blanks', { bio: '', location: ' ', work_authorization: '\t\n' }, {}],
      ['no pay', { hourly_rate_min: 0, salary_expectation_min: 0, salary_expectation_max: 0 }, {}],
      ['pay below nothing', { salary_expectation_min: -5 }, {}],
      ['one bound', { salary_expectation_min: 0, salary_expectation_max: 9 }, { salary_max: 9 }],
      [
        'bounds in the wrong order',
        {
          salary_expectation_min: 9,
          salary_expectation_max: 5,
          hourly_rate_min: 3,
          hourly_rate_max: 2,
        },
        { salary_min: 5, salary_max: 9, hourly_rate_min: 2, hourly_rate_max: 3 },
      ],
      ['years beyond a life', { years_of_experience: 81 }, { years_of_experience: undefined }],
      ['texts too long', { bio: 'é'.repeat(6_000) }, { bio: 'é'.repeat(5_000) }],
      ['characters of two units', { title: '🦊'.repeat(300) }, { title: '🦊'.repeat(200) }],
      ['a title of blanks', { title: '  ' }, { title: '-' }],
      ['an empty list', { languages: [] }, { languages: undefined }],
      [
        'lists too long',
        { languages: Array.from({ length: 60 }, (_, n) => `Language ${n}`) },
        { languages: Array.from({ length: 50 }, (_, n) => `Language ${n}`) },
      ],
    ])('bear %s', async (_, fields, expected) => {
      expect(await talentOf(fields)).toEqual({ ...TALENT_DEFAULTS, ...expected })
    })

    it('bear null in every column that may be', async () => {
      const columns = await database.query<{ name: string }>(
        `select attname as name from pg_attribute
         where attrelid = 'public.talents'::regclass and attnum > 0 and not attnotnull`,
      )
      const nulls = Object.fromEntries(columns.map(({ name }) => [name, null]))
      expect(await talentOf(nulls)).toEqual({ title: 'Backend Engineer' })
    })
  })

  describe('of a job', () => {
    it('say all that the row and its company say', async () => {
      const user = await insertUser(database, 'company')
      const company = await insertCompany(database, user, {
        culture_values: ['Innovation', '', 'Work-life balance'],
        industry: 'Software',
        benefits: ['Remote work'],
      })
      const id = await insertJob(database, company, {
        title: 'Data Engineer',
        description: 'Pipelines.',
        requirements: 'Five years.',
        responsibilities: 'All of it.',
        location: 'Remote - EU',
        employment_type: 'contract',
        experience_level: 'lead',
        remote_allowed: true,
        salary_min: 80_000,
        salary_max: 100_000,
        currency: 'eur',
        benefits: ['Bicycle'],
        application_deadline: '2026-05-01T00:00:00+02:00',
        status: 'paused',
        created_at: '2026-03-01T10:00:00.123456Z',
      })
      const { payload, owner } = await read('job', id)
      expect(owner).toBe(user)
      expect(payload).toEqual({
        title: 'Data Engineer',
        description: 'Pipelines.\nFive years.\nAll of it.',
        location: 'Remote - EU',
        employment_type: 'contract',
        experience_level: 'lead',
        remote_allowed: true,
        salary_min: 80_000,
        salary_max: 100_000,
        salary_currency: 'EUR',
        company_culture: 'Innovation, Work-life balance',
        company_industry: 'Software',
        benefits: ['Bicycle'],
        application_deadline: '2026-04-30T22:00:00Z',
        posted_at: '2026-03-01T10:00:00Z',
        status: 'paused',
      })
    })

    it.each<[string, Fields, Fields]>([
      ['nothing', {}, {}],
      ['no pay', { salary_min: 0, salary_max: 0 }, {}],
      [
        'bounds in the wrong order',
        { salary_min: 9, salary_max: 5 },
        { salary_min: 5, salary_max: 9 },
      ],
      ['a currency in words', { currency: 'Dollars' }, { salary_currency: undefined }],
      ['an empty description', { description: '' }, { description: '' }],
      [
        'a description of blanks',
        { description: ' ', requirements: 'Go.' },
        { description: 'Go.' },
      ],
      [
        'texts too long together',
        { description: 'd'.repeat(15_000), requirements: 'r'.repeat(15_000) },
        { description: `${'d'.repeat(15_000)}\n${'r'.repeat(4_999)}` },
      ],
      ['a deadline for ever', { application_deadline: 'infinity' }, {}],
      ['a deadline long ago', { application_deadline: '0044-03-15 BC' }, {}],
      ['a deadline far off', { application_deadline: '10000-01-01' }, {}],
      ['no date', { created_at: null }, { posted_at: undefined }],
    ])('bear %s', async (_, fields, expected) => {
      expect(await jobOf(fields)).toEqual({ ...JOB_DEFAULTS, ...expected })
    })

    it('bear null in every column that may be', async () => {
      const columns = await database.query<{ name: string }>(
        `select attname as name from pg_attribute
         where attrelid = 'public.jobs'::regclass and attnum > 0 and not attnotnull`,
      )
      const nulls = Object.fromEntries(columns.map(({ name }) => [name, null]))
      expect(await jobOf(nulls)).toEqual({
        title: 'Backend Engineer',
        description: 'Services in TypeScript.',
      })
    })

    it('take benefits from the company where the job has none', async () => {
      const company = await insertCompany(database, null, { benefits: ['Remote work'] })
      expect(await jobOf({ benefits: [] }, company)).toMatchObject({ benefits: ['Remote work'] })
    })

    it('have no owner without a company, or where it has none', async () => {
      const orphan = await read('job', await insertJob(database, null))
      const company = await insertCompany(database, null)
      const ownerless = await read('job', await insertJob(database, company))
      expect([orphan.owner, ownerless.owner]).toEqual([null, null])
    })
  })

  describe('of skills', () => {
    const skillsOf = async (entity: 'talent' | 'job', rows: readonly Fields[]) => {
      const id =
        entity === 'talent' ? await insertTalent(database, null) : await insertJob(database, null)
      for (const row of rows)
        await insert(database, `${entity}_skills`, { [`${entity}_id`]: id, ...row })
      return (await read(entity, id)).payload.skills as readonly Fields[] | undefined
    }

    it('keep the spelling that says most, and inactive ones', async () => {
      const mark = randomUUID()
      const plain = await insertSkill(`react ${mark}`)
      const main = await insertSkill(` React ${mark} `, 'Web', false)
      const skills = await skillsOf('talent', [
        { skill_id: plain, proficiency_level: 5 },
        { skill_id: main, proficiency_level: 2, is_primary: true },
        { skill_id: null },
      ])
      expect(skills).toEqual([
        {
          name: `React ${mark}`,
          proficiency_level: 2,
          years_of_experience: 0,
          is_primary: true,
          category: 'Web',
        },
      ])
    })

    it('put required ones first, the rest by level', async () => {
      const mark = randomUUID()
      const names = ['a', 'b', 'c', 'd'].map((name) => `${name} ${mark}`)
      const [a, b, c, d] = await Promise.all(names.map((name) => insertSkill(name)))
      const skills = await skillsOf('job', [
        { skill_id: a, is_required: false, proficiency_level: 5 },
        { skill_id: b, is_required: null, proficiency_level: 2 },
        { skill_id: c, proficiency_level: 4 },
        { skill_id: d, proficiency_level: null },
      ])
      expect(skills?.map(({ name, is_required }) => [name, is_required])).toEqual([
        [`c ${mark}`, true],
        [`b ${mark}`, true],
        [`d ${mark}`, true],
        [`a ${mark}`, false],
      ])
      expect(skills?.[2]).not.toHaveProperty('proficiency_level')
    })

    it('are at most 50, those of weight among them', async () => {
      const mark = randomUUID()
      const ids = await Promise.all(
        Array.from({ length: 60 }, (_, n) => insertSkill(`Skill ${n} ${mark}`)),
      )
      const skills = await skillsOf(
        'talent',
        ids.map((skill_id, n) => ({
          skill_id,
          is_primary: n >= 57,
          years_of_experience: n === 5 ? -1 : n,
        })),
      )
      expect(skills).toHaveLength(50)
      expect(skills?.slice(0, 4).map(({ is_primary }) => is_primary)).toEqual([
        true,
        true,
        true,
        false,
      ])
    })

    it('without a name, or none at all, are left out', async () => {
      expect(await skillsOf('job', [{ skill_id: await insertSkill('   ') }])).toBeUndefined()
    })
  })

  it('of rows with anything in them are such as a request may carry', async () => {
    const text = fc.oneof(
      fc.constantFrom('', ' ', '0', '\u00a0', 'x'.repeat(300)),
      // Markup and control characters are the reader's to take out.
      fc.string({ unit: 'grapheme' }).map((value) => value.replaceAll(/[<>&\p{C}]/gu, '')),
    )
    const integer = fc.oneof(fc.constantFrom(null, 0, -1, 2 ** 31 - 1), fc.integer())
    const optional = fc.option(text)
    const texts = fc.option(fc.array(text, { maxLength: 60 }))
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          title: text,
          bio: optional,
          location: optional,
          years_of_experience: integer,
          hourly_rate_min: integer,
          hourly_rate_max: integer,
          salary_expectation_min: integer,
          salary_expectation_max: integer,
          languages: texts,
          timezone: optional,
          work_authorization: optional,
        }),
        fc.record({
          title: text,
          description: text,
          requirements: optional,
          location: optional,
          salary_min: integer,
          salary_max: integer,
          currency: optional,
          benefits: texts,
        }),
        async (talent, job) => {
          await talentOf(talent)
          await jobOf(job)
        },
      ),
      { numRuns: 100 },
    )
  }, 60_000)

  it('have the same bytes in every zone', async () => {
    const id = await insertJob(database, null, { application_deadline: '2026-05-01T00:00:00Z' })
    const inZone = (zone: string) =>
      database.transaction(async (connection) => {
        await connection.query(`set local timezone = '${zone}'`)
        const [row] = await connection.query<{ text: string }>(
          'select public.ml_job_payload($1)::text as text',
          [id],
        )
        return row?.text
      })
    expect(await inZone('Asia/Kolkata')).toBe(await inZone('America/New_York'))
  })

  it('of many come in one statement, without those that are not there', async () => {
    const user = await insertUser(database, 'talent')
    const ids = await Promise.all(Array.from({ length: 3 }, () => insertTalent(database, user)))
    const rows = await database.query<{ talent_id: string }>(
      'select talent_id from public.ml_talent_payloads($1::uuid[])',
      [[...ids, randomUUID()]],
    )
    expect(rows.map(({ talent_id }) => talent_id).sort()).toEqual([...ids].sort())
  })

  it('and owners of one, and of none', async () => {
    const user = await insertUser(database, 'company')
    const talent = await insertTalent(database, user)
    const job = await insertJob(database, await insertCompany(database, user))
    const ask = async (talentId: string, jobId: string) =>
      (
        await database.query(
          `select public.ml_talent_payload($1) ->> 'id' as talent, public.ml_talent_owner($1) as own,
                  public.ml_job_payload($2) ->> 'id' as job, public.ml_job_owner($2) as owner`,
          [talentId, jobId],
        )
      )[0]
    expect(await ask(talent, job)).toEqual({ talent, own: user, job, owner: user })
    const nobody = randomUUID()
    expect(await ask(nobody, nobody)).toEqual({ talent: null, own: null, job: null, owner: null })
  })
})
