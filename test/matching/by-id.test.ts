import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Embedder } from '../../src/embeddings/embedder.ts'
import { DIMENSIONS } from '../../src/embeddings/embedder.ts'
import { loadEmbedder } from '../../src/embeddings/load.ts'
import { RANKED_FEATURES } from '../../src/features/registry.ts'
import { readModelFolder } from '../../src/matching/bundle/bundle.ts'
import type { ServedMatches } from '../../src/matching/by-id/by-id-matcher.ts'
import { CorpusMatcher } from '../../src/matching/by-id/corpus-matcher.ts'
import { createEngine, type Engine } from '../../src/matching/engine/engine.ts'
import type { RankedMatches } from '../../src/matching/matcher.ts'
import { createWorld } from '../../src/training/synthetic/world.ts'
import type { Job, Talent } from '../../supabase/functions/_shared/payload.ts'
import { RULES_VERSION } from '../../supabase/functions/_shared/rules.ts'
import { job, talent } from '../app.ts'
import { LOAD_TIMEOUT_MS, WEIGHTS } from '../embeddings/model.ts'
import { WatchedCorpus } from './watched-corpus.ts'

const TODAY = new Date('2025-01-20T09:00:00Z')
const MODEL = process.env.MODEL_PATH ?? 'models/initial'
const TOP = { limit: 10, minScore: 0 } as const
const ALL = { limit: 1000, minScore: 0, explain: 'full' } as const

/** More than are ranked on the event loop; short texts, for they have to be embedded. */
const MANY = 300
const FEW = 40
const world = createWorld('by id', { talents: MANY, jobs: MANY, asOf: TODAY })
const jobs = world.jobs.map(({ payload }) => payload)
const talents = world.talents.map(({ payload }) => payload)
const shortJobs = jobs.map((each) => ({ ...each, description: each.description.slice(0, 150) }))
const shortTalents = talents.map((each) => ({ ...each, bio: each.bio?.slice(0, 150) ?? null }))

const start = (modelFolder: string | undefined = MODEL) =>
  createEngine({ modelFolder, workers: 1, clock: () => TODAY })

let embedder: Embedder
let engine: Engine
beforeAll(async () => {
  embedder = await loadEmbedder(WEIGHTS)
  engine = await start()
  await engine.useEmbedder(embedder)
}, LOAD_TIMEOUT_MS)
afterAll(() => engine.close())

/** An indexed corpus, and the matcher over it. */
async function corpusOf(someTalents: readonly Talent[], someJobs: readonly Job[]) {
  const corpus = new WatchedCorpus(someTalents, someJobs)
  await corpus.index(embedder)
  return { corpus, matcher: new CorpusMatcher(engine, corpus) }
}

type Served = ServedMatches['served']
const jobIds = (served: Served) => served.map(({ match }) => match.job_id)
const [someone = talent()] = talents

/**
 * Halves differ from numbers in the sixth digit. Where a threshold of a tree lies between them, and
 * there alone, a score steps.
 */
function expectAgreement(served: Served, stateless: RankedMatches['matches']): void {
  const pairOf = (match: { talent_id: string; job_id: string }) =>
    `${match.talent_id} ${match.job_id}`
  const scores = new Map(stateless.map((match) => [pairOf(match), match.match_score]))
  expect(served.map(({ match }) => pairOf(match)).toSorted()).toEqual([...scores.keys()].toSorted())
  const steps = served.filter(({ match }) => {
    const difference = Math.abs(match.match_score - (scores.get(pairOf(match)) ?? Number.NaN))
    expect(difference).toBeLessThan(3)
    return difference > 0.05
  })
  expect(steps.length).toBeLessThanOrEqual(Math.ceil(served.length / 100))
}

describe('by id, as if the rows had been sent', () => {
  it.each([
    ['few jobs', FEW],
    ['many jobs, in a thread', MANY],
  ])('ranks %s', { timeout: LOAD_TIMEOUT_MS }, async (_, count) => {
    const some = (count === FEW ? jobs : shortJobs).slice(0, count)
    const { matcher } = await corpusOf([], some)
    for (const each of talents.slice(0, 5)) {
      const answer = await matcher.matchJobs(each, ALL)
      const stateless = await engine.matchJobs(each, some, ALL)
      expect(answer.source).toBe('ml')
      expect(answer.model_version).toBe(stateless.model_version)
      expect(answer.candidates).toBe(count)
      expect(answer.excluded).toEqual(stateless.excluded)
      expectAgreement(answer.served, stateless.matches)
      const best = stateless.matches.slice(0, TOP.limit).map(({ job_id }) => job_id)
      expect(jobIds((await matcher.matchJobs(each, TOP)).served)).toEqual(best)
    }
  })

  it.each([
    ['few talents', FEW],
    ['many talents, in a thread', MANY],
  ])('ranks %s', { timeout: LOAD_TIMEOUT_MS }, async (_, count) => {
    const some = (count === FEW ? talents : shortTalents).slice(0, count)
    const { matcher } = await corpusOf(some, [])
    for (const each of jobs.slice(0, 5)) {
      const answer = await matcher.matchTalents(each, ALL)
      const stateless = await engine.matchTalents(each, some, ALL)
      expect(answer.candidates).toBe(count)
      expect(answer.excluded).toEqual(stateless.excluded)
      expectAgreement(answer.served, stateless.matches)
      expect([...answer.talents.keys()]).toEqual(answer.served.map(({ match }) => match.talent_id))
    }
  })

  it('says the same of a pair, in words and numbers', async () => {
    const { matcher } = await corpusOf([], jobs.slice(0, FEW))
    const { served } = await matcher.matchJobs(someone, ALL)
    const { matches } = await engine.matchJobs(someone, jobs.slice(0, FEW), ALL)
    for (const { match } of served.slice(0, 5)) {
      const same = matches.find(({ job_id }) => job_id === match.job_id)
      expect(match.explanation.top_factors.map(({ description }) => description)).toEqual(
        same?.explanation.top_factors.map(({ description }) => description),
      )
      match.detail?.contributions.forEach(({ feature, value }, at) => {
        expect(feature).toBe(same?.detail?.contributions[at]?.feature)
        const other = same?.detail?.contributions[at]?.value
        if (value === null) expect(other).toBeNull()
        else expect(value).toBeCloseTo(other ?? Number.NaN, 3)
      })
    }
  })

  it('gives the same bytes twice, on either thread', async () => {
    const { corpus, matcher } = await corpusOf([], shortJobs)
    const whole = JSON.stringify(await matcher.matchJobs(someone, TOP))
    expect(JSON.stringify(await matcher.matchJobs(someone, TOP))).toBe(whole)
    const best = [...(await matcher.matchJobs(someone, TOP)).jobs.values()]
    const fewer = new WatchedCorpus([], best)
    for (const { id } of best) fewer.prepared.set(id, corpus.prepared.get(id) as Uint8Array)
    const inline = await new CorpusMatcher(engine, fewer).matchJobs(someone, TOP)
    expect(JSON.stringify(inline.served)).toBe(JSON.stringify(JSON.parse(whole).served))
  })
})

describe('an answer by id', () => {
  let corpus: WatchedCorpus
  let matcher: CorpusMatcher
  beforeEach(async () => {
    const made = await corpusOf(talents.slice(0, FEW), jobs.slice(0, FEW))
    corpus = made.corpus
    matcher = made.matcher
  })

  const stateless = async (options: { limit: number; minScore: number } = TOP) =>
    (await engine.matchJobs(someone, [...corpus.jobs.values()], options)).matches.map(
      ({ job_id }) => job_id,
    )

  it('brings what the log keeps: rank, raw score and what the ranker read', async () => {
    const { served, featureContract } = await matcher.matchJobs(someone, ALL)
    expect(featureContract).toMatch(/^[0-9a-f]{64}$/)
    const raws = served.map(({ rawScore }) => rawScore ?? Number.NaN)
    expect(raws).toEqual(raws.toSorted((a, b) => b - a))
    for (const { match, rawScore, features } of served) {
      const { base_value = Number.NaN, contributions = [] } = match.detail ?? {}
      const sum = contributions.reduce((total, { contribution }) => total + contribution, 0)
      expect(base_value + sum).toBeCloseTo(rawScore ?? Number.NaN, 6)
      const read = RANKED_FEATURES.map(
        ({ name }) => contributions.find(({ feature }) => feature === name)?.value ?? Number.NaN,
      )
      expect([...(features ?? [])]).toEqual(read)
    }
  })

  it('keeps to limit and lowest score', async () => {
    const { served } = await matcher.matchJobs(someone, ALL)
    const median = served[Math.floor(served.length / 2)]?.match.match_score ?? 0
    const above = await matcher.matchJobs(someone, { limit: 1000, minScore: median })
    expect(jobIds(above.served)).toEqual(
      jobIds(served.filter(({ match }) => match.match_score >= median)),
    )
    const top = await matcher.matchJobs(someone, { limit: 3, minScore: 0 })
    expect(jobIds(top.served)).toEqual(jobIds(served.slice(0, 3)))
    expect([...top.jobs.keys()]).toEqual(jobIds(top.served))
  })

  it('gives the place of a row that is gone or closed by then to the next best', async () => {
    const [one = '', two = '', three = ''] = await stateless()
    corpus.afterRetrieval = () => {
      corpus.jobs.delete(one)
      corpus.jobs.delete(two)
      const closing = corpus.jobs.get(three)
      if (closing) corpus.jobs.set(three, { ...closing, status: 'closed' })
    }
    const { served, candidates } = await matcher.matchJobs(someone, TOP)
    expect(candidates).toBe(FEW)
    expect(served).toHaveLength(TOP.limit)
    expect(jobIds(served)).toEqual(await stateless())
  })

  it('answers nothing where all are gone', async () => {
    corpus.afterRetrieval = () => corpus.jobs.clear()
    expect((await matcher.matchJobs(someone, TOP)).served).toEqual([])
    expect((await matcher.matchJobs(someone, TOP)).candidates).toBe(0)
  })

  it('reads a row anew that says other than the index', async () => {
    const [best = ''] = await stateless()
    const changed = { ...(corpus.jobs.get(best) as Job), title: 'Night Porter', skills: [] }
    corpus.jobs.set(best, changed)
    const { served } = await matcher.matchJobs(someone, ALL)
    const { matches } = await engine.matchJobs(someone, [changed], ALL)
    const again = served.find(({ match }) => match.job_id === best)?.match
    expect(again).toEqual(matches[0])
    expect(jobIds(served)).toEqual(await stateless(ALL))
  })

  it.each<[string, (bytes: Uint8Array) => Uint8Array | undefined]>([
    ['no bytes', () => undefined],
    ['bytes that are cut short', (bytes) => bytes.slice(0, bytes.length / 2)],
    ['bytes of another format', (bytes) => bytes.with(4, (bytes[4] ?? 0) ^ 1)],
    ['a changed bit', (bytes) => bytes.with(500, (bytes[500] ?? 0) ^ 1)],
    ['empty bytes', () => new Uint8Array()],
  ])('reads rows with %s from their payloads', async (_, spoil) => {
    ;[...corpus.prepared].forEach(([id, bytes], at) => {
      if (at % 2 === 0) return
      const spoilt = spoil(bytes)
      if (spoilt) corpus.prepared.set(id, spoilt)
      else corpus.prepared.delete(id)
    })
    const { served, partial, candidates } = await matcher.matchJobs(someone, TOP)
    expect(partial).toBeUndefined()
    expect(candidates).toBe(FEW)
    expect(jobIds(served)).toEqual(await stateless())
    const one = await matcher.matchTalents(jobs[0] ?? job(), TOP)
    expect(one.served).toHaveLength(TOP.limit)
  })

  it('retrieves by what the subject says', async () => {
    await matcher.matchJobs(
      talent({ title: 'Nurse', skills: [{ name: 'JS' }], location: 'Lyon, France' }),
      TOP,
    )
    await matcher.matchTalents(job(0, { title: 'Nurse', location: 'Remote' }), TOP)
    const [forTalent, forJob] = corpus.hints
    expect(forTalent).toMatchObject({
      embedder: embedder.id,
      place: expect.stringMatching(/^fr\/.*\/lyon$/),
    })
    expect(Math.hypot(...(forTalent?.vector.subarray(0, DIMENSIONS) ?? []))).toBeCloseTo(1, 5)
    expect(forTalent?.skills.length).toBeGreaterThan(1)
    expect(forJob).toMatchObject({ place: null })
  })
})

describe('by id, in need', () => {
  it('ranks by rules where there is no model, and while weights load', async () => {
    const corpus = new WatchedCorpus(talents.slice(0, FEW), jobs.slice(0, FEW))
    for (const folder of [undefined, MODEL]) {
      const early = await createEngine({ modelFolder: folder, workers: 1, clock: () => TODAY })
      const matcher = new CorpusMatcher(early, corpus)
      const answer = await matcher.matchJobs(someone, TOP)
      const stateless = await early.matchJobs(someone, jobs.slice(0, FEW), TOP)
      expect(answer).toMatchObject({ source: 'fallback', model_version: RULES_VERSION })
      expect(answer.served.map(({ match }) => match)).toEqual(stateless.matches)
      expect([...answer.jobs.keys()]).toEqual(jobIds(answer.served))
      expect((await matcher.matchTalents(jobs[0] ?? job(), TOP)).talents.size).toBe(TOP.limit)
      const pair = await matcher.matchPair(someone, jobs[0] ?? job(), {})
      expect(pair).toMatchObject({ source: 'fallback', match: { job_id: jobs[0]?.id } })
      await early.close()
    }
  })

  it('leaves out what there is no time to embed, and says so', async () => {
    const slow = await start()
    await slow.useEmbedder({
      id: embedder.id,
      embed: async (texts, options) => {
        await new Promise((resolve) => setTimeout(resolve, 300))
        return embedder.embed(texts, options)
      },
      close: async () => {},
    })
    const { corpus } = await corpusOf([], jobs.slice(0, FEW))
    const matcher = new CorpusMatcher(slow, corpus)
    const hurried = await matcher.matchJobs(someone, { ...TOP, budgetMs: 1550 })
    expect(hurried).toMatchObject({ source: 'ml', partial: ['embeddings'] })
    expect(hurried.served).toHaveLength(TOP.limit)
    const patient = await matcher.matchJobs(someone, { ...TOP, budgetMs: 60_000 })
    expect(patient.partial).toBeUndefined()
    const { matches } = await engine.matchJobs(someone, jobs.slice(0, FEW), TOP)
    expect(jobIds(patient.served)).toEqual(matches.map(({ job_id }) => job_id))
    await slow.close()
  })

  it('ranks without vectors where no weights are there', async () => {
    const without = await start()
    without.goWithoutEmbeddings('no hub, no pip')
    const corpus = new WatchedCorpus([], jobs.slice(0, FEW))
    const answer = await new CorpusMatcher(without, corpus).matchJobs(someone, ALL)
    const { matches } = await without.matchJobs(someone, jobs.slice(0, FEW), ALL)
    expect(answer.served.map(({ match }) => match)).toEqual(matches)
    const [hint] = corpus.hints
    expect(hint?.embedder).toBe('none')
    expect(hint?.vector.subarray(0, DIMENSIONS).some((value) => value !== 0)).toBe(false)
    await without.close()
  })

  it('finishes with the model it began with, though another takes its place', async () => {
    const changing = await start()
    await changing.useEmbedder({
      ...embedder,
      embed: embedder.embed.bind(embedder),
      close: async () => {},
    })
    const { corpus } = await corpusOf([], shortJobs)
    const matcher = new CorpusMatcher(changing, corpus)
    let replaced: Promise<void> = Promise.resolve()
    const model = await readModelFolder(MODEL)
    corpus.afterRetrieval = () => {
      replaced = changing.useModel(model)
    }
    expect((await matcher.matchJobs(someone, TOP)).served).toHaveLength(TOP.limit)
    await replaced
    corpus.afterRetrieval = () => {}
    expect((await matcher.matchJobs(someone, TOP)).served).toHaveLength(TOP.limit)
    await changing.close()
  })
})

describe('one pair', () => {
  const matcher = () => new CorpusMatcher(engine, new WatchedCorpus([], []))

  it('comes with every contribution and every mismatch, as in a list', async () => {
    const [one = job()] = jobs
    const { match, excluded } = await matcher().matchPair(someone, one, {})
    const { matches } = await engine.matchJobs(someone, [one], ALL)
    expect(excluded).toBeUndefined()
    const { mismatches, ...rest } = match.explanation
    expect(mismatches).toBeInstanceOf(Array)
    expect({ ...match, explanation: rest }).toEqual({
      ...matches[0],
      explanation: { ...matches[0]?.explanation, mismatches: undefined },
    })
  })

  it('is told in full though a hard constraint excludes it', async () => {
    const closed = { ...(jobs[0] ?? job()), status: 'closed' }
    const { match, excluded } = await matcher().matchPair(someone, closed, {})
    expect(excluded).toBe('job_not_active')
    expect(match.detail?.contributions.length).toBeGreaterThan(RANKED_FEATURES.length)
  })
})
