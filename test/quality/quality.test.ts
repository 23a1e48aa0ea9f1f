import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Database } from '../../src/db/database.ts'
import { Quality } from '../../src/db/observation/quality-days.ts'
import { CONTRACT_HASH, RANKED_FEATURES } from '../../src/features/registry.ts'
import { measureQuality } from '../../src/jobs/monitoring/measure-quality.ts'
import { binFeature, populationStability } from '../../src/quality/feature-bins.ts'
import { fallbackShares, ratesOf } from '../../src/quality/quality-day.ts'
import { engines, type OpenEngine } from '../db/engines.ts'
import { addJob, addTalent } from '../jobs/platform-rows.ts'

const NEVER = new AbortController().signal
const DAY = '2026-03-10'
const MODEL = '1.0.20260301'

describe.each(engines)('quality on $name', (engine) => {
  let opened: OpenEngine
  let database: Database
  let quality: Quality
  let talents: string[]
  let jobs: string[]
  beforeAll(async () => {
    opened = await engine.open()
    database = opened.database
    quality = new Quality(database)
    talents = [await addTalent(database, {}), await addTalent(database, {})]
    jobs = await Promise.all([1, 2, 3, 4].map(() => addJob(database, {})))
  })
  afterAll(() => opened?.close())
  beforeEach(() =>
    database.query(
      `truncate public.match_impressions, public.match_events, public.match_feedback,
         public.ml_quality_days, public.ml_feature_drift`,
    ),
  )

  const show = (
    [talent, job]: readonly [number, number],
    at: string,
    score: number,
    fields: {
      request?: string
      arm?: string | null
      source?: string
      version?: string
      to?: string
    } = {},
  ) => {
    const {
      request = 'a',
      arm = 'treatment',
      source = 'ml',
      version = MODEL,
      to = 'talent',
    } = fields
    return database.query(
      `insert into public.match_impressions
         (request_id, talent_id, job_id, shown_to, rank, candidates, score, source, arm, model_version, shown_at)
       values ($1, $2, $3, $4, 1, 9, $5, $6, $7, $8, $9)`,
      [request, talents[talent], jobs[job], to, score, source, arm, version, at],
    )
  }
  const happen = (
    [talent, job]: readonly [number, number],
    type: string,
    at: string,
    seconds = 30,
  ) =>
    database.query(
      `insert into public.match_events (talent_id, job_id, type, actor, source, duration_seconds, occurred_at)
       values ($1, $2, $3, 'talent', 'api', $4, $5)`,
      [talents[talent], jobs[job], type, type === 'viewed' ? seconds : null, at],
    )

  it('counts a day as it is counted by hand', async () => {
    await show([0, 0], `${DAY}T08:00Z`, 95)
    // Again in another answer: one pair, with its first score.
    await show([0, 0], `${DAY}T09:00Z`, 40, { request: 'b' })
    await show([0, 1], `${DAY}T08:00Z`, 72)
    await show([1, 2], `${DAY}T23:59Z`, 100, { request: 'c' })
    await show([1, 3], `${DAY}T23:59Z`, 55, { request: 'c' })
    // Rules in the same arm, and an arm of its own.
    await show([0, 2], `${DAY}T10:00Z`, 61, {
      request: 'd',
      source: 'fallback',
      version: 'rules-1',
    })
    await show([1, 0], `${DAY}T10:00Z`, 8, { request: 'e', arm: null })
    // Neither is of people, or of the day.
    await show([0, 3], `${DAY}T08:00Z`, 99, { request: 'f', to: 'service' })
    await show([0, 3], '2026-03-11T00:00Z', 99, { request: 'g' })

    await happen([0, 0], 'viewed', `${DAY}T08:05Z`)
    await happen([0, 0], 'applied', `${DAY}T08:10Z`)
    // Before it was shown; too short; a day too late.
    await happen([0, 1], 'viewed', `${DAY}T07:00Z`)
    await happen([0, 1], 'viewed', `${DAY}T08:01Z`, 5)
    await happen([0, 1], 'interested', '2026-03-11T08:00Z')
    await happen([1, 2], 'viewed', '2026-03-11T12:00Z')
    await happen([1, 3], 'dismissed', '2026-03-11T12:00Z')
    // Wanted, and not shown by the model.
    await happen([1, 1], 'interested', '2026-03-11T01:00Z')

    await quality.measure(DAY)
    const days = (await quality.days(DAY)).map(
      ({ impressionsByGroup, engagedByGroup, labelledByGroup, gapByGroup, ...counts }) => counts,
    )
    const none = { answers: 1, applied: 0, positive: 0, labelled: 0, scoreSum: 0, labelSum: 0 }
    expect(days).toEqual([
      {
        ...{ day: DAY, arm: 'none', modelVersion: MODEL, ...none },
        ...{ fallbackAnswers: 0, impressions: 1, engaged: 0, wanted: 1 },
        scores: [1, 0, 0, 0, 0, 0, 0, 0, 0, 0],
      },
      {
        ...{ day: DAY, arm: 'treatment', modelVersion: MODEL, answers: 3, fallbackAnswers: 0 },
        ...{ impressions: 4, engaged: 2, applied: 1, positive: 1, wanted: 2 },
        // 95, 100 and 55 points were 100, 55 and 20.
        ...{ labelled: 3, scoreSum: 250, labelSum: 175 },
        scores: [0, 0, 0, 0, 0, 1, 0, 1, 0, 2],
      },
      {
        ...{ day: DAY, arm: 'treatment', modelVersion: 'rules-1', ...none },
        // What the model had shown too late for it.
        ...{ fallbackAnswers: 1, impressions: 1, engaged: 0, wanted: 1 },
        scores: [0, 0, 0, 0, 0, 0, 1, 0, 0, 0],
      },
    ])
    const [, treatment] = await quality.days(DAY)
    const sum = (groups: readonly number[] = []) => groups.reduce((all, each) => all + each, 0)
    expect([sum(treatment?.labelledByGroup), sum(treatment?.gapByGroup)]).toEqual([3, 75])
    expect(treatment && ratesOf(treatment)).toEqual({
      engagement: 0.5,
      conversion: 0.25,
      precision: 0.25,
      recall: 0.5,
      calibrationGap: 25,
    })
    // Three answers by the model and one by rules.
    expect(fallbackShares(await quality.days(DAY))).toEqual(
      new Map([
        ['none', 0],
        ['treatment', 0.25],
      ]),
    )
  })

  it('replaces what it counted before, also by nothing', async () => {
    await show([0, 0], `${DAY}T08:00Z`, 95)
    await show([0, 1], `${DAY}T08:00Z`, 95, { arm: 'control' })
    await quality.measure(DAY)
    await quality.measure(DAY)
    expect(await quality.days(DAY)).toHaveLength(2)
    await database.query(`delete from public.match_impressions where arm = 'control'`)
    await show([0, 2], `${DAY}T08:00Z`, 95)
    await quality.measure(DAY)
    expect(await quality.days(DAY)).toMatchObject([{ arm: 'treatment', impressions: 2 }])
  })

  it('groups the pairs of talents, 50 of each at most', async () => {
    const more = Array.from({ length: 60 }, () => addJob(database, {}))
    jobs = [...jobs, ...(await Promise.all(more))]
    for (const job of jobs.keys()) await show([0, job], `${DAY}T08:00Z`, 90)
    for (const job of [0, 1, 2]) await show([1, job], `${DAY}T08:00Z`, 90, { request: 'b' })
    for (const job of [0, 1, 3]) {
      await show([1, job], `${DAY}T08:00Z`, 90, { request: 'c', to: 'company' })
    }
    await happen([1, 2], 'applied', `${DAY}T09:00Z`)
    await quality.measure(DAY)
    const [day] = await quality.days(DAY)
    const sum = (groups: readonly number[] = []) => groups.reduce((all, each) => all + each, 0)
    expect(day?.impressions).toBe(64 + 3 + 3)
    expect(sum(day?.impressionsByGroup)).toBe(50 + 3)
    expect(sum(day?.engagedByGroup)).toBe(1)
    // A talent is in one group, the same every time.
    const groups = day?.impressionsByGroup.filter((count) => count > 0)
    expect([[53], [50, 3], [3, 50]]).toContainEqual(groups)
    expect([day?.impressionsByGroup.length, day?.engagedByGroup.length]).toEqual([16, 16])
  })

  it('measures what may still change, and makes up for days of rest', async () => {
    await show([0, 0], `${DAY}T08:00Z`, 95)
    const at = (day: string) => Date.parse(`${day}T12:00:00Z`)
    expect(await measureQuality(quality, at('2026-03-12'), NEVER)).toBe(31)
    expect(await quality.days('2026-01-01')).toMatchObject([{ day: DAY }])
    // From the last day that had anything.
    expect(await measureQuality(quality, at('2026-03-15'), NEVER)).toBe(6)
  })

  it('tells features that were served from those that were learned from', async () => {
    const width = RANKED_FEATURES.length
    const learned = Array.from({ length: 100 }, (_, at) => at / 100)
    const bins = Object.fromEntries(RANKED_FEATURES.map(({ name }) => [name, binFeature(learned)]))
    await database.query(
      `insert into public.ml_model_versions (version, model_path, manifest)
       values ($1, 'x', jsonb_build_object('feature_bins', $2::jsonb)) on conflict do nothing`,
      [MODEL, JSON.stringify(bins)],
    )
    for (const [at, value] of learned.entries()) {
      // The first as it was learned, the second always high, the third always missing.
      const features = Array.from(
        { length: width },
        (_, n) => [value, 0.99, null][n] ?? (n === 2 ? null : value),
      )
      await show([0, 0], `${DAY}T08:00Z`, 50, { request: String(at) })
      await database.query(
        'update public.match_impressions set features = $2, feature_contract = $3 where request_id = $1',
        [String(at), features, CONTRACT_HASH],
      )
    }
    await measureQuality(quality, Date.parse(`${DAY}T12:00:00Z`), NEVER)
    const drift = await quality.lastDrift(MODEL, 100)
    const psi = new Map(drift.map((each) => [each.feature, each.psi]))
    const [first, second, third] = RANKED_FEATURES.map(({ name }) => psi.get(name) ?? Number.NaN)
    expect(drift).toHaveLength(width)
    expect(first).toBe(0)
    // All in the last of ten bins: 0.9 ln 10 + 9 (0.1 - 0.001) ln(0.1 / 0.001).
    expect(second).toBeCloseTo(0.9 * Math.log(10) + 9 * 0.099 * Math.log(100), 6)
    expect(third).toBeCloseTo(0.999 * Math.log(1000) + 10 * 0.099 * Math.log(100), 6)
    expect(await quality.lastDrift(MODEL, 101)).toEqual([])

    // A manifest that was written elsewhere keeps nothing else from being measured.
    for (const broken of ['"x"', '{"edges":[1]}', '{"edges":["a"],"shares":[1,2,3]}', 'null']) {
      await database.query(
        `update public.ml_model_versions set manifest =
           jsonb_build_object('feature_bins', jsonb_build_object($2::text, $3::jsonb)) where version = $1`,
        [MODEL, RANKED_FEATURES[0]?.name, broken],
      )
      expect(await measureQuality(quality, Date.parse(`${DAY}T12:00:00Z`), NEVER)).toBe(3)
    }
  })
})

describe('bins of a feature', () => {
  it('are deciles, and one for what is missing', () => {
    const bins = binFeature([
      ...Array.from({ length: 80 }, (_, at) => at),
      ...Array(20).fill(Number.NaN),
    ])
    expect(bins.edges).toEqual([7, 15, 23, 31, 39, 47, 55, 63, 71])
    expect(bins.shares.at(-1)).toBe(0.2)
    expect(bins.shares.reduce((sum, share) => sum + share)).toBeCloseTo(1, 9)
  })

  it('are fewer where values repeat, and one where there is one', () => {
    expect(binFeature([0, 0, 0, 1, 1, 1, 1, 1, 1, 1])).toEqual({
      edges: [0],
      shares: [0.3, 0.7, 0],
    })
    expect(binFeature([5, 5])).toEqual({ edges: [], shares: [1, 0] })
    expect(binFeature([Number.NaN])).toEqual({ edges: [], shares: [0, 1] })
  })

  it('tell of any change, and of nothing else', () => {
    const value = fc.option(fc.double({ noDefaultInfinity: true, noNaN: true }), {
      nil: Number.NaN,
    })
    const values = fc.array(value, { minLength: 1, maxLength: 60 })
    fc.assert(
      fc.property(values, values, (learned, served) => {
        const bins = binFeature(learned)
        // Shares are kept with five digits.
        expect(populationStability(bins, learned)).toBeLessThan(1e-6)
        expect(populationStability(bins, served)).toBeGreaterThanOrEqual(0)
        expect(bins.shares).toHaveLength(bins.edges.length + 2)
      }),
    )
  })

  it('hold for numbers that were kept in 32 bits', () => {
    const values = Array.from({ length: 50 }, (_, at) => at / 10)
    expect(populationStability(binFeature(values), Float32Array.from(values))).toBe(0)
  })
})
