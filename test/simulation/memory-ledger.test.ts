import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Connection, Database } from '../../src/db/database.ts'
import { DatabaseAnswerLog } from '../../src/db/interactions/database-answer-log.ts'
import { TrainingPairs } from '../../src/db/models/training-pairs.ts'
import { insertRows } from '../../src/db/platform/platform-rows.ts'
import { nullEmbedder } from '../../src/embeddings/null.ts'
import { readModelFolder } from '../../src/matching/bundle/bundle.ts'
import { Behaviour } from '../../src/simulation/behaviour.ts'
import type { Act, Ledger } from '../../src/simulation/ledger.ts'
import { createMarket, type Market } from '../../src/simulation/market.ts'
import { MemoryLedger } from '../../src/simulation/memory-ledger.ts'
import { Platform } from '../../src/simulation/platform.ts'
import { collectDataset } from '../../src/training/dataset/collect.ts'
import { pseudonymsBy } from '../../src/training/dataset/pseudonyms.ts'
import type { TrainingSource } from '../../src/training/dataset/training-source.ts'
import { engines } from '../db/engines.ts'
import { insertJob, insertUser } from '../db/people.ts'
import { plainRows } from '../training/dataset/rows.ts'

const MODEL = process.env.MODEL_PATH ?? 'models/initial'
const START = Date.UTC(2026, 0, 5)
const WEEK_MS = 7 * 86_400_000
const WEEKS = 5
const FEATURE_SHARE = 0.5
const UNTIL = new Date(START + WEEKS * WEEK_MS)
const market = createMarket({ seed: 4, talents: 30, heldOut: 1, jobs: 40, asOf: new Date(START) })

/** Rows of the platform to hang acts and showings on; what they say is not read here. */
async function insertMarket(database: Connection, { acting, jobs }: Market): Promise<void> {
  const user = await insertUser(database, 'company')
  const job = await insertJob(database, user)
  const [row] = await database.query<{ company_id: string }>(
    'select company_id from public.jobs where id = $1',
    [job],
  )
  const profiles = []
  for (const { payload } of acting) {
    const profile_id = await insertUser(database, 'talent')
    profiles.push({ id: payload.id, profile_id, title: payload.title })
  }
  await insertRows(database, 'talents', profiles)
  await insertRows(
    database,
    'jobs',
    jobs.map(({ payload: { id, title } }) => ({
      id,
      title,
      company_id: row?.company_id,
      slug: id,
      description: title,
      status: 'active',
    })),
  )
}

describe.each(engines)('what a simulation keeps, in memory and in $name', (engine) => {
  let open: Awaited<ReturnType<typeof engine.open>>
  let database: Database
  let platform: Platform
  const memory = new MemoryLedger(FEATURE_SHARE)

  beforeAll(async () => {
    open = await engine.open()
    database = open.database
    await insertMarket(database, market)
    const log = new DatabaseAnswerLog({ database, featureShare: FEATURE_SHARE })
    const both: Ledger = {
      source: memory,
      show: async (shown) => {
        memory.show(shown)
        log.add(shown)
      },
      record: async (acts) => {
        memory.record(acts)
        await insertActs(database, acts)
      },
    }
    platform = await Platform.open(
      {
        market,
        behaviour: new Behaviour(4, market.jobs),
        ledger: both,
        embedder: nullEmbedder,
        // Many, so that in so small a world there are some.
        explorationShare: 0.5,
      },
      await readModelFolder(MODEL),
    )
    for (let week = 0; week < WEEKS; week++) {
      for (const [at, talent] of market.acting.entries()) {
        if ((at + week) % 2 === 0) continue
        await platform.visit(talent, new Date(START + week * WEEK_MS + at * 1000))
      }
    }
    await platform.passUntil(UNTIL)
    await log.flush()
    expect(log.counts().dropped).toBe(0)
    await log.close()
  }, 120_000)
  afterAll(async () => {
    await platform.close()
    await open.close()
  })

  it('is examined the same', async () => {
    const window = { from: new Date(0), until: UNTIL }
    const counted = await memory.countExaminations(window)
    expect(counted).toEqual(await new TrainingPairs(database).countExaminations(window))
    expect(counted.some(({ rank, ownRank }) => rank !== ownRank)).toBe(true)
    expect(await memory.countPairs(window)).toEqual(
      await new TrainingPairs(database).countPairs(window),
    )
  })

  it.each([100_000, 150])('makes the same dataset of at most %i rows', async (maxRows) => {
    const collect = (source: TrainingSource) =>
      collectDataset({
        source,
        corpus: platform.corpus,
        embedder: nullEmbedder,
        context: platform.model.bundle.contextOn(START),
        pseudonyms: pseudonymsBy('a key for tests, of more than thirty-two bytes'),
        asOf: UNTIL,
        seed: 1,
        maxRows,
      })
    const inMemory = await collect(memory)
    const stored = await collect(new TrainingPairs(database))
    expect(plainRows(inMemory.dataset)).toEqual(plainRows(stored.dataset))
    expect(inMemory).toEqual(stored)
    const labels = new Set(inMemory.dataset.labels)
    expect(labels.size).toBeGreaterThan(4)
    expect(new Set(inMemory.dataset.sources).size).toBe(2)
  })
})

const insertActs = (database: Connection, acts: readonly Act[]) =>
  database.query(
    `insert into public.match_events
       (talent_id, job_id, type, actor, source, duration_seconds, occurred_at)
     select "talentId", "jobId", type, actor, 'api', seconds, "occurredAt"
     from jsonb_to_recordset($1) as act
       ("talentId" uuid, "jobId" uuid, type text, actor text, seconds numeric, "occurredAt" timestamptz)`,
    [JSON.stringify(acts)],
  )
