import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../../src/db/database.ts'
import { TrainingPairs } from '../../../src/db/models/training-pairs.ts'
import { PlatformCorpus } from '../../../src/db/platform/corpus.ts'
import { seedPlatform } from '../../../src/demo/platform/seed.ts'
import { nullEmbedder } from '../../../src/embeddings/null.ts'
import { CONTRACT_HASH, RANKED_FEATURES } from '../../../src/features/registry.ts'
import { contextOf, EMPTY_TABLES } from '../../../src/matching/bundle/tables.ts'
import { type Collected, collectDataset } from '../../../src/training/dataset/collect.ts'
import { pseudonymsBy } from '../../../src/training/dataset/pseudonyms.ts'
import { purgeSnapshot } from '../../../src/training/dataset/snapshot/purge-snapshot.ts'
import { readSnapshot } from '../../../src/training/dataset/snapshot/read-snapshot.ts'
import { writeSnapshot } from '../../../src/training/dataset/snapshot/write-snapshot.ts'
import { splitByTime } from '../../../src/training/dataset/time-split.ts'
import { countParts } from '../../../src/training/split.ts'
import { engines } from '../../db/engines.ts'
import { plainRows } from './rows.ts'

const pseudonyms = pseudonymsBy('a key for tests, of more than thirty-two bytes')
const SIZE = { talents: 150, jobs: 80, companies: 10, seed: 3, asOf: new Date() }

/** Ten showings for each talent, over weeks; every third answer was sampled for its features. */
const SHOW = `
  insert into public.match_impressions
    (request_id, talent_id, job_id, shown_to, rank, candidates, score, source, model_version,
     features, feature_contract, shown_at)
  select t.id || '-' || answer, t.id, j.id, 'talent', j.rank, 80, 90 - 3 * j.rank, 'ml', '1',
    case when answer = 1 then array(
      select (hashtext(t.id::text || j.id || n) % 1000)::real from generate_series(1, $1) n) end,
    case when answer = 1 then $2 end, now() - make_interval(days => 20 + 9 * answer)
  from public.talents t
  cross join generate_series(1, 3) answer
  cross join lateral (
    select id, (row_number() over (order by md5(id::text || t.id || answer)))::smallint as rank
    from public.jobs order by md5(id::text || t.id || answer) limit 10) j`

/** What was done about every fifth of them, two days later. */
const ACT = `
  insert into public.match_events (talent_id, job_id, type, actor, source, occurred_at)
  select talent_id, job_id, case when rank < 4 then 'interested' else 'dismissed' end, 'talent', 'api',
    max(shown_at) + interval '2 days' + rank * interval '1 minute'
  from public.match_impressions
  where abs(hashtext(talent_id::text || job_id)) % 5 = 0
  group by talent_id, job_id, rank`

describe.each(engines)('a dataset of $name', (engine) => {
  let open: Awaited<ReturnType<typeof engine.open>>
  let database: Database
  let folder: string
  let collected: Collected
  beforeAll(async () => {
    open = await engine.open()
    database = open.database
    folder = await mkdtemp(join(tmpdir(), 'datasets-'))
    await seedPlatform(database, SIZE)
    await database.query(SHOW, [RANKED_FEATURES.length, CONTRACT_HASH])
    await database.query(ACT)
    collected = await collect()
  }, 60_000)
  afterAll(async () => {
    await rm(folder, { recursive: true })
    await open.close()
  })

  const collect = (maxRows?: number) =>
    collectDataset({
      source: new TrainingPairs(database),
      corpus: new PlatformCorpus(database, 0),
      embedder: nullEmbedder,
      context: contextOf(EMPTY_TABLES, 0),
      pseudonyms,
      asOf: new Date(Date.now() + 1_000),
      seed: 1,
      ...(maxRows && { maxRows }),
    })

  it('has a row for each pair that was decided, and none for others', async () => {
    const rows = plainRows(collected.dataset)
    const decided = await database.query<{ talent_id: string; job_id: string; label: number }>(
      'select talent_id, job_id, label from public.match_labels where label is not null',
    )
    const acts = new Map(
      rows
        .filter(({ origin }) => origin === 'act')
        .map(({ talent, job, label }) => [`${talent} ${job}`, label]),
    )
    expect(acts).toEqual(
      new Map(
        decided.map(({ talent_id, job_id, label }) => [
          `${pseudonyms.talent(talent_id)} ${pseudonyms.job(job_id)}`,
          label,
        ]),
      ),
    )
    const passedOver = rows.filter(({ origin }) => origin === 'passed_over')
    expect(passedOver.length).toBeGreaterThan(acts.size)
    for (const { talent, job, label, source, weight } of passedOver) {
      expect(acts.has(`${talent} ${job}`)).toBe(false)
      expect(label).toBe(30)
      expect(weight).toBeLessThanOrEqual(1)
      expect(['logged', 'recomputed']).toContain(source)
    }
    const logged = rows.filter(({ source }) => source === 'logged').length
    expect(logged).toBeGreaterThan(rows.length / 5)
    expect(collected.gone).toBe(0)
  })

  it('keeps to the number of rows that is asked for, by drawing pairs', async () => {
    const { dataset, shares } = await collect(500)
    expect(Math.abs(dataset.count - 500)).toBeLessThan(100)
    expect(shares.passedOver).toBeLessThan(0.5)
    const all = new Set(plainRows(collected.dataset).map(({ talent, job }) => `${talent} ${job}`))
    for (const { talent, job } of plainRows(dataset)) expect(all.has(`${talent} ${job}`)).toBe(true)
  })

  it('is split, checked, kept, and purged of whoever is erased', async () => {
    const { dataset } = collected
    const counts = countParts(splitByTime(dataset, 1).split)
    for (const part of ['training', 'validation', 'calibration', 'test'] as const) {
      expect(counts[part]).toBeGreaterThan(0)
    }
    const place = join(folder, 'snapshot')
    await writeSnapshot(place, collected)
    const [row] = await database.query<{ id: string }>('select id from public.talents limit 1')
    const erased = pseudonyms.talent(row?.id ?? '')
    expect(await purgeSnapshot(place, [erased])).toBeGreaterThan(0)
    const left = await readSnapshot(place)
    expect(left.dataset.talentIds).toHaveLength(dataset.talentIds.length - 1)
    expect(left.dataset.talentIds).not.toContain(erased)
  })
})
