import { randomUUID } from 'node:crypto'
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadEmbedder } from '../../../src/embeddings/load.ts'
import { readModelFolder } from '../../../src/matching/bundle/bundle.ts'
import { createEngine, type Engine } from '../../../src/matching/engine/engine.ts'
import { createWorld } from '../../../src/training/synthetic/world.ts'
import type { Job, Talent } from '../../../supabase/functions/_shared/payload.ts'
import { RULES_VERSION } from '../../../supabase/functions/_shared/rules.ts'
import { job, talent } from '../../app.ts'
import { startEngine, weightsFolder } from '../start-engine.ts'

const TODAY = new Date('2025-01-15T00:00:00Z')
const MODEL = process.env.MODEL_PATH ?? 'models/initial'
const ALL = { limit: 1000, minScore: 0 } as const

const withModel = () =>
  createEngine({
    modelFolder: MODEL,
    workers: 1,
    clock: () => TODAY,
    onModelRefused: (error) => {
      throw error
    },
  })

const world = createWorld('engine', { talents: 30, jobs: 30, asOf: TODAY })
const talents = world.talents.map(({ payload }) => payload)
const jobs = world.jobs.map(({ payload }) => payload)

/** More candidates than any engine ranks where they come, made of a few texts. */
const manyJobs = Array.from(
  { length: 700 },
  (_, at): Job => ({
    ...(jobs[at % 8] ?? job()),
    id: `33333333-3333-4333-8333-${String(at).padStart(12, '0')}`,
    salary_min: 20_000 + 100 * at,
    salary_max: 30_000 + 100 * at,
  }),
)

describe('the engine', () => {
  let engine: Engine
  beforeAll(async () => {
    engine = await startEngine({ clock: () => TODAY })
  }, 600_000)
  afterAll(() => engine.close())

  it('answers the same bytes twice, whatever it was asked between', async () => {
    const someone = talents[0] ?? talent()
    const first = JSON.stringify(await engine.matchJobs(someone, jobs, { ...ALL, explain: 'full' }))
    await engine.matchTalents(jobs[1] ?? job(), talents, ALL)
    const again = JSON.stringify(await engine.matchJobs(someone, jobs, { ...ALL, explain: 'full' }))
    expect(again).toBe(first)
    expect(first).toContain('"source":"ml"')
  })

  it.each<[string, Partial<Talent>]>([
    ['pay and place', { salary_min: 90_000, salary_max: 120_000, location: 'Lyon, France' }],
    ['title', { title: 'Head of Data Engineering' }],
    ['bio', { bio: 'Ten years of Kubernetes and PostgreSQL in retail banking.' }],
    ['skills', { skills: [{ name: 'Kubernetes' }, { name: 'Sales' }] }],
    ['level of a skill', { skills: [{ name: 'Kubernetes', proficiency_level: 5 }] }],
  ])('reads a talent of another %s as it would if it had never seen it', async (_, change) => {
    const known = { ...talent(), skills: [{ name: 'Kubernetes', proficiency_level: 1 }] }
    await engine.matchJobs(known, jobs, ALL)
    const id = randomUUID()
    const seen = await engine.matchJobs({ ...known, ...change }, jobs, ALL)
    const unseen = await engine.matchJobs({ ...known, ...change, id }, jobs, ALL)
    expect(seen.matches.map((match) => ({ ...match, talent_id: id }))).toEqual(unseen.matches)
  })

  it('ranks in a worker thread exactly as where the request came', async () => {
    const someone = talents[2] ?? talent()
    const large = await engine.matchJobs(someone, manyJobs, { ...ALL, explain: 'full' })
    const small = (
      await Promise.all(
        [0, 100, 200, 300, 400, 500, 600].map((from) =>
          engine.matchJobs(someone, manyJobs.slice(from, from + 100), { ...ALL, explain: 'full' }),
        ),
      )
    ).flatMap(({ matches }) => matches)
    const byId = new Map(small.map((match) => [match.job_id, match]))
    expect(large.matches.length).toBe(small.length)
    expect(large.matches.length).toBeGreaterThan(500)
    for (const match of large.matches) {
      expect(JSON.stringify(match)).toBe(JSON.stringify(byId.get(match.job_id)))
    }
  }, 60_000)

  it('mirrors: a pair is judged alike from either side', async () => {
    for (const someone of talents.slice(0, 5)) {
      const { matches } = await engine.matchJobs(someone, jobs, ALL)
      for (const some of jobs.slice(0, 5)) {
        const mirrored = await engine.matchTalents(some, [someone], ALL)
        expect(mirrored.matches[0]).toEqual(matches.find(({ job_id }) => job_id === some.id))
      }
    }
  })

  it('answers no jobs, one job, and the same job twice', async () => {
    expect((await engine.matchJobs(talent(), [], ALL)).matches).toEqual([])
    expect((await engine.matchJobs(talent(), [job()], ALL)).matches).toHaveLength(1)
    const [first, second] = (await engine.matchJobs(talent(), [job(), job()], ALL)).matches
    expect(second).toEqual(first)
  })

  it('keeps to limit and lowest score, best first, and ties by id', async () => {
    const someone = talents[3] ?? talent()
    const { matches: all } = await engine.matchJobs(someone, jobs, { ...ALL, explain: 'full' })
    const raw = all.map(({ detail }) => detail?.raw_score ?? Number.NaN)
    expect(raw).toEqual(raw.toSorted((a, b) => b - a))
    const median = all[Math.floor(all.length / 2)]?.match_score ?? 0
    const above = await engine.matchJobs(someone, jobs, { limit: 1000, minScore: median })
    expect(above.matches.map(({ job_id }) => job_id)).toEqual(
      all.filter(({ match_score }) => match_score >= median).map(({ job_id }) => job_id),
    )
    const top = await engine.matchJobs(someone, jobs, { limit: 3, minScore: 0 })
    expect(top.matches.map(({ job_id }) => job_id)).toEqual(
      all.slice(0, 3).map(({ job_id }) => job_id),
    )
    const alike = [7, 3, 9, 1].map((number) => ({ ...job(number), title: 'Baker' }))
    const { matches: tied } = await engine.matchJobs(talent(), alike, ALL)
    expect(tied.map(({ job_id }) => job_id)).toEqual([1, 3, 7, 9].map((number) => job(number).id))
  })

  it('tells equal scores apart by likeness of the work, before ids', async () => {
    const near = job(9, { title: 'Backend Engineer', skills: null })
    const candidates = Array.from({ length: 40 }, (_, at) => ({
      ...near,
      id: job(39 - at).id,
      description: `Services in TypeScript. ${'We like tea. '.repeat(at)}`,
    }))
    const someone = talent({ bio: 'Services in TypeScript.' })
    const { matches } = await engine.matchJobs(someone, candidates, { ...ALL, explain: 'full' })
    const likenessOf = (match: (typeof matches)[number]) =>
      match.detail?.contributions.find(({ feature }) => feature === 'role_similarity')?.value ?? 0
    let ties = 0
    matches.slice(1).forEach((match, at) => {
      const better = matches[at]
      if (!better || match.detail?.raw_score !== better.detail?.raw_score) return
      ties++
      expect(likenessOf(better)).toBeGreaterThanOrEqual(likenessOf(match))
    })
    expect(ties).toBeGreaterThan(0)
  })

  it.each<[string, Partial<Talent>, Partial<Job>]>([
    ['emoji', { title: '🚀🦄', bio: '👩‍👩‍👧‍👦'.repeat(300) }, { title: '🔥', description: '✨' }],
    [
      'right-to-left text',
      { title: 'مهندس برمجيات', bio: 'أعمل منذ خمس سنوات' },
      { title: 'מהנדס', description: 'דרוש' },
    ],
    [
      'a bio of 5,000 characters',
      { bio: 'word '.repeat(1000) },
      { description: 'x'.repeat(20_000) },
    ],
    ['empty texts', { bio: '' }, { description: '', location: '', company_culture: '' }],
    [
      'names of objects',
      { skills: [{ name: 'constructor' }, { name: '__proto__' }] },
      { skills: [{ name: 'toString' }] },
    ],
    ['blank skills', { skills: [{ name: ' ' }, { name: '...' }] }, { skills: [{ name: '-' }] }],
  ])('stands %s', async (_, someone, some) => {
    const { matches } = await engine.matchJobs(talent(someone), [job(0, some)], {
      ...ALL,
      explain: 'full',
    })
    const [match] = matches
    expect(match?.match_score).toBeGreaterThanOrEqual(0)
    expect(match?.match_score).toBeLessThanOrEqual(100)
    expect(match?.confidence).toBeGreaterThanOrEqual(0)
    expect(JSON.stringify(match)).not.toMatch(/undefined|NaN|Infinity/)
  })

  it('takes null in every field that may be unknown as if it were absent', async () => {
    const nulls = <T extends object>(row: T, keys: readonly string[]): T => ({
      ...Object.fromEntries(keys.map((key) => [key, null])),
      ...row,
    })
    const talentKeys =
      'bio skills experience_level years_of_experience location remote_preference salary_min salary_max salary_currency hourly_rate_min hourly_rate_max timezone latitude longitude willing_to_relocate languages work_authorization desired_benefits'
    const jobKeys =
      'skills experience_level location remote_allowed salary_min salary_max salary_currency company_culture employment_type latitude longitude timezone hybrid benefits company_industry application_deadline posted_at status'
    const bareTalent: Talent = { id: talent().id, title: 'Baker' }
    const bareJob: Job = { id: job().id, title: 'Baker', description: '' }
    const absent = await engine.matchJobs(bareTalent, [bareJob], { ...ALL, explain: 'full' })
    const unknown = await engine.matchJobs(
      nulls(bareTalent, talentKeys.split(' ')),
      [nulls(bareJob, jobKeys.split(' '))],
      { ...ALL, explain: 'full' },
    )
    expect(unknown).toEqual(absent)
    expect(absent.matches[0]?.explanation.unknown).toContain('salary_match')
  })

  it('merges a skill that is given twice', async () => {
    const once = await engine.matchJobs(
      talent({ skills: [{ name: 'TypeScript', proficiency_level: 4 }] }),
      [job()],
      ALL,
    )
    const twice = await engine.matchJobs(
      talent({
        skills: [
          { name: 'ts', proficiency_level: 2 },
          { name: 'TypeScript', proficiency_level: 4 },
          { name: ' typescript ', proficiency_level: 1 },
        ],
      }),
      [job()],
      ALL,
    )
    expect(twice).toEqual(once)
  })
})

describe('the engine, before and without its weights', () => {
  it('answers by rules while they load, by the model without text when there are none, in full at last', async () => {
    const engine = await withModel()
    const ask = () =>
      engine.matchJobs(talents[0] ?? talent(), jobs.slice(0, 5), { ...ALL, explain: 'full' })
    expect((await ask()).source).toBe('fallback')
    expect(engine.status()).toMatchObject({
      source: 'fallback',
      model_version: RULES_VERSION,
      model_last_trained: null,
      embeddings: { state: 'loading' },
    })

    engine.goWithoutEmbeddings('no hub, no pip')
    const without = await ask()
    expect(without.source).toBe('ml')
    expect(without.partial).toBeUndefined()
    expect(engine.status()).toMatchObject({
      source: 'ml',
      embeddings: { state: 'unavailable', reason: 'no hub, no pip' },
    })
    const valueIn = (answer: typeof without, feature: string) =>
      answer.matches[0]?.detail?.contributions.find((each) => each.feature === feature)?.value
    expect(valueIn(without, 'role_similarity')).toBeNull()
    expect(valueIn(without, 'lexical_description_overlap')).not.toBeNull()

    await engine.useEmbedder(await loadEmbedder({ cacheDir: weightsFolder() }))
    expect(engine.status().embeddings).toEqual({ state: 'ready' })
    expect(valueIn(await ask(), 'role_similarity')).not.toBeNull()
    await engine.close()
  }, 60_000)

  it('leaves texts out when the time is up, says so, and does not keep the answer', async () => {
    const engine = await withModel()
    const embedder = await loadEmbedder({ cacheDir: weightsFolder() })
    await engine.useEmbedder({
      id: embedder.id,
      embed: async (texts, options) => {
        await new Promise((resolve) => setTimeout(resolve, 300))
        return embedder.embed(texts, options)
      },
      close: () => embedder.close(),
    })
    const ask = (budgetMs?: number) =>
      engine.matchJobs(talents[0] ?? talent(), jobs.slice(0, 3), {
        ...ALL,
        explain: 'full',
        ...(budgetMs !== undefined && { budgetMs }),
      })
    const hurried = await ask(1550)
    expect(hurried.partial).toEqual(['embeddings'])
    expect(hurried.source).toBe('ml')
    const patient = await ask()
    expect(patient.partial).toBeUndefined()
    expect(JSON.stringify(patient.matches)).not.toBe(JSON.stringify(hurried.matches))
    expect((await ask(20_000)).partial).toBeUndefined()
    await engine.close()
  }, 60_000)
})

describe('a model that is not whole', () => {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'models-'))
  })
  afterAll(() => rm(folder, { recursive: true }))

  /** The delivered model, spoilt; what the engine says of it. */
  async function refusalOf(name: string, spoil: (path: string) => Promise<void>) {
    const path = join(folder, name)
    await cp(MODEL, path, { recursive: true })
    await spoil(path)
    const errors: Error[] = []
    const engine = await createEngine({
      modelFolder: path,
      workers: 1,
      onModelRefused: (error) => errors.push(error),
    })
    engine.goWithoutEmbeddings('not needed here')
    const answer = await engine.matchJobs(talent(), [job()], ALL)
    expect(answer.source).toBe('fallback')
    expect(answer.matches).toHaveLength(1)
    expect(engine.status().source).toBe('fallback')
    await engine.close()
    expect(errors).toHaveLength(1)
    return errors[0]?.message
  }

  const change = (file: string, edit: (text: string) => string) => async (path: string) =>
    writeFile(join(path, file), edit(await readFile(join(path, file), 'utf8')))

  it.each<[string, (path: string) => Promise<void>, RegExp]>([
    ['absent', (path) => rm(path, { recursive: true }), /manifest\.json/],
    ['without trees', (path) => rm(join(path, 'ranker.txt')), /ranker\.txt/],
    ['without tables', (path) => rm(join(path, 'tables.json')), /tables\.json/],
    [
      'cut short',
      change('ranker.txt', (text) => text.slice(0, text.length / 2)),
      /ranker\.txt: not the file/,
    ],
    [
      'changed by a letter',
      change('residual.txt', (text) => text.replace('1', '2')),
      /residual\.txt: not the file/,
    ],
    [
      'with a broken manifest',
      change('manifest.json', (text) => text.slice(0, 100)),
      /manifest\.json: not a model/,
    ],
    [
      'with an empty manifest',
      change('manifest.json', () => 'null'),
      /manifest\.json: not a model/,
    ],
    [
      'for other features',
      change('manifest.json', (text) =>
        text.replace(/"contract_hash": "."*/, '"contract_hash": "0'),
      ),
      /other features/,
    ],
  ])('%s: rules answer, and the message names the file', async (name, spoil, message) => {
    expect(await refusalOf(name, spoil)).toMatch(message)
  })

  it('leaves the previous one serving', async () => {
    const engine = await withModel()
    engine.goWithoutEmbeddings('not needed here')
    const before = engine.status()
    const whole = await readModelFolder(MODEL)
    const cut = { ...whole, manifest: whole.manifest.slice(0, 100) }
    await expect(engine.useModel(cut)).rejects.toThrow('manifest.json')
    expect(engine.status()).toEqual(before)
    expect((await engine.matchJobs(talent(), [job()], ALL)).source).toBe('ml')
    await engine.close()
  })
})
