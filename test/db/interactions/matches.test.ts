import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Database } from '../../../src/db/database.ts'
import { Matches } from '../../../src/db/interactions/matches.ts'
import { engines } from '../engines.ts'
import { insertJob, insertPeople, type People } from '../people.ts'
import { matchOf } from './kept.ts'

describe.each(engines)('matches on $name', ({ open }) => {
  let engine: Awaited<ReturnType<typeof open>>
  let database: Database
  let matches: Matches
  let people: People
  beforeAll(async () => {
    engine = await open()
    database = engine.database
    matches = new Matches(database)
  }, 60_000)
  beforeEach(async () => {
    people = await insertPeople(database)
  })
  afterAll(() => engine?.close())

  const row = (score?: number, fields: { jobId?: string; talentId?: string } = {}) => ({
    match: matchOf(fields.talentId ?? people.talentId, fields.jobId ?? people.jobId, score),
    modelVersion: '1.0.20260101',
    source: 'ml' as const,
  })
  const stored = () =>
    database.query(
      `select job_id, match_score::float8 as match_score, ml_score::float8 as ml_score, ml_version,
         explanation, source, status::text as status, notes
       from public.matches where talent_id = $1`,
      [people.talentId],
    )

  it('keeps score, version, explanation and source, in the units of each column', async () => {
    await matches.upsert([row(87.654)])
    expect(await stored()).toEqual([
      {
        job_id: people.jobId,
        match_score: 0.88,
        ml_score: 87.65,
        ml_version: '1.0.20260101',
        explanation: matchOf('', '').explanation,
        source: 'ml',
        status: 'pending',
        notes: null,
      },
    ])
  })

  it('takes the ends of the scale', async () => {
    const other = await insertJob(database, people.companyUser)
    await matches.upsert([row(0), row(100, { jobId: other })])
    const scores = (await stored()).map((each) => each.match_score).sort()
    expect(scores).toEqual([0, 1])
  })

  it('never touches what people did with a match', async () => {
    await database.query(
      `insert into public.matches (talent_id, job_id, match_score, status, viewed_at, notes)
       values ($1, $2, 0.5, 'not_interested', '2026-01-02T00:00:00Z', 'mine')`,
      [people.talentId, people.jobId],
    )
    await matches.upsert([row(60)])
    expect(await stored()).toMatchObject([
      { match_score: 0.6, ml_score: 60, status: 'not_interested', notes: 'mine' },
    ])
    const [{ viewed_at } = {}] = await database.query<{ viewed_at: Date }>(
      'select viewed_at from public.matches where talent_id = $1',
      [people.talentId],
    )
    expect(viewed_at?.toISOString()).toBe('2026-01-02T00:00:00.000Z')
  })

  it('leaves out talents and jobs that are gone', async () => {
    await matches.upsert([
      row(50, { jobId: randomUUID() }),
      row(70),
      row(60, { talentId: randomUUID() }),
    ])
    expect(await stored()).toMatchObject([{ job_id: people.jobId, ml_score: 70 }])
  })

  it('keeps the last of a pair given twice', async () => {
    await matches.upsert([row(50), row(70)])
    expect(await stored()).toMatchObject([{ ml_score: 70 }])
  })

  it('writes no row that says the same already', async () => {
    const version = async () => {
      const [found] = await database.query<{ xmin: string }>(
        'select xmin::text from public.matches where talent_id = $1',
        [people.talentId],
      )
      return found?.xmin
    }
    await matches.upsert([row(70)])
    const before = await version()
    await matches.upsert([row(70)])
    expect(await version()).toBe(before)
    await matches.upsert([row(71)])
    expect(await version()).not.toBe(before)
  })

  it('is written by many at once, in any order of theirs', async () => {
    const jobs = await Promise.all(
      Array.from({ length: 30 }, () => insertJob(database, people.companyUser)),
    )
    await Promise.all(
      Array.from({ length: 10 }, (_, writer) =>
        matches.upsert(
          jobs.map((_job, n) => row(writer, { jobId: jobs[(n * 7 + writer * 11) % jobs.length] })),
        ),
      ),
    )
    const rows = await stored()
    expect(rows).toHaveLength(30)
    expect(new Set(rows.map(({ ml_score }) => ml_score)).size).toBe(1)
  })

  it('takes nothing', async () => {
    await matches.upsert([])
  })
})
