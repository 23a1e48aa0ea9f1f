import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  type Connection,
  type Database,
  DatabaseUnavailableError,
} from '../../../src/db/database.ts'
import { DatabaseAnswerLog } from '../../../src/db/interactions/database-answer-log.ts'
import { isSampled, type ShownAnswer } from '../../../src/interactions/answer-log.ts'
import type { ServedMatches } from '../../../src/matching/by-id/by-id-matcher.ts'
import { engines } from '../engines.ts'
import { insertJob, insertPeople, type People } from '../people.ts'
import { matchOf, servedOf } from './kept.ts'

const shown = (answer: ServedMatches, requestId: string = randomUUID()): ShownAnswer => ({
  requestId,
  shownTo: 'talent',
  shownAt: new Date('2026-03-01T10:00:00Z'),
  answer,
})

describe.each(engines)('the answer log on $name', ({ open }) => {
  let engine: Awaited<ReturnType<typeof open>>
  let database: Database
  let people: People
  let otherJob: string
  beforeAll(async () => {
    engine = await open()
    database = engine.database
  }, 60_000)
  beforeEach(async () => {
    people = await insertPeople(database)
    otherJob = await insertJob(database, people.companyUser)
  })
  afterAll(() => engine?.close())

  const impressions = () =>
    database.query(
      `select request_id, job_id, shown_to, rank, candidates, score::float8 as score, raw_score,
         source, arm, model_version, top_factors, explored, features, feature_contract, shown_at
       from public.match_impressions where talent_id = $1 order by request_id, rank`,
      [people.talentId],
    )
  const twoMatches = () => [
    matchOf(people.talentId, people.jobId, 81.5),
    matchOf(people.talentId, otherJob, 60),
  ]

  it('keeps each match as row and impression', async () => {
    const log = new DatabaseAnswerLog({ database, featureShare: 1 })
    const features = Float64Array.of(1, Number.NaN, 0.5)
    log.add({ ...shown(servedOf(twoMatches(), { features }), 'request-1'), arm: 'treatment' })
    await log.close()
    expect(log.counts()).toEqual({ written: 2, dropped: 0, waiting: 0 })
    expect(await impressions()).toEqual(
      twoMatches().map((match, at) => ({
        request_id: 'request-1',
        job_id: match.job_id,
        shown_to: 'talent',
        rank: at + 1,
        candidates: 240,
        score: match.match_score,
        raw_score: 61.25,
        source: 'ml',
        arm: 'treatment',
        model_version: '1.0.20260101',
        top_factors: match.explanation.top_factors,
        explored: false,
        features: [1, null, 0.5],
        feature_contract: 'contract',
        shown_at: new Date('2026-03-01T10:00:00Z'),
      })),
    )
    const rows = await database.query(
      'select ml_score::float8 as score from public.matches where talent_id = $1 order by 1',
      [people.talentId],
    )
    expect(rows).toEqual([{ score: 60 }, { score: 81.5 }])
  })

  it('keeps no features of answers outside the share, nor of rules', async () => {
    const log = new DatabaseAnswerLog({ database, featureShare: 0 })
    log.add(shown(servedOf(twoMatches(), { features: Float64Array.of(1) })))
    log.add(shown(servedOf(twoMatches(), { rawScore: null })))
    await log.close()
    const kept = await impressions()
    expect(kept).toHaveLength(4)
    expect(kept.every((row) => row.features === null && row.feature_contract === null)).toBe(true)
    expect(kept.map((row) => row.raw_score).sort()).toEqual([61.25, 61.25, null, null])
  })

  it('writes many answers in two statements', async () => {
    let statements = 0
    const counting: Connection = {
      query: (...call) => {
        statements++
        return database.query(...call)
      },
    }
    const log = new DatabaseAnswerLog({ database: counting, featureShare: 0 })
    for (let n = 0; n < 100; n++) log.add(shown(servedOf(twoMatches())))
    await log.flush()
    expect(statements).toBe(2)
    expect(log.counts()).toEqual({ written: 200, dropped: 0, waiting: 0 })
    await log.close()
  })

  it('passes over what is gone meanwhile, and over an answer that it has already', async () => {
    const log = new DatabaseAnswerLog({ database, featureShare: 0 })
    log.add(shown(servedOf([...twoMatches(), matchOf(people.talentId, randomUUID())]), 'again'))
    await log.flush()
    log.add(shown(servedOf(twoMatches()), 'again'))
    await database.query('delete from public.jobs where id = $1', [otherJob])
    await log.close()
    expect(await impressions()).toMatchObject([{ request_id: 'again', job_id: people.jobId }])
  })

  it('keeps each answer of a caller who says the same id again', async () => {
    const log = new DatabaseAnswerLog({ database, featureShare: 0 })
    const days = [1, 2, 3].map((day) => new Date(`2026-03-0${day}T10:00:00Z`))
    for (const shownAt of days) log.add({ ...shown(servedOf(twoMatches()), 'the same'), shownAt })
    await log.close()
    const rows = await database.query<{ at: Date }>(
      `select shown_at as at, count(*)::int from public.match_impressions
       where request_id = 'the same' and talent_id = $1 group by shown_at order by shown_at`,
      [people.talentId],
    )
    expect(rows).toEqual(days.map((at) => ({ at, count: 2 })))
  })

  it('drops an answer that the database refuses, and no other', async () => {
    const told: string[] = []
    const onTrouble = (message: string) => void told.push(message)
    const log = new DatabaseAnswerLog({ database, featureShare: 0, onTrouble })
    const refused = servedOf([matchOf(people.talentId, people.jobId, 1e9)])
    log.add(shown(refused))
    log.add(shown(servedOf(twoMatches())))
    await log.flush()
    expect(log.counts()).toEqual({ written: 2, dropped: 1, waiting: 0 })
    expect(told).toEqual(['what was answered cannot be written'])
    await log.close()
  })

  it('waits while the database is out, and writes when it is back', async () => {
    let isOut = true
    const told: string[] = []
    const log = new DatabaseAnswerLog({
      database: {
        query: (...call) =>
          isOut ? Promise.reject(new DatabaseUnavailableError('out')) : database.query(...call),
      },
      featureShare: 0,
      onTrouble: (message) => void told.push(message),
    })
    for (let n = 0; n < 10; n++) log.add(shown(servedOf(twoMatches())))
    await expect.poll(() => told.length, { timeout: 5_000 }).toBe(1)
    expect(log.counts()).toEqual({ written: 0, dropped: 0, waiting: 20 })
    isOut = false
    await log.flush()
    expect(log.counts()).toEqual({ written: 20, dropped: 0, waiting: 0 })
    expect(told).toHaveLength(1)
    await log.close()
  })
})

describe('the answer log without a database', () => {
  const database: Connection = {
    query: () => Promise.reject(new DatabaseUnavailableError('out')),
  }
  const answer = () => servedOf([matchOf(randomUUID(), randomUUID())])

  it('keeps the newest that it may, counts the rest, and says so once', async () => {
    const told: string[] = []
    const onTrouble = (message: string) => void told.push(message)
    const log = new DatabaseAnswerLog({ database, featureShare: 0, maxWaiting: 5, onTrouble })
    for (let n = 0; n < 12; n++) log.add(shown(answer()))
    expect(log.counts()).toEqual({ written: 0, dropped: 7, waiting: 5 })
    expect(told).toHaveLength(1)
    await log.close()
    expect(log.counts()).toEqual({ written: 0, dropped: 12, waiting: 0 })
  })

  it('ends at once, and takes nothing after', async () => {
    const log = new DatabaseAnswerLog({ database, featureShare: 0 })
    log.add(shown(answer()))
    const started = performance.now()
    await log.close()
    expect(performance.now() - started).toBeLessThan(2_000)
    log.add(shown(answer()))
    expect(log.counts()).toEqual({ written: 0, dropped: 2, waiting: 0 })
  })
})

describe('isSampled', () => {
  it('is a share of the requests, the same each time', () => {
    const ids = Array.from({ length: 5_000 }, (_, n) => `request-${n}`)
    const sampled = ids.filter((id) => isSampled(id, 0.1))
    expect(sampled.length).toBeGreaterThan(400)
    expect(sampled.length).toBeLessThan(600)
    expect(ids.filter((id) => isSampled(id, 0.1))).toEqual(sampled)
    expect(sampled.every((id) => isSampled(id, 0.2))).toBe(true)
    expect(ids.some((id) => isSampled(id, 0))).toBe(false)
    expect(ids.every((id) => isSampled(id, 1))).toBe(true)
  })
})
