import { randomUUID } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Database } from '../../../src/db/database.ts'
import { Decisions } from '../../../src/db/interactions/decisions.ts'
import { type Impression, Impressions } from '../../../src/db/interactions/impressions.ts'
import { ShownScores } from '../../../src/db/interactions/shown-scores.ts'
import { ModelVersions } from '../../../src/db/models/model-versions.ts'
import { toDecision } from '../../../src/fairness/decision-text.ts'
import { act, newVersion } from '../../models/new-version.ts'
import { engines } from '../engines.ts'
import { insertPeople, type People } from '../people.ts'
import { matchOf } from './kept.ts'

const VERSION = '1.0.20260101'
const MANIFEST = JSON.stringify({ contract_hash: 'contract', feature_names: ['overlap', 'pay'] })
const DAY = new Date('2026-03-01T00:00:00Z')

describe.each(engines)('decisions on $name', ({ open }) => {
  let engine: Awaited<ReturnType<typeof open>>
  let database: Database
  let people: People
  beforeAll(async () => {
    engine = await open()
    database = engine.database
    const registry = new ModelVersions(database)
    await registry.add(newVersion(VERSION, { manifest: MANIFEST }), act())
    await registry.activate(VERSION, act())
    await database.query(
      `update public.ml_model_activations set activated_at = '2026-01-02T00:00:00Z'`,
    )
    await database.query(`update public.ml_rollout set updated_at = '2026-01-03T00:00:00Z'`)
  }, 60_000)
  beforeEach(async () => {
    await database.query('truncate public.match_impressions, public.ml_request_log')
    people = await insertPeople(database)
  })
  afterAll(() => engine?.close())

  const show = (shownAt: string, fields: Partial<Impression> = {}) =>
    new Impressions(database).insert([
      {
        requestId: randomUUID(),
        match: matchOf(people.talentId, people.jobId),
        shownTo: 'talent',
        shownAt: new Date(shownAt),
        rank: 3,
        candidates: 240,
        rawScore: 61.25,
        source: 'ml',
        arm: 'treatment',
        modelVersion: VERSION,
        explored: false,
        features: [0.5, Number.NaN],
        featureContract: 'contract',
        ...fields,
      },
    ])
  const find = (on?: Date) => new Decisions(database).find({ ...people, ...(on ? { on } : {}) })

  it('tells why a pair was shown on a day, and what the ranker read', async () => {
    await show('2026-02-28T23:59:59Z')
    await show('2026-03-01T00:00:00Z', { requestId: 'asked' })
    await show('2026-03-02T00:00:00Z')
    await database.query(
      `insert into public.ml_request_log (request_id, type, status) values ('asked', 'talent-to-jobs', 200)`,
    )
    await database.query(
      `insert into public.match_events (talent_id, job_id, type, actor, source, occurred_at)
       values ($1, $2, 'viewed', 'talent', 'api', '2026-03-01T10:00:00Z'),
         ($1, $2, 'applied', 'talent', 'api', '2026-03-02T10:00:00Z')`,
      [people.talentId, people.jobId],
    )
    const decision = await find(DAY)
    expect(decision.showings).toMatchObject([
      {
        requestId: 'asked',
        rank: 3,
        candidates: 240,
        score: 87.65,
        modelVersion: VERSION,
        activeVersion: VERSION,
        arm: 'treatment',
        request: { type: 'talent-to-jobs', status: 200 },
      },
    ])
    const text = toDecision(decision)
    expect(text).toContain('Shown 2026-03-01 00:00:00 UTC to the talent, request asked')
    expect(text).toContain('Rank 3 of 240 candidates, score 87.65')
    expect(text).toContain('Both required skills: "Go", C++')
    expect(text).toContain('overlap: 0.5\n    pay: missing')
    expect(text).toContain('Rollout then: 100 %.')
    expect(text).toMatch(/viewed by talent/)
    expect(text).not.toMatch(/applied/)
    expect((await find()).showings).toHaveLength(3)
  })

  it('says plainly what is not held', async () => {
    expect(toDecision(await find(DAY))).toMatch(
      /has been deleted: there are no records of any pair/,
    )
    await show('2026-03-05T00:00:00Z', { features: null, modelVersion: '0.9', arm: null })
    expect(toDecision(await find(DAY))).toMatch(/oldest record of any pair is from 2026-03-05/)
    const text = toDecision(await find())
    expect(text).toContain('0.9, which is not in the registry')
    expect(text).toContain('Ranker input: not recorded')
    expect(text).toMatch(/Gateway log: not recorded/)
    expect(text).toContain('Now: no score recorded for the pair.')
  })

  it('tells of the rollout as it was then', async () => {
    const set = (percentage: number, isKilled: boolean) =>
      database.query('update public.ml_rollout set percentage = $1, is_killed = $2', [
        percentage,
        isKilled,
      ])
    await show('2026-03-05T00:00:00Z')
    await set(10, true)
    await setTimeout(5)
    await show(new Date().toISOString())
    await setTimeout(5)
    await set(100, false)
    await show('2099-01-01T00:00:00Z')
    const { showings } = await find()
    expect(showings.map(({ rollout }) => rollout.percentage)).toEqual([100, 10, 100])
    expect(toDecision(await find())).toContain('Rollout then: 10 %, kill switch on.')
  })

  it('gives the audit the last score of each pair in a period', async () => {
    const scored = (score: number) => ({ match: matchOf(people.talentId, people.jobId, score) })
    await show('2026-03-01T08:00:00Z', scored(40))
    await show('2026-03-01T09:00:00Z', scored(60))
    await show('2026-03-02T00:00:00Z', scored(80))
    await show('2026-03-02T09:00:00Z', {
      ...scored(30),
      source: 'fallback',
      modelVersion: 'rules-1',
      rawScore: null,
    })
    const find = (filter: object) =>
      new ShownScores(database).find({ scoredBy: 'model', ...filter })
    const scoresOf = async (filter: object) => (await find(filter)).scores.map(({ score }) => score)
    expect(await scoresOf({})).toEqual([80])
    expect(await scoresOf({ scoredBy: VERSION })).toEqual([80])
    for (const scoredBy of ['rules', 'rules-1', 'all']) {
      expect(await scoresOf({ scoredBy })).toEqual([30])
    }
    expect(await scoresOf({ scoredBy: '0.9' })).toEqual([])
    expect(await scoresOf({ until: new Date('2026-03-02T00:00:00Z') })).toEqual([60])
    expect(await scoresOf({ since: new Date('2026-03-03T00:00:00Z') })).toEqual([])
    expect((await find({})).versions).toEqual({ [VERSION]: 1 })
  })
})
