import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pino } from 'pino'
import { Registry } from 'prom-client'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { ShadowDays } from '../../../src/db/rollout/shadow-days.ts'
import { loadEmbedder } from '../../../src/embeddings/load.ts'
import { MANIFEST_FILE } from '../../../src/matching/bundle/bundle.ts'
import { CorpusMatcher } from '../../../src/matching/by-id/corpus-matcher.ts'
import type { Engine } from '../../../src/matching/engine/engine.ts'
import { ModelLoader } from '../../../src/models/loader.ts'
import { FolderStore } from '../../../src/models/store/folder-store.ts'
import { followShadow } from '../../../src/processes/model-following.ts'
import { ShadowLog, withShadow } from '../../../src/rollout/shadow/shadow-log.ts'
import { createWorld } from '../../../src/training/synthetic/world.ts'
import { bearer, buildTestApp, type TestApp } from '../../app.ts'
import { engines, type OpenEngine } from '../../db/engines.ts'
import { startEngine, weightsFolder } from '../../matching/start-engine.ts'
import { WatchedCorpus } from '../../matching/watched-corpus.ts'
import { act } from '../../models/new-version.ts'
import { type Replica, startReplica } from '../../models/replica.ts'
import { DELIVERED_FOLDER, Variants } from '../../models/variants.ts'
import { MemoryPlatform } from '../../platform.ts'

const TODAY = new Date('2025-01-20T09:00:00Z')
const world = createWorld('shadow', { talents: 2, jobs: 30, asOf: TODAY })
const talents = world.talents.map(({ payload }) => payload)
const jobs = world.jobs.map(({ payload }) => payload)

describe.each(engines)('a shadow on $name', (engine) => {
  let open: OpenEngine
  let variants: Variants
  let store: FolderStore
  let replica: Replica
  let serving: Engine
  let apps: { readonly plain: TestApp; readonly shadowed: TestApp }
  let shadow: ShadowLog
  let register: Registry
  let stop: AbortController
  let following: Promise<void>
  beforeAll(async () => {
    open = await engine.open()
    variants = await Variants.make()
    store = new FolderStore(variants.folder('store'))
    replica = await startReplica({ database: open.database, store })
    serving = await startEngine({ clock: () => TODAY })
    const corpus = new WatchedCorpus(talents, jobs)
    await corpus.index(await loadEmbedder({ cacheDir: weightsFolder() }))
    const build = async (wrap: (platform: MemoryPlatform) => MemoryPlatform['answers']) => {
      const platform = new MemoryPlatform({
        talents: talents.map((talent) => ({ talent, ownerId: null })),
        jobs: jobs.map((job) => ({ job, ownerId: null })),
      })
      const matcher = new CorpusMatcher(serving, corpus)
      const answers = wrap(platform)
      return buildTestApp({ platform: { ...platform, matcher, answers } })
    }
    const days = new ShadowDays(open.database)
    shadow = new ShadowLog({
      write: (sums) => days.add(sums),
      share: 1,
      embedder: () => serving.model?.bundle.manifest.embedder,
      onTrouble: (error) => {
        throw error
      },
      afterMs: 0,
    })
    apps = {
      plain: await build(({ answers }) => answers),
      shadowed: await build(({ answers }) => withShadow(answers, shadow)),
    }
    register = new Registry()
    stop = new AbortController()
    following = followShadow(
      {
        models: {
          registry: replica.registry,
          store,
          loader: new ModelLoader(store, DELIVERED_FOLDER),
        },
        logger: pino({ level: 'silent' }),
        register,
        ready: Promise.resolve(),
        stop: stop.signal,
      },
      shadow,
    )
  }, 120_000)
  afterEach(async () => {
    await open.database.query('truncate public.ml_shadow_days')
  })
  afterAll(async () => {
    stop?.abort()
    await following
    await shadow?.close()
    await apps?.plain.app.close()
    await apps?.shadowed.app.close()
    await serving?.close()
    await replica?.engine.close()
    await variants?.remove()
    await open?.close()
  })

  const ask = async ({ app }: TestApp, requestId: string) => {
    const url = `/api/v1/match/talents/${talents[0]?.id}/jobs`
    const headers = {
      authorization: await bearer(),
      'x-request-id': requestId,
      'x-deadline-ms': '30000',
    }
    const { statusCode, body } = await app.inject({
      method: 'POST',
      url,
      headers,
      payload: { limit: 20, min_score: 0 },
    })
    return { statusCode, body: body.replace(/"(\w+_ms|timestamp)":[^,}]+/g, '') }
  }
  const bothAsked = async () => {
    const [plain, shadowed] = [await ask(apps.plain, 'r'), await ask(apps.shadowed, 'r')]
    expect(plain.statusCode).toBe(200)
    expect(plain.body.match(/match_score/g)?.length).toBeGreaterThan(3)
    expect(shadowed).toEqual(plain)
    await shadow.flush()
  }
  const publish = async (version: string, scale: number) =>
    replica.models.publish(await variants.write({ version, scale }), act())
  const kept = () => new ShadowDays(open.database).list(10)
  /** Rows that asking leaves. */
  const asked = async () => {
    await open.database.query('truncate public.ml_shadow_days')
    await bothAsked()
    return (await kept()).length
  }
  const name = (shadowVersion: string | null) => replica.rollout.change({ shadowVersion }, null)

  it('scores what is answered without changing a byte of it, until it is off', async () => {
    await bothAsked()
    expect(await kept()).toEqual([])
    const { version } = await publish('1.0.20260301', 0.9)
    expect(await name('9.9.99999999')).toBeUndefined()
    expect(await name(version)).toMatchObject({ shadowVersion: version, pinnedVersion: null })
    expect((await replica.rollout.history(1))[0]).toMatchObject({ to: { shadow_version: version } })
    await expect
      .poll(asked, {
        timeout: 20_000,
        interval: 200,
      })
      .toBe(1)
    const [day] = await kept()
    expect(day).toMatchObject({
      shadowVersion: version,
      servingVersion: serving.model?.bundle.manifest.version,
      skipped: 0,
    })
    // Leaves that are scaled keep the order: only scores move.
    expect(day).toMatchObject({ displacementSum: 0, overlapSum: day?.lists })
    expect(day?.shadowSum).not.toBe(day?.servingSum)
    await name(null)
    await expect.poll(asked, { timeout: 20_000, interval: 200 }).toBe(0)
  }, 60_000)

  it('that is corrupt is counted, scores nothing and leaves serving alone', async () => {
    const { version, path } = await publish('1.0.20260308', 0.8)
    await writeFile(join(store.place, path, MANIFEST_FILE), '{}')
    await name(version)
    await expect
      .poll(() => register.metrics(), { timeout: 20_000, interval: 200 })
      .toMatch(/shadow_load_failures_total\{reason="corrupt"\} [1-9]/)
    await bothAsked()
    expect(await kept()).toEqual([])
    await replica.follower.follow()
    expect(replica.refused).toEqual([])
    expect(replica.failures).toEqual([])
  }, 60_000)
})
