import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import type { Redis } from 'ioredis'
import { Registry } from 'prom-client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { actOnPlatform } from '../../bench/training/acted-platform.ts'
import type { Database } from '../../src/db/database.ts'
import { DatabaseAnswerLog } from '../../src/db/interactions/database-answer-log.ts'
import { EmbeddingTable } from '../../src/db/match-index/embedding-table.ts'
import { MatchIndex } from '../../src/db/match-index/match-index.ts'
import { Outbox } from '../../src/db/match-index/outbox.ts'
import { PlatformCorpus } from '../../src/db/platform/corpus.ts'
import { PlatformDirectory } from '../../src/db/platform/directory.ts'
import { FeedbackEvents } from '../../src/db/platform/feedback.ts'
import { RolloutRows } from '../../src/db/rollout/rollout-rows.ts'
import { RedisVectors } from '../../src/embeddings/stores/redis-vectors.ts'
import { StoredEmbedder } from '../../src/embeddings/stores/stored.ts'
import { READING_FORMAT } from '../../src/features/codec/format.ts'
import { indexChanges } from '../../src/jobs/indexing/index-changes.ts'
import { type EraseParts, eraseDue } from '../../src/jobs/privacy/erase-user.ts'
import { RedisCaches } from '../../src/jobs/privacy/redis-caches.ts'
import { SnapshotUpkeep } from '../../src/jobs/privacy/snapshot-upkeep.ts'
import { CorpusMatcher } from '../../src/matching/by-id/corpus-matcher.ts'
import { createEngine, type Engine } from '../../src/matching/engine/engine.ts'
import { ModelAdministration } from '../../src/models/administration.ts'
import { buildApp } from '../../src/processes/app.ts'
import { createLogger } from '../../src/runtime/logger.ts'
import { openRedis } from '../../src/runtime/redis.ts'
import { UserData } from '../../src/setup/open-erasing.ts'
import { readSnapshot } from '../../src/training/dataset/snapshot/read-snapshot.ts'
import { runFiles, runTraining } from '../../src/training/run/run-training.ts'
import { bearer, testConfig } from '../app.ts'
import { engines, type OpenEngine } from '../db/engines.ts'
import { countingEmbedder } from '../embeddings/counting-embedder.ts'
import { DELIVERED_FOLDER } from '../models/variants.ts'
import { noRedis, TestRedis } from '../redis-server.ts'
import { trainingParts } from '../training/run/training-parts.ts'
import { erasingParts, userHash } from './erasing-parts.ts'
import { liveThrough, type Planted, plantCompany, plantTalent, SENTINELS } from './person.ts'
import { scanDatabase, scanFolder, scanRedis } from './scan.ts'

const NEVER = new AbortController().signal
const TEXTS = Object.values(SENTINELS)

/** A life of somebody whose every text is a sentinel, in the service as it runs; then their erasure. */
describe.each(engines)('sentinels on $name', { timeout: 300_000 }, (engine) => {
  let open: OpenEngine
  let database: Database
  let folder: string
  let server: TestRedis | undefined
  let redis: Redis | undefined
  let matcher: Engine
  let app: Awaited<ReturnType<typeof buildApp>>
  let answers: DatabaseAnswerLog
  let training: ReturnType<typeof trainingParts>
  let erasing: EraseParts
  let person: Planted
  let company: Awaited<ReturnType<typeof plantCompany>>
  const register = new Registry()
  let log = ''
  const problems: string[] = []

  beforeAll(async () => {
    open = await engine.open()
    database = open.database
    folder = await mkdtemp(join(tmpdir(), 'sentinels-'))
    if (!noRedis) {
      server = await TestRedis.start()
      redis = await openRedis(server.url)
    }
    await actOnPlatform(database)
    person = await plantTalent(database)
    company = await plantCompany(database)
    training = trainingParts(database, folder)
    erasing = {
      ...erasingParts(database),
      pseudonyms: training.pseudonyms,
      ...(redis && { caches: new RedisCaches(redis) }),
    }
    matcher = await createEngine({ modelFolder: DELIVERED_FOLDER, workers: 1 })
    await matcher.useEmbedder(
      new StoredEmbedder({
        embedder: countingEmbedder(),
        stores: [...(redis ? [new RedisVectors(redis)] : []), new EmbeddingTable(database)],
      }),
    )
    answers = new DatabaseAnswerLog({ database, featureShare: 1 })
    const corpus = new PlatformCorpus(database, READING_FORMAT)
    const sink = new Writable({
      write: (chunk, _encoding, done) => {
        log += chunk
        done()
      },
    })
    app = await buildApp({
      config: testConfig(),
      matcher,
      platform: {
        corpus,
        matcher: new CorpusMatcher(matcher, corpus),
        answers,
        feedback: new FeedbackEvents(database),
        directory: new PlatformDirectory(database),
        rollout: new RolloutRows(database),
      },
      models: new ModelAdministration(training.models),
      training: training.runs,
      personalData: new UserData(erasing, database, (error) => {
        throw error
      }),
      register,
      logger: createLogger('trace', sink),
    })
  }, 120_000)
  afterAll(async () => {
    await app?.close()
    await answers?.close()
    await matcher?.close()
    redis?.disconnect()
    await server?.remove()
    await rm(folder, { recursive: true, force: true })
    await open?.close()
  })

  async function ask(
    method: 'GET' | 'POST' | 'DELETE',
    url: string,
    user?: string,
    payload?: object,
  ) {
    const authorization = await bearer(
      user === undefined ? { role: 'service' } : { role: 'user', subject: user },
    )
    const response = await app.inject({
      method,
      url,
      headers: { authorization },
      ...(payload && { payload }),
    })
    if (response.statusCode >= 400) problems.push(response.body)
    return response
  }

  async function live() {
    const outbox = new Outbox(database)
    await database.query(`update public.match_outbox set queued_at = queued_at - interval '1 min'`)
    const options = { outbox, index: new MatchIndex(database), embedder: countingEmbedder() }
    while ((await indexChanges(options, NEVER)) > 0);
    const [talent, job] = [person.talent, company.job]
    const jobs = await ask('POST', `/api/v1/match/talents/${talent}/jobs`, person.user, {
      min_score: 0,
      limit: 100,
    })
    expect(jobs.statusCode).toBe(200)
    expect(jobs.json().source).toBe('ml')
    const talents = await ask('POST', `/api/v1/match/jobs/${job}/talents`, company.user, {
      min_score: 0,
      limit: 100,
    })
    expect(talents.statusCode).toBe(200)
    await ask('GET', `/api/v1/match/talents/${talent}/jobs/${job}?explain=full`, person.user)
    const feedback = { talent_id: talent, job_id: job, type: 'interested' }
    expect((await ask('POST', '/api/v1/feedback', person.user, feedback)).statusCode).toBe(202)
    await ask('POST', `/api/matching/talent/${talent}/jobs`, person.user)
    // What goes wrong, in every way that quotes its caller.
    await ask('POST', '/api/v1/match/talent-to-jobs', person.user, {
      talent: {
        id: person.user,
        title: 'x'.repeat(300),
        bio: SENTINELS.bio,
        experience_level: SENTINELS.name,
      },
      jobs: [{ id: SENTINELS.email, title: SENTINELS.phone, description: SENTINELS.bio }],
    })
    await ask('POST', `/api/v1/match/talents/${talent}/jobs`, company.user, {
      min_score: SENTINELS.name,
    })
    await ask(
      'GET',
      `/api/v1/${encodeURIComponent(SENTINELS.email)}?q=${encodeURIComponent(SENTINELS.bio)}`,
      person.user,
    )
    await ask('POST', '/api/v1/feedback', person.user, { ...feedback, type: SENTINELS.name })
    await answers.flush()
    await liveThrough(database, { talent, job, user: person.user, userHash: userHash(person.user) })
    // The months before, as somebody else's were.
    await database.query(
      `insert into public.match_impressions
       select (jsonb_populate_record(i, jsonb_build_object('talent_id', $1::uuid, 'request_id', 'p-' || i.request_id))).*
       from public.match_impressions i
       where i.talent_id = (select talent_id from public.match_events where talent_id <> $1 order by id limit 1)`,
      [talent],
    )
    await database.query(
      `insert into public.match_events (talent_id, job_id, type, actor, source, occurred_at)
       select $1, job_id, type, actor, source, occurred_at from public.match_events
       where talent_id = (select talent_id from public.match_events where talent_id <> $1 order by id limit 1)`,
      [talent],
    )
  }

  it('are in no log, metric, error, model, snapshot or table, while they live and are learned from', async () => {
    await live()
    const { run } = await training.runs.open(
      { actor: 'operator', forced: true, seed: 1 },
      'running',
    )
    const { modelVersion } = await runTraining(run, training)
    expect(modelVersion).toBeDefined()
    const { dataset } = await readSnapshot(runFiles(training.folder, run.id).snapshot)
    expect(dataset.talentIds).toContain(training.pseudonyms.talent(person.talent))

    expect(log).toContain('"msg":"request"')
    expect(problems.length).toBeGreaterThanOrEqual(4)
    const told = [log, await register.metrics(), ...problems].join('\n')
    for (const sentinel of TEXTS) expect(told).not.toContain(sentinel)
    // No erasure reaches a log.
    for (const id of [person.user, person.talent, company.user]) expect(log).not.toContain(id)
    // Models, snapshots and reports know nobody, by id either.
    expect(await scanFolder(folder, [...TEXTS, person.user, person.talent, company.user])).toEqual(
      [],
    )
    expect(await scanDatabase(database, TEXTS)).toEqual([])
    if (redis) expect(await scanRedis(redis, TEXTS)).toEqual([])
    // The ids are where they must be, so that a scan that finds nothing has looked.
    expect(await scanDatabase(database, [person.talent])).toContain('public.match_impressions')
  })

  it('leave nothing behind when they are erased', async () => {
    if (redis) {
      // As the gateway keeps answers: of theirs, and of others in which they stand.
      const answer = JSON.stringify({
        matches: [{ talent_id: person.talent, job_id: company.job }],
      })
      await redis.set(
        `gateway:answer:${userHash(person.user)}:talent-to-jobs:${person.talent}:0`,
        '{}',
      )
      await redis.set('gateway:answer:service:job-to-talents:somebody:1', answer)
      await redis.set('gateway:answer:service:job-to-talents:somebody:2', '{"matches":[]}')
    }
    const upkeep = new SnapshotUpkeep({
      folder: training.folder,
      erasures: erasing.erasures,
      keyId: training.pseudonyms.keyId,
      retentionDays: 365,
    })
    const runs = await training.runs.list(10)
    for (const user of [person.user, company.user]) {
      const { statusCode } = await ask('DELETE', `/api/v1/users/${user}`, user)
      expect([200, 202]).toContain(statusCode)
    }
    await upkeep.run(NEVER)
    // Another test's transaction may be older than the erasure, which then waits for it.
    const statusOf = async (user: string) => {
      await eraseDue(erasing, NEVER)
      return (await ask('DELETE', `/api/v1/users/${user}`)).json().status
    }
    for (const user of [person.user, company.user]) {
      await expect.poll(() => statusOf(user)).toBe('done')
    }
    const receipt = (await ask('DELETE', `/api/v1/users/${person.user}`)).json()
    expect(receipt).toMatchObject({
      status: 'done',
      erased: { training_snapshots: expect.any(Number), match_impressions: expect.any(Number) },
      models: runs.flatMap(({ modelVersion }) => modelVersion ?? []),
      retraining: expect.any(String),
    })
    const { dataset } = await readSnapshot(runFiles(training.folder, runs[0]?.id ?? '').snapshot)
    expect(dataset.talentIds).not.toContain(training.pseudonyms.talent(person.talent))

    const needles = [...person.needles, ...company.needles]
    expect(await scanDatabase(database, needles)).toEqual([])
    expect(await scanFolder(folder, needles)).toEqual([])
    if (redis) {
      expect(await scanRedis(redis, needles)).toEqual([])
      expect(await redis.exists('gateway:answer:service:job-to-talents:somebody:2')).toBe(1)
    }
    const told = [log, await register.metrics(), ...problems].join('\n')
    for (const sentinel of TEXTS) expect(told).not.toContain(sentinel)

    const asked = await ask('POST', `/api/v1/match/talents/${person.talent}/jobs`, person.user, {})
    expect(asked.statusCode).toBe(403)
  })
})
