import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Connection, Database } from '../../../src/db/database.ts'
import { engines, type OpenEngine } from '../engines.ts'
import { untilWaiting } from '../until-waiting.ts'
import { type LabelEvent, labelOf } from './label-oracle.ts'
import { insertJob, insertTalent } from './people.ts'

const TYPES = [
  'applied',
  'reviewed',
  'interview',
  'offer',
  'accepted',
  'rejected',
  'withdrawn',
  'reopened',
  'application_deleted',
  'viewed',
  'interested',
  'dismissed',
  'contacted',
  'cleared',
]
const ACTORS = { t: 'talent', c: 'company', s: 'service', u: 'unknown' }

/** `t applied, c interview, t viewed 12`: who, what, for how many seconds. */
const parse = (acts: string): LabelEvent[] =>
  acts.split(', ').map((act) => {
    const [actor = '', type = '', seconds] = act.split(' ')
    return {
      type,
      actor: ACTORS[actor as keyof typeof ACTORS],
      seconds: seconds === undefined ? null : Number(seconds),
    }
  })

type Side = boolean | null

describe.each(engines)('labels on $name', ({ name, open }) => {
  let engine: OpenEngine
  let database: Database
  let talent: string
  beforeAll(async () => {
    engine = await open()
    database = engine.database
    talent = await insertTalent(database, null)
  }, 60_000)
  afterAll(() => engine?.close())

  /** @returns the job of the pair */
  async function play(events: readonly LabelEvent[]): Promise<string> {
    const job = await insertJob(database, null)
    await tell(events.map((event) => ({ ...event, job })))
    return job
  }

  const tell = (events: readonly (LabelEvent & { readonly job: string })[]) =>
    database.query(
      `insert into public.match_events (talent_id, job_id, type, actor, source, duration_seconds)
       select $1, job, type, actor, 'api', seconds
       from jsonb_to_recordset($2::jsonb)
         as e (n int, job uuid, type text, actor text, seconds numeric)
       order by n`,
      [talent, JSON.stringify(events.map((event, n) => ({ ...event, n })))],
    )

  it.each<[string, number | null, Side, Side]>([
    // One side alone.
    ['t applied', 100, true, null],
    ['t interested', 85, false, null],
    ['t dismissed', 20, false, null],
    ['t viewed 10', 55, false, null],
    ['t viewed 9.9', null, null, null],
    ['u viewed', null, null, null],
    ['c contacted', 90, null, null],
    ['c dismissed', 20, null, null],
    ['c viewed 60', null, null, null],
    // The course of an application.
    ['t applied, c reviewed', 100, true, null],
    ['t applied, c reviewed, c interview', 100, true, true],
    ['t applied, c interview, c offer, c accepted', 100, true, true],
    ['t applied, c rejected', 10, true, false],
    ['t applied, c rejected, c reopened', 100, true, null],
    ['t applied, c rejected, c interview', 100, true, true],
    ['t applied, c offer, c rejected', 10, true, false],
    // Withdrawal.
    ['t applied, t withdrawn', null, null, null],
    ['t applied, c interview, t withdrawn', null, null, true],
    ['t applied, t withdrawn, t reopened', 100, true, null],
    ['t applied, t withdrawn, c interview', 100, true, true],
    ['t applied, c rejected, t withdrawn', 10, null, false],
    ['t applied, t application_deleted', null, null, null],
    ['t applied, t application_deleted, t applied', 100, true, null],
    ['t interested, t applied, t withdrawn', null, null, null],
    ['t applied, t withdrawn, t interested', 85, null, null],
    // The talent writes what is the company's to write.
    ['t applied, t accepted', 100, true, null],
    ['t applied, t rejected', null, null, null],
    ['t applied, c rejected, t accepted', 10, true, false],
    ['t applied, c rejected, t reopened', 10, true, false],
    // The company's last act goes first.
    ['t dismissed, c contacted', 90, false, null],
    ['c contacted, t dismissed', 90, false, null],
    ['t interested, c dismissed', 20, false, null],
    ['c contacted, c dismissed', 20, null, null],
    ['c dismissed, c contacted', 90, null, null],
    ['c contacted, t applied', 100, true, null],
    ['c contacted, t applied, t withdrawn', null, null, null],
    ['t applied, c rejected, c contacted', 90, true, false],
    ['c contacted, t applied, c rejected', 10, true, false],
    // The talent's last act, and what takes it back.
    ['t interested, t dismissed', 20, false, null],
    ['t dismissed, t interested', 85, false, null],
    ['t dismissed, t applied', 100, true, null],
    ['t applied, t dismissed', 20, true, null],
    ['t applied, t interested', 100, true, null],
    ['t dismissed, t cleared', null, null, null],
    ['t viewed 30, t dismissed, t cleared', null, null, null],
    ['t dismissed, t cleared, t viewed 30', 55, false, null],
    ['t interested, c cleared', 85, false, null],
    ['c contacted, t cleared', 90, null, null],
    ['c contacted, s cleared', null, null, null],
    // Looking says nothing against what was done.
    ['t applied, t viewed 30', 100, true, null],
    ['t dismissed, t viewed 30', 20, false, null],
    ['t applied, t withdrawn, t viewed 30', null, null, null],
    // Others speak for the side whose act it is.
    ['u applied, s rejected', 10, true, false],
    ['s dismissed', 20, false, null],
    ['s contacted', 90, null, null],
  ])('%s: %s (talent %s, company %s)', async (acts, label, talentSide, companySide) => {
    const job = await play(parse(acts))
    expect(
      await database.query(
        'select label, talent_side, company_side from public.match_labels where job_id = $1',
        [job],
      ),
    ).toEqual([{ label, talent_side: talentSide, company_side: companySide }])
    expect(labelOf(parse(acts))).toBe(label)
  })

  it('are those of the rules told as a fold, whatever happens', async () => {
    const event = fc.record<LabelEvent>({
      type: fc.constantFrom(...TYPES),
      actor: fc.constantFrom(...Object.values(ACTORS)),
      seconds: fc.constantFrom(null, 5, 10, 60),
    })
    const sequences = fc.array(fc.array(event, { minLength: 1, maxLength: 7 }), {
      minLength: 100,
      maxLength: 200,
      size: 'max',
    })
    await fc.assert(
      fc.asyncProperty(sequences, async (played) => {
        const jobs = played.map(() => randomUUID())
        await database.query(
          `insert into public.jobs (id, title, slug, description)
           select id, 'Job', id::text, '' from unnest($1::uuid[]) as id`,
          [jobs],
        )
        await tell(played.flatMap((events, n) => events.map((e) => ({ ...e, job: jobs[n] ?? '' }))))
        const rows = await database.query<{ job_id: string; label: number | null }>(
          'select job_id, label from public.match_labels where job_id = any ($1::uuid[])',
          [jobs],
        )
        const labels = new Map(rows.map(({ job_id, label }) => [job_id, label]))
        for (const [n, events] of played.entries()) {
          expect(labels.get(jobs[n] ?? ''), JSON.stringify(events)).toBe(labelOf(events))
        }
      }),
      { numRuns: 10 },
    )
  }, 60_000)

  it('tell when the last act that counts was', async () => {
    const job = await play(parse('t applied, t viewed 3'))
    await database.query(
      `insert into public.match_events (talent_id, job_id, type, actor, source, occurred_at)
       values ($1, $2, 'rejected', 'company', 'api', '2026-03-01T10:00:00Z')`,
      [await insertTalent(database, null), job],
    )
    expect(
      await database.query(
        'select decided_at from public.match_labels where job_id = $1 and label = 10',
        [job],
      ),
    ).toEqual([{ decided_at: new Date('2026-03-01T10:00:00Z') }])
  })

  describe('and feedback', () => {
    const feedback = async (job: string) =>
      Object.fromEntries(
        (
          await database.query<{ feedback_type: string; implicit_score: number | null }>(
            'select feedback_type, implicit_score from public.match_feedback where job_id = $1',
            [job],
          )
        ).map(({ feedback_type, implicit_score }) => [feedback_type, implicit_score]),
      )

    // On the embedded engine no two are at it at one moment.
    const atOnce = [
      ['interested', 1_000_001, 'dismissed', 1_000_002],
      ['interested', 1_000_004, 'dismissed', 1_000_003],
      ['dismissed', 1_000_005, 'interested', 1_000_006],
      ['dismissed', 1_000_008, 'interested', 1_000_007],
    ] as const
    it.each(name === 'PostgreSQL' ? atOnce : [])(
      'of two acts at one moment is that of the label: %s %d, %s %d',
      async (...acts) => {
        const [earlier, earlierId, later, laterId] = acts
        const job = await insertJob(database, null)
        const say = (connection: Connection, type: string, id: number) =>
          connection.query(
            `insert into public.match_events (id, talent_id, job_id, type, actor, source)
           overriding system value values ($1, $2, $3, $4, 'talent', 'api')`,
            [id, talent, job, type],
          )
        let second: Promise<unknown> | undefined
        await database.transaction(async (first) => {
          await say(first, earlier, earlierId)
          second = say(database, later, laterId)
          await untilWaiting(database)
        })
        await second
        const stands = Object.values(await feedback(job)).filter((score) => score !== null)
        const [row] = await database.query<{ label: number }>(
          'select label from public.match_labels where job_id = $1',
          [job],
        )
        expect(stands).toEqual([row?.label])
      },
    )

    it.each<[string, Readonly<Record<string, number | null>>]>([
      ['t applied', { application: 100 }],
      ['t applied, t withdrawn', { application: null }],
      ['t applied, t withdrawn, c interview', { application: 100 }],
      ['t applied, c rejected', { application: null, rejected: 10 }],
      ['t applied, c rejected, c reopened', { application: 100, rejected: null }],
      ['t applied, t rejected', { application: null }],
      ['t interested, t dismissed', { interested: null, dismissed: 20 }],
      ['t interested, t cleared', { interested: null }],
      ['t interested, c dismissed', { interested: 85, passed_over: 20 }],
      ['c dismissed, c contacted', { contacted: 90, passed_over: null }],
      ['t viewed 10, t viewed 3', { viewed: 55 }],
      ['t viewed 3', {}],
      ['c viewed 60', {}],
      ['t cleared', {}],
      ['c contacted, t interested, s cleared', { contacted: null, interested: null }],
    ])('of %s is %j', async (acts, expected) => {
      const job = await insertJob(database, null)
      for (const event of parse(acts)) await tell([{ ...event, job }])
      expect(await feedback(job)).toEqual(expected)
      // One statement keeps no row of what it took back itself.
      const said = Object.entries(expected).filter(([, score]) => score !== null)
      expect(await feedback(await play(parse(acts)))).toEqual(Object.fromEntries(said))
    })
  })
})
