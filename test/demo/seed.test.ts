import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Database } from '../../src/db/database.ts'
import { hasPlatformRows } from '../../src/db/platform/platform-rows.ts'
import type { PlatformSize } from '../../src/demo/platform/platform.ts'
import { DEMO_JOB, DEMO_TALENT } from '../../src/demo/platform/protagonists.ts'
import { TABLES } from '../../src/demo/platform/rows.ts'
import { DEMO_SIZE, seedPlatform } from '../../src/demo/platform/seed.ts'
import { engines, type OpenEngine } from '../db/engines.ts'

const asOf = new Date('2026-01-15T00:00:00Z')
const DEMO: PlatformSize = { ...DEMO_SIZE, asOf }
const SMALL: PlatformSize = { talents: 20, jobs: 30, companies: 5, seed: 2, asOf }

describe.each(engines)('on $name', ({ open }) => {
  let engine: OpenEngine
  let database: Database
  beforeAll(async () => {
    engine = await open()
    database = engine.database
  })
  afterAll(() => engine.close())

  const counts = async () => {
    const selected = TABLES.map((table) => `(select count(*)::int from ${table}) as "${table}"`)
    const [row] = await database.query<Record<string, number>>(`select ${selected.join(', ')}`)
    return row
  }
  const count = async (sql: string) => {
    const [row] = await database.query<{ count: number }>(`select count(*)::int as count ${sql}`)
    return row?.count ?? 0
  }

  /** The platform's own skill, of the same name as one that is made up. */
  const KEPT = '11111111-2222-4333-8444-555555555555'

  test('skills alone do not make a platform', async () => {
    await database.query(
      `insert into public.skills (id, name, category) values ($1, 'PostgreSQL', 'Databases')`,
      [KEPT],
    )
    expect(await hasPlatformRows(database)).toBe(false)
  })

  test('the demo is as large as a demo should be', async () => {
    const heard: number[] = []
    await seedPlatform(database, DEMO, { onProgress: (rows) => heard.push(rows) })
    expect(heard.at(-1)).toBe(DEMO.talents + DEMO.jobs)
    expect(await hasPlatformRows(database)).toBe(true)
    expect(await count('from talents')).toBeGreaterThanOrEqual(500)
    expect(await count(`from jobs where status = 'active'`)).toBeGreaterThanOrEqual(200)
    expect(await count('from companies')).toBeGreaterThanOrEqual(40)
    expect(await count('from applications')).toBeGreaterThan(300)
    expect(await count('from matches')).toBeGreaterThan(500)
  })

  test('a skill that was there is the one that rows refer to', async () => {
    expect(await count(`from skills where name = 'PostgreSQL'`)).toBe(1)
    expect(
      await count(
        `from talent_skills where skill_id = '${KEPT}' and talent_id = '${DEMO_TALENT.id}'`,
      ),
    ).toBe(1)
    expect(await count(`from job_skills where skill_id = '${KEPT}'`)).toBeGreaterThan(1)
  })

  test('what was done about jobs is feedback', async () => {
    expect(await count(`from match_events where type = 'applied'`)).toBe(
      await count('from applications'),
    )
    const given = `from match_feedback where implicit_score is not null and feedback_type =`
    expect(await count(`${given} 'application'`)).toBe(
      await count(`from applications where status not in ('rejected', 'withdrawn')`),
    )
    expect(await count(`${given} 'rejected'`)).toBe(
      await count(`from applications where status = 'rejected'`),
    )
    expect(await count(`${given} 'dismissed'`)).toBe(
      await count(`from matches where status = 'not_interested'`),
    )
    // Something to learn from on both sides.
    expect(await count('from match_labels where label >= 85')).toBeGreaterThan(100)
    expect(await count('from match_labels where label <= 20')).toBeGreaterThan(100)
  })

  test('acts are dated as their rows say, back over the weeks', async () => {
    const wrong = `from match_events e
      left join applications a using (talent_id, job_id)
      left join matches m using (talent_id, job_id)
      where e.occurred_at <> case
        when e.type = 'applied' then a.applied_at
        when e.source = 'applications' then a.updated_at
        else m.updated_at end`
    expect(await count(wrong)).toBe(0)
    expect(await count(`from match_events where occurred_at > '${asOf.toISOString()}'`)).toBe(0)
    expect(
      await count(`from (select distinct date_trunc('week', occurred_at) from match_events) w`),
    ).toBeGreaterThanOrEqual(6)
  })

  test('the talent and the job of the examples are there, whole, with their owners', async () => {
    const [talent] = await database.query<{ payload: { skills: unknown[] }; owner: string }>(
      `select payload, ml_talent_owner(talent_id) as owner from ml_talent_payloads(array[$1::uuid])`,
      [DEMO_TALENT.id],
    )
    expect(talent?.owner).toBe(DEMO_TALENT.profileId)
    expect(talent?.payload.skills).toHaveLength(7)
    const [job] = await database.query<{ payload: object; owner: string }>(
      `select payload, ml_job_owner(job_id) as owner from ml_job_payloads(array[$1::uuid])`,
      [DEMO_JOB.id],
    )
    expect(job?.owner).toBe(DEMO_JOB.companyProfileId)
    expect(job?.payload).toMatchObject({ company_industry: 'Technology', salary_currency: 'EUR' })
  })

  test('a second run adds nothing, on another day neither', async () => {
    const before = await counts()
    await seedPlatform(database, { ...DEMO, asOf: new Date('2026-01-16T00:00:00Z') })
    expect(await counts()).toEqual(before)
  })

  test('a run that was cut off is finished by the next', async () => {
    const cut = new AbortController()
    const size = { ...SMALL, seed: 3, talents: 2_500 }
    const before = await counts()
    await expect(
      seedPlatform(database, size, {
        signal: cut.signal,
        onProgress: (rows) => {
          if (rows > 1_000) cut.abort(new Error('enough'))
        },
      }),
    ).rejects.toThrow('enough')
    const between = await counts()
    expect(between?.talents).toBe((before?.talents ?? 0) + 2_000)
    await seedPlatform(database, size)
    // 64 are around the examples.
    expect((await counts())?.talents).toBe((before?.talents ?? 0) + 2_500 + 64)
  })

  test('a platform of another seed stands beside the first', async () => {
    const before = await counts()
    await seedPlatform(database, SMALL)
    const after = await counts()
    const added = (table: string) => (after?.[table] ?? 0) - (before?.[table] ?? 0)
    expect(added('jobs')).toBe(30 + 24)
    expect(added('talents')).toBe(20 + 64)
    expect(added('companies')).toBe(5)
    expect(added('profiles')).toBe(20 + 64 + 5)
  })
})
