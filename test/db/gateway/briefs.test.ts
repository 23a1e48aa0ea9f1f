import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../../src/db/database.ts'
import { seedPlatform } from '../../../src/demo/platform/seed.ts'
import type { Job, Talent } from '../../../supabase/functions/_shared/payload.ts'
import { rankByRules } from '../../../supabase/functions/_shared/rules.ts'
import { engines, type OpenEngine } from '../engines.ts'

interface Row<Payload> {
  readonly kind: 'subject' | 'candidate'
  readonly payload: Payload
}

const ALL = { limit: 1_000, minScore: 0 }

describe.each(engines)('candidates in brief on $name', ({ open }) => {
  let engine: OpenEngine
  let database: Database
  beforeAll(async () => {
    engine = await open()
    database = engine.database
    await seedPlatform(database, {
      talents: 60,
      jobs: 80,
      companies: 10,
      seed: 3,
      asOf: new Date('2026-01-15T00:00:00Z'),
    })
    await database.query('update public.jobs set application_deadline = null')
    // A name that stands twice, and bounds in the wrong order.
    await database.query(`
      with doubled as (insert into public.skills (name, category) select name || ' ', category from public.skills
        returning id, name)
      insert into public.job_skills (job_id, skill_id)
      select js.job_id, d.id from public.job_skills js
      join public.skills k on k.id = js.skill_id join doubled d on d.name = k.name || ' '
      where js.job_id in (select id from public.jobs order by id limit 10)`)
    await database.query(
      'update public.talents set hourly_rate_min = 90, hourly_rate_max = 40 where id in (select id from public.talents order by id limit 10)',
    )
  }, 120_000)
  afterAll(() => engine?.close())

  const find = async (type: string, subject: string, inBrief: boolean) => {
    const rows = await database.query<Row<Talent & Job>>(
      'select kind, payload from public.ml_gateway_candidates($1, $2, 1000, $3)',
      [type, subject, inBrief],
    )
    const of = (kind: string) => rows.flatMap((row) => (row.kind === kind ? row.payload : []))
    return { own: of('subject')[0] as Talent & Job, others: of('candidate') }
  }
  const ids = async (table: string) =>
    (
      await database.query<{ id: string }>(`select id from public.${table} order by id limit 12`)
    ).map(({ id }) => id)

  it('come to the same matches by rules as payloads do', async () => {
    for (const id of await ids('talents')) {
      const [brief, full] = [true, false].map((inBrief) => find('talent-to-jobs', id, inBrief))
      const matches = async (found: typeof brief) => {
        const { own, others } = (await found) as Awaited<ReturnType<typeof find>>
        return rankByRules(
          others.map((job) => [own, job] as const),
          ALL,
        )
      }
      const expected = await matches(full)
      expect(expected.length).toBeGreaterThan(40)
      expect(await matches(brief)).toEqual(expected)
    }
    for (const id of await ids('jobs')) {
      const [brief, full] = [true, false].map((inBrief) => find('job-to-talents', id, inBrief))
      const matches = async (found: typeof brief) => {
        const { own, others } = (await found) as Awaited<ReturnType<typeof find>>
        return rankByRules(
          others.map((talent) => [talent, own] as const),
          ALL,
        )
      }
      expect(await matches(brief)).toEqual(await matches(full))
    }
  })

  it('carry no texts', async () => {
    const [talent = ''] = await ids('talents')
    const { own, others } = await find('talent-to-jobs', talent, true)
    expect(Object.keys(own)).not.toContain('bio')
    expect(others.flatMap((each) => Object.keys(each))).not.toContain('description')
  })
})
