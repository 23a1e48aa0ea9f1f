import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Database } from '../../../src/db/database.ts'
import { Impressions } from '../../../src/db/interactions/impressions.ts'
import { TrainingPairs } from '../../../src/db/models/training-pairs.ts'
import type { ObservedPair } from '../../../src/training/dataset/training-source.ts'
import { engines } from '../engines.ts'
import { matchOf } from '../interactions/kept.ts'
import { insertJob, insertPeople, insertTalent, insertUser, type People } from '../people.ts'

const NOW = new Date('2026-06-01T00:00:00Z')
const DAY_MS = 86_400_000
const daysAgo = (days: number) => new Date(NOW.getTime() - days * DAY_MS)
const WINDOW = { from: daysAgo(100), until: NOW }
const ALL = { seed: 1, share: 1 }

interface Showing {
  readonly talent?: string
  readonly job?: string
  readonly days: number
  readonly rank?: number
  readonly to?: 'talent' | 'company' | 'service'
  readonly request?: string
  readonly explored?: boolean
  readonly features?: readonly number[]
  readonly contract?: string
  readonly score?: number
  readonly source?: 'ml' | 'fallback'
}

describe.each(engines)('what training asks of $name', ({ open }) => {
  let engine: Awaited<ReturnType<typeof open>>
  let database: Database
  let source: TrainingPairs
  let people: People
  beforeAll(async () => {
    engine = await open()
    database = engine.database
    source = new TrainingPairs(database, 2)
  }, 60_000)
  beforeEach(async () => {
    await database.query('delete from public.jobs')
    await database.query('delete from public.talents')
    people = await insertPeople(database)
  })
  afterAll(() => engine?.close())

  const show = (showings: readonly Showing[]) =>
    new Impressions(database).insert(
      showings.map(({ days, features, ...each }) => ({
        requestId: each.request ?? randomUUID(),
        match: matchOf(each.talent ?? people.talentId, each.job ?? people.jobId, each.score ?? 72),
        shownTo: each.to ?? 'talent',
        shownAt: daysAgo(days),
        rank: each.rank ?? 1,
        candidates: 50,
        rawScore: 60,
        source: each.source ?? 'ml',
        arm: null,
        modelVersion: '1',
        explored: each.explored ?? false,
        features: features ?? null,
        featureContract: each.contract ?? 'contract',
      })),
    )
  const act = (
    type: string,
    days: number,
    {
      actor = 'talent',
      talent = people.talentId,
      job = people.jobId,
      seconds = null as number | null,
    } = {},
  ) =>
    database.query(
      `insert into public.match_events (talent_id, job_id, type, actor, source, duration_seconds, occurred_at)
       values ($1, $2, $3, $4, 'api', $5, $6)`,
      [talent, job, type, actor, seconds, daysAgo(days)],
    )
  const collect = async (pages: AsyncIterable<readonly ObservedPair[]>) => {
    const all: ObservedPair[] = []
    for await (const page of pages) {
      expect(new Set(page.map(({ talentId }) => talentId)).size).toBeLessThanOrEqual(2)
      all.push(...page)
    }
    return all
  }
  const labelled = (sample = ALL, window = WINDOW) =>
    collect(source.labelledPairs(window, sample, 'contract'))
  const passedOver = (sample = ALL, window = WINDOW) =>
    collect(source.passedOverPairs(window, sample, 'contract'))

  describe('a pair with a label', () => {
    it('comes with both sides, and the ranks at which it was seen before the first act', async () => {
      await show([
        { days: 40, rank: 7 },
        { days: 35, rank: 2 },
        { days: 33, rank: 5, to: 'company' },
        { days: 20, rank: 3 },
      ])
      await act('viewed', 30, { seconds: 30 })
      await act('applied', 25)
      await act('interview', 10, { actor: 'company' })
      expect(await labelled()).toEqual([
        {
          talentId: people.talentId,
          jobId: people.jobId,
          label: 100,
          talentSide: true,
          companySide: true,
          decidedAt: daysAgo(10),
          ranks: [7, 2],
          features: null,
        },
      ])
      expect(await source.countPairs(WINDOW)).toEqual({ labelled: 1, passedOver: 0 })
    })

    it('has no ranks where the talent came by themselves, or did nothing', async () => {
      const other = await insertJob(database, people.companyUser)
      await show([{ days: 40 }, { days: 10, job: other }])
      await act('contacted', 30, { actor: 'company' })
      await act('applied', 20, { job: other })
      const pairs = await labelled()
      expect(pairs.map(({ label, ranks }) => [label, ranks]).sort()).toEqual([
        [100, []],
        [90, []],
      ])
    })

    it('brings the features that were logged last before it was decided, of this contract', async () => {
      await show([
        { days: 40, features: [1, Number.NaN, 0.25] },
        { days: 30, features: [2, 0.5, Number.NaN], to: 'company' },
        { days: 28, features: [3, 3, 3], contract: 'another' },
        { days: 26 },
        { days: 5, features: [9, 9, 9] },
      ])
      await act('interested', 25)
      const [pair] = await labelled()
      expect(pair?.features).toEqual(Float32Array.of(2, 0.5, Number.NaN))
    })

    it('is left out where it has none, or was decided outside the window', async () => {
      await act('applied', 30)
      await act('withdrawn', 20)
      expect(await labelled()).toEqual([])
      const other = await insertJob(database, people.companyUser)
      await act('applied', 120, { job: other })
      expect(await labelled()).toEqual([])
      expect(await labelled(ALL, { from: daysAgo(200), until: daysAgo(119) })).toHaveLength(1)
    })
  })

  describe('a pair that was passed over', () => {
    it('is one row, with every rank it was shown at in time', async () => {
      await show([
        { days: 60, rank: 9 },
        { days: 50, rank: 4 },
        { days: 20, rank: 2, features: [1, 2, 3] },
        { days: 13, rank: 1 },
      ])
      expect(await passedOver()).toEqual([
        {
          talentId: people.talentId,
          jobId: people.jobId,
          label: null,
          talentSide: false,
          companySide: null,
          decidedAt: daysAgo(6),
          ranks: [9, 4, 2],
          features: Float32Array.of(1, 2, 3),
        },
      ])
      expect(await source.countPairs(WINDOW)).toEqual({ labelled: 0, passedOver: 1 })
    })

    it.each<[string, () => Promise<unknown>]>([
      ['shown less than 14 days ago', () => show([{ days: 13.9 }])],
      ['shown to the company only', () => show([{ days: 40, to: 'company' }])],
      ['shown to a service', () => show([{ days: 40, to: 'service' }])],
      ['shown before the window', () => show([{ days: 101 }])],
      ['never shown', async () => {}],
    ])('is none when %s', async (_, arrange) => {
      await arrange()
      expect(await passedOver()).toEqual([])
      expect((await source.countPairs(WINDOW)).passedOver).toBe(0)
    })

    it.each(['viewed', 'dismissed', 'interested', 'applied'])(
      'is none where the talent has %s, however late',
      async (type) => {
        await show([{ days: 40 }])
        await act(type, 1)
        expect(await passedOver()).toEqual([])
      },
    )

    it('is none where an application was withdrawn', async () => {
      await show([{ days: 40 }])
      await act('applied', 30)
      await act('withdrawn', 29)
      expect(await passedOver()).toEqual([])
    })
  })

  it('has nobody stand for all the others, however much they do', async () => {
    // Two other companies and talents, with a pair each.
    for (let at = 0; at < 2; at++) {
      const { talentId: talent, jobId: job } = await insertPeople(database)
      await act('contacted', 10, { actor: 'company', talent, job })
      const other = await insertTalent(database, await insertUser(database, 'talent'))
      await act('interested', 10, { talent: other })
    }
    await database.query(
      `insert into public.jobs (company_id, title, slug, description, status)
       select company_id, title, 'posting-' || n, description, status
       from public.jobs, generate_series(1, 300) n where id = $1`,
      [people.jobId],
    )
    const actOnAll = (type: string, actor: string, talent: string) =>
      database.query(
        `insert into public.match_events (talent_id, job_id, type, actor, source, duration_seconds, occurred_at)
         select $1, id, $2, $3, 'api', case $2 when 'viewed' then 60 end, $4 from public.jobs
         where slug like 'posting-%'`,
        [talent, type, actor, daysAgo(9)],
      )
    await actOnAll('contacted', 'company', people.talentId)
    const all = await labelled()
    // 200 of 300, drawn by a hash, and everybody else's.
    expect(all.length - 4).toBeGreaterThan(170)
    expect(all.length - 4).toBeLessThan(230)
    expect(new Set(all.map(({ talentId }) => talentId)).size).toBe(5)
    expect(await source.countPairs(WINDOW)).toEqual({ labelled: 204, passedOver: 0 })
    expect(await labelled()).toEqual(all)

    await actOnAll('viewed', 'talent', await insertTalent(database, people.talentUser))
    expect(await source.countPairs(WINDOW)).toEqual({ labelled: 404, passedOver: 0 })
    expect((await labelled()).length).toBeLessThan(460)
  })

  it('comes in pages, every pair once, and the same share for the same seed', async () => {
    const talents = [people.talentId]
    for (let n = 0; n < 3; n++) talents.push(await insertTalent(database, people.talentUser))
    const jobs = [people.jobId]
    for (let n = 0; n < 9; n++) jobs.push(await insertJob(database, people.companyUser))
    const pairs = talents.flatMap((talent) => jobs.map((job) => ({ talent, job })))
    await show(pairs.slice(0, 20).map((pair) => ({ ...pair, days: 30 })))
    for (const pair of pairs.slice(20)) await act('applied', 20, pair)
    for (const read of [passedOver, labelled]) {
      const all = await read()
      const keys = all.map(({ talentId, jobId }) => `${talentId} ${jobId}`)
      expect(new Set(keys).size).toBe(20)
      expect(keys).toEqual(keys.toSorted())
      const half = await read({ seed: 7, share: 0.5 })
      expect(half).toEqual(await read({ seed: 7, share: 0.5 }))
      expect(half.length).toBeGreaterThan(2)
      expect(half.length).toBeLessThan(18)
      expect(await read({ seed: 7, share: 0.75 })).toEqual(expect.arrayContaining(half))
      expect(await read({ seed: 7, share: 0 })).toEqual([])
    }
  })

  describe('examinations', () => {
    it('count an act for the last showing before it, within 14 days', async () => {
      await show([
        { days: 60, rank: 8, score: 71 },
        { days: 50, rank: 5, score: 74.9 },
        { days: 48, rank: 3, score: 75 },
        { days: 20, rank: 1, score: 100 },
        { days: 2, rank: 1 },
      ])
      await act('viewed', 49.5)
      await act('dismissed', 40)
      await act('applied', 3)
      await act('reviewed', 19, { actor: 'company' })
      expect(await source.countExaminations(WINDOW)).toEqual([
        { rank: 1, ownRank: 1, scoreBand: 20, impressions: 1, acts: 0 },
        { rank: 3, ownRank: 3, scoreBand: 15, impressions: 1, acts: 1 },
        { rank: 5, ownRank: 5, scoreBand: 14, impressions: 1, acts: 1 },
        { rank: 8, ownRank: 8, scoreBand: 14, impressions: 1, acts: 0 },
      ])
    })

    it('tell the own ranks of exchanged neighbours, and leave out whose neighbour is gone', async () => {
      const [second, third] = await Promise.all([
        insertJob(database, people.companyUser),
        insertJob(database, people.companyUser),
      ])
      const swap = (request: string, days: number) => [
        { request, days, rank: 1, job: third },
        { request, days, rank: 2, explored: true },
        { request, days, rank: 3, explored: true, job: second },
      ]
      await show([...swap('one', 40), ...swap('two', 39).slice(0, 2)])
      await act('interested', 38.5)
      const counts = await source.countExaminations(WINDOW)
      expect(
        counts.map(({ rank, ownRank, impressions, acts }) => [rank, ownRank, impressions, acts]),
      ).toEqual([
        [1, 1, 2, 0],
        [2, 3, 1, 0],
        [3, 2, 1, 0],
      ])
    })

    it('tell answers of one request id apart', async () => {
      const second = await insertJob(database, people.companyUser)
      for (const days of [40, 39]) {
        await show([
          { request: 'same', days, rank: 1, explored: true },
          { request: 'same', days, rank: 2, explored: true, job: second },
        ])
      }
      const counts = await source.countExaminations(WINDOW)
      expect(counts.map(({ rank, ownRank, impressions }) => [rank, ownRank, impressions])).toEqual([
        [1, 2, 2],
        [2, 1, 2],
      ])
    })

    it('keep the scores of rules apart from those of models', async () => {
      const other = await insertJob(database, people.companyUser)
      await show([
        { days: 40, score: 52 },
        { days: 40, score: 52, job: other, source: 'fallback' },
      ])
      const bands = (await source.countExaminations(WINDOW)).map(({ scoreBand }) => scoreBand)
      expect(bands).toEqual([10, 31])
    })

    it('count service acts for the side whose they are', async () => {
      await show([{ days: 40, rank: 2 }])
      await act('contacted', 39, { actor: 'service' })
      expect((await source.countExaminations(WINDOW))[0]?.acts).toBe(0)
      await act('applied', 38, { actor: 'service' })
      expect((await source.countExaminations(WINDOW))[0]?.acts).toBe(1)
    })
  })
})
