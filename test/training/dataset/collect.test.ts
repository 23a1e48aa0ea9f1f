import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nullEmbedder } from '../../../src/embeddings/null.ts'
import { CONTRACT_HASH, RANKED_FEATURES } from '../../../src/features/registry.ts'
import { loadBundle } from '../../../src/matching/bundle/bundle.ts'
import { contextOf, EMPTY_TABLES } from '../../../src/matching/bundle/tables.ts'
import { CorpusMatcher } from '../../../src/matching/by-id/corpus-matcher.ts'
import { createEngine } from '../../../src/matching/engine/engine.ts'
import { MemoryCorpus } from '../../../src/simulation/memory-corpus.ts'
import { collectDataset } from '../../../src/training/dataset/collect.ts'
import { PASSED_OVER_LABEL } from '../../../src/training/dataset/dataset.ts'
import { describeDataset } from '../../../src/training/dataset/describe-dataset.ts'
import { propensityOf } from '../../../src/training/dataset/examination/propensity-curve.ts'
import { pseudonymsBy } from '../../../src/training/dataset/pseudonyms.ts'
import { sampleSizes } from '../../../src/training/dataset/sample-sizes.ts'
import { splitByTime } from '../../../src/training/dataset/time-split.ts'
import type { ObservedPair, TrainingSource } from '../../../src/training/dataset/training-source.ts'
import { rowsOf } from '../../../src/training/split.ts'
import { createWorld } from '../../../src/training/synthetic/world.ts'
import type { Job, Talent } from '../../../supabase/functions/_shared/payload.ts'
import { scoreByRules } from '../../../supabase/functions/_shared/rules.ts'
import { plainRows } from './rows.ts'

const MODEL = process.env.MODEL_PATH ?? 'models/initial'
const WIDTH = RANKED_FEATURES.length
const AS_OF = new Date('2026-06-01T00:00:00Z')
const KEY = 'a key for tests, of more than thirty-two bytes'
const pseudonyms = pseudonymsBy(KEY)
const world = createWorld('collect', { talents: 10, jobs: 10 })
const talents = world.talents.map(({ payload }) => payload)
const jobs = world.jobs.map(({ payload }) => payload)

const pairOf = (talent: number, job: number, fields: Partial<ObservedPair> = {}): ObservedPair => ({
  talentId: talents[talent]?.id ?? '',
  jobId: jobs[job]?.id ?? '',
  label: 100,
  talentSide: true,
  companySide: null,
  decidedAt: new Date('2026-05-20T15:00:00Z'),
  ranks: [],
  features: null,
  ...fields,
})

class GivenPairs implements TrainingSource {
  readonly asked: unknown[] = []
  readonly #labelled: readonly ObservedPair[]
  readonly #passedOver: readonly ObservedPair[]

  constructor(labelled: readonly ObservedPair[], passedOver: readonly ObservedPair[] = []) {
    this.#labelled = labelled
    this.#passedOver = passedOver
  }

  countExaminations = async () => []
  countPairs = async () => ({
    labelled: this.#labelled.length,
    passedOver: this.#passedOver.length,
  })
  labelledPairs = (...asked: unknown[]) => this.#pages(this.#labelled, asked)
  passedOverPairs = (...asked: unknown[]) => this.#pages(this.#passedOver, asked)

  async *#pages(pairs: readonly ObservedPair[], asked: unknown[]) {
    this.asked.push(asked)
    for (let at = 0; at < pairs.length; at += 2) yield pairs.slice(at, at + 2)
  }
}

const collect = (
  source: TrainingSource,
  corpus = new MemoryCorpus(talents, jobs),
  context = contextOf(EMPTY_TABLES, 0),
) =>
  collectDataset({
    source,
    corpus,
    embedder: nullEmbedder,
    context,
    pseudonyms,
    asOf: AS_OF,
    seed: 5,
  })

describe('a dataset', () => {
  it('weighs what was seen: acts by the inverse of their propensity, clipped; what was passed over by one', async () => {
    const features = new Float32Array(WIDTH).fill(1)
    const { dataset, propensity } = await collect(
      new GivenPairs(
        [
          pairOf(0, 0, { features }),
          pairOf(0, 1, { features, ranks: [2] }),
          pairOf(0, 2, { features, ranks: [50] }),
        ],
        [
          pairOf(1, 1, { features, label: null, talentSide: false, ranks: [2] }),
          pairOf(1, 2, { features, label: null, talentSide: false, ranks: [50] }),
          pairOf(1, 3, { features, label: null, talentSide: false, ranks: [50, 4, 1] }),
        ],
      ),
    )
    const rows = plainRows(dataset)
    expect(rows.map(({ label }) => label)).toEqual([100, 100, 100, 30, 30, 30])
    expect(PASSED_OVER_LABEL).toBe(30)
    // Nothing is known of ranks, so they are looked at as 1/rank.
    const close = (values: readonly number[]) => values.map((value) => expect.closeTo(value, 6))
    expect(rows.map(({ weight }) => weight)).toEqual(close([1, 2, 5, 1, 5 / 50, 1]))
    expect(rows.map((row) => row.propensity)).toEqual([
      Number.NaN,
      ...close([1 / 2, 1 / 50, 1 / 2, 1 / 50, 1]),
    ])
    expect(propensityOf(propensity.curve, [50, 4])).toBeCloseTo(1 - (49 / 50) * (3 / 4), 6)
  })

  it('takes what was logged, and makes anew what was not', async () => {
    const features = Float32Array.from({ length: WIDTH }, (_, n) => (n === 2 ? Number.NaN : n))
    const { dataset } = await collect(
      new GivenPairs([pairOf(0, 0, { features }), pairOf(0, 1), pairOf(3, 4), pairOf(4, 4)]),
    )
    const rows = plainRows(dataset)
    expect(rows.map(({ source }) => source)).toEqual([
      'logged',
      'recomputed',
      'recomputed',
      'recomputed',
    ])
    expect(rows[0]?.features).toEqual([...features])
    for (const { features: made } of rows.slice(1)) {
      expect(made.some((value) => value > 0)).toBe(true)
    }
    expect(describeDataset(dataset).sources).toEqual({ logged: 1, recomputed: 3 })
  })

  it('makes the same features as an answer has, whatever is made beside them', async () => {
    const today = new Date('2026-05-20T09:00:00Z')
    const engine = await createEngine({ modelFolder: MODEL, workers: 1, clock: () => today })
    engine.goWithoutEmbeddings('not needed')
    const matcher = new CorpusMatcher(engine, new MemoryCorpus(talents, jobs))
    const { contextOn } = await loadBundle(MODEL)
    const { dataset } = await collect(
      new GivenPairs([pairOf(1, 3), pairOf(2, 3), pairOf(2, 5)]),
      new MemoryCorpus(talents, jobs),
      contextOn(0),
    )
    const answered = await Promise.all(
      [[1, 3] as const, [2, 3] as const, [2, 5] as const].map(async ([talent, job]) => {
        const { match } = await matcher.matchPair(talents[talent] as Talent, jobs[job] as Job, {})
        const values = new Map(
          match.detail?.contributions.map((each) => [each.feature, each.value]),
        )
        return RANKED_FEATURES.map(({ name }) => Math.fround(values.get(name) ?? Number.NaN))
      }),
    )
    expect(plainRows(dataset).map(({ features }) => features)).toEqual(answered)
    await engine.close()
  })

  it('has the rules judge the pairs that a model is tested on, and reads no other rows', async () => {
    const many = createWorld('collect many', { talents: 60, jobs: 4 })
    const people = new Map(many.talents.map(({ payload }) => [payload.id, payload]))
    const offers = new Map(many.jobs.map(({ payload }) => [payload.id, payload]))
    const ids = new Map(
      [...people.keys(), ...offers.keys()].flatMap((id) => [
        [pseudonyms.talent(id), id],
        [pseudonyms.job(id), id],
      ]),
    )
    const features = new Float32Array(WIDTH).fill(1)
    const pairs = [...people.keys()].flatMap((talentId, day) =>
      [...offers.keys()].map((jobId) =>
        pairOf(0, 0, { talentId, jobId, features, decidedAt: new Date(Date.UTC(2026, 2, day)) }),
      ),
    )
    const gone = [...offers.keys()][3] as string
    const corpus = new MemoryCorpus([...people.values()], [...offers.values()])
    corpus.jobs.delete(gone)
    const read = new Set<string>()
    const talentsOf = corpus.talentsOf.bind(corpus)
    corpus.talentsOf = (asked) => {
      for (const id of asked) read.add(id)
      return talentsOf(asked)
    }
    const { dataset } = await collect(new GivenPairs(pairs), corpus)

    const tested = rowsOf(splitByTime(dataset, 5).split, 'test')
    expect(tested.length).toBeGreaterThan(10)
    const rows = plainRows(dataset)
    for (const [row, { talent, job, rules, level }] of rows.entries()) {
      const person = people.get(ids.get(talent) ?? '') as Talent
      const offer = offers.get(ids.get(job) ?? '') as Job
      if (!tested.includes(row)) expect([rules, level]).toEqual([Number.NaN, null])
      else {
        expect(level).toBe(person.experience_level ?? null)
        if (offer.id === gone) expect(rules).toBeNaN()
        else expect(rules).toBeCloseTo(scoreByRules(person, offer).match_score, 4)
      }
    }
    expect(read).toEqual(new Set(Array.from(tested, (row) => ids.get(rows[row]?.talent ?? ''))))
  })

  it('counts whose talent or job is gone', async () => {
    const corpus = new MemoryCorpus(talents, jobs)
    corpus.jobs.delete(jobs[3]?.id ?? '')
    corpus.talents.delete(talents[4]?.id ?? '')
    const { dataset, gone } = await collect(
      new GivenPairs([pairOf(0, 3), pairOf(4, 0), pairOf(0, 0)]),
      corpus,
    )
    expect(gone).toBe(2)
    expect(dataset.count).toBe(1)
  })

  it('names nobody, and keeps no text', async () => {
    const { dataset } = await collect(
      new GivenPairs(talents.flatMap((_, talent) => jobs.map((__, job) => pairOf(talent, job)))),
    )
    expect(dataset.count).toBe(100)
    const { features: _, ...rest } = dataset
    const said = JSON.stringify(rest)
    for (const { id, title } of [...talents, ...jobs]) {
      expect(said).not.toContain(id)
      expect(said).not.toContain(title)
    }
    expect(new Set(dataset.talentIds).size).toBe(10)
    expect(dataset.talentIds).toContain(pseudonyms.talent(talents[0]?.id ?? ''))
  })

  it('asks for one window, one sample and this contract', async () => {
    const source = new GivenPairs([pairOf(0, 0)])
    await collect(source)
    expect(source.asked).toEqual([
      [
        { from: new Date('2025-06-01T00:00:00Z'), until: AS_OF },
        { seed: 5, share: 1 },
        CONTRACT_HASH,
      ],
      [expect.anything(), { seed: 5, share: 0 }, CONTRACT_HASH],
    ])
  })

  it('stops when it is told to', async () => {
    const stopped = AbortSignal.abort(new Error('stopped'))
    const options = {
      source: new GivenPairs([pairOf(0, 0)]),
      corpus: new MemoryCorpus(talents, jobs),
      embedder: nullEmbedder,
      context: contextOf(EMPTY_TABLES, 0),
      pseudonyms,
      asOf: AS_OF,
      seed: 5,
      signal: stopped,
    }
    await expect(collectDataset(options)).rejects.toThrow('stopped')
  })
})

describe('how much becomes rows', () => {
  it('never comes to more than asked for, and to four passed over for each label', () => {
    const count = fc.nat(1_000_000)
    fc.assert(
      fc.property(
        count,
        count,
        fc.integer({ min: 100, max: 200_000 }),
        (labelled, passedOver, most) => {
          const { expected, shares } = sampleSizes({ labelled, passedOver }, most)
          const kept = [shares.labelled * labelled, shares.passedOver * passedOver] as const
          expect(kept[0] + kept[1]).toBeLessThanOrEqual(most + 1e-6)
          expect(expected).toBeLessThanOrEqual(most)
          expect(kept[1]).toBeLessThanOrEqual(4 * labelled + 1e-6)
          for (const share of Object.values(shares)) {
            expect(share).toBeGreaterThanOrEqual(0)
            expect(share).toBeLessThanOrEqual(1)
          }
          if (labelled + Math.min(passedOver, 4 * labelled) <= most)
            expect(shares.labelled).toBe(labelled && 1)
        },
      ),
    )
  })
})

describe('pseudonyms', () => {
  it('hang on key, kind and id', () => {
    const id = talents[0]?.id ?? ''
    expect(pseudonymsBy(KEY).talent(id)).toBe(pseudonyms.talent(id))
    expect(pseudonyms.job(id)).not.toBe(pseudonyms.talent(id))
    expect(pseudonymsBy(`${KEY}!`).talent(id)).not.toBe(pseudonyms.talent(id))
    expect(pseudonyms.talent(id)).toMatch(/^[0-9a-f]{32}$/)
    expect(() => pseudonymsBy('short')).toThrow(RangeError)
  })
})
