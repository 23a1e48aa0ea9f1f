import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../../src/db/database.ts'
import { seedPlatform } from '../../../src/demo/platform/seed.ts'
import type { Job, Talent } from '../../../supabase/functions/_shared/payload.ts'
import { rankByRules } from '../../../supabase/functions/_shared/rules.ts'
import { toSides } from '../../../supabase/functions/ml-matching-gateway/match-sides.ts'
import { engines, type OpenEngine } from '../engines.ts'
import type { MatchType } from './context.ts'

/** Either side, as the rules read it and as the service does. */
type Side = Talent & Job

const SUBJECTS = 4

const TYPES: readonly MatchType[] = ['talent-to-jobs', 'job-to-talents']

describe.each(engines)('candidates in brief on $name', ({ open }) => {
  let engine: OpenEngine
  let database: Database
  const subjects = {} as Record<MatchType, readonly string[]>
  beforeAll(async () => {
    engine = await open()
    database = engine.database
    await database.transaction((connection) =>
      seedPlatform(connection, {
        talents: 40,
        jobs: 60,
        companies: 10,
        seed: 3,
        asOf: new Date('2026-01-15T00:00:00Z'),
      }),
    )
    await database.query(`update public.jobs set application_deadline = null`)
    for (const type of TYPES) {
      // Those of whom some may not be shown.
      const id = type === 'talent-to-jobs' ? 'talent_id' : 'job_id'
      const rows = await database.query<{ id: string }>(
        `select ${id} as id from public.applications group by 1 order by count(*) desc, 1 limit $1`,
        [SUBJECTS],
      )
      subjects[type] = rows.map((row) => row.id)
    }
    // A name that stands twice, and bounds in the wrong order.
    await database.query(`
      with doubled as (
        insert into public.skills (name, category) select name || ' ', category from public.skills
        returning id, name)
      insert into public.job_skills (job_id, skill_id)
      select js.job_id, d.id from public.job_skills js
      join public.skills k on k.id = js.skill_id join doubled d on d.name = k.name || ' '`)
    await database.query('update public.talents set hourly_rate_min = 90, hourly_rate_max = 40')
  }, 120_000)
  afterAll(() => engine?.close())

  const find = async (type: MatchType, subject: string, inBrief: boolean) => {
    const rows = await database.query<{ kind: string; payload: Side }>(
      'select kind, payload from public.ml_gateway_candidates($1, $2, 1000, $3)',
      [type, subject, inBrief],
    )
    const of = (kind: string) => rows.flatMap((row) => (row.kind === kind ? row.payload : []))
    return { own: of('subject')[0], others: of('candidate') }
  }

  describe.each(TYPES)('%s', (type) => {
    it('come to the same matches by rules as payloads do', async () => {
      for (const subject of subjects[type]) {
        const [inBrief, inFull] = await Promise.all([
          find(type, subject, true),
          find(type, subject, false),
        ])
        expect(inFull.others.length).toBeGreaterThan(10)
        expect(rank(type, inBrief)).toEqual(rank(type, inFull))
      }
    }, 60_000)

    it('carry no texts', async () => {
      const { own, others } = await find(type, subjects[type][0] ?? '', true)
      const fields = new Set([own, ...others].flatMap((each) => Object.keys(each ?? {})))
      expect(fields).toContain('skills')
      for (const text of ['title', 'bio', 'description']) expect(fields).not.toContain(text)
    })

    it('are the newest whoever asks, less whom one may not be shown', async () => {
      const newest = await database.query<{ brief: Side }>(
        'select brief from public.ml_gateway_newest($1, 1000) as brief',
        [type],
      )
      let hiddenOfAll = 0
      for (const subject of subjects[type]) {
        const [row] = await database.query<{ subject: Side; hidden: readonly string[] }>(
          'select subject, hidden from public.ml_gateway_subject($1, $2, $3)',
          [type, subject, newest.map(({ brief }) => brief.id)],
        )
        const others = newest.filter(({ brief }) => !row?.hidden.includes(brief.id))
        const shown = { own: row?.subject, others: others.map(({ brief }) => brief) }
        expect(rank(type, shown)).toEqual(rank(type, await find(type, subject, true)))
        hiddenOfAll += row?.hidden.length ?? 0
      }
      expect(hiddenOfAll).toBeGreaterThan(0)
    }, 60_000)
  })

  it('are bounded, and none where the subject is not there', async () => {
    const bounded = await database.query('select public.ml_gateway_newest($1, 7)', [TYPES[0]])
    expect(bounded).toHaveLength(7)
    const gone = '00000000-0000-4000-8000-000000000000'
    const [row] = await database.query(
      'select subject, hidden from public.ml_gateway_subject($1, $2, $3)',
      [TYPES[0], gone, []],
    )
    expect(row).toEqual({ subject: null, hidden: [] })
  })
})

function rank(
  type: MatchType,
  { own, others }: { readonly own?: Side | undefined; readonly others: readonly Side[] },
) {
  if (!own) throw new Error('no subject')
  return rankByRules(toSides(type, own, others), { limit: 1_000, minScore: 0 })
}
