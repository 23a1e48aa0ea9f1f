import { randomBytes } from 'node:crypto'
import { rm, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { MANIFEST_FILE, type Manifest, readModelFolder } from '../../src/matching/bundle/bundle.ts'
import type { RefusalReason } from '../../src/matching/bundle/model-refused.ts'
import { addressOf, hashOf, toFiles } from '../../src/models/artifact.ts'
import { publishModel, registerDelivered } from '../../src/models/publish.ts'
import { FolderStore } from '../../src/models/store/folder-store.ts'
import { SealedStore } from '../../src/models/store/sealed-store.ts'
import { RULES_VERSION } from '../../supabase/functions/_shared/rules.ts'
import { job, talent } from '../app.ts'
import { engines, type OpenEngine } from '../db/engines.ts'
import { act, newVersion } from './new-version.ts'
import { type Replica, startReplica } from './replica.ts'
import { DELIVERED_FOLDER, Variants } from './variants.ts'

const KEY = randomBytes(32)

describe.each(engines)('a replica that follows the registry on $name', (engine) => {
  let open: OpenEngine
  let variants: Variants
  let store: SealedStore
  let plain: FolderStore
  let replica: Replica
  const started: Replica[] = []
  beforeAll(async () => {
    open = await engine.open()
    variants = await Variants.make()
  })
  afterAll(async () => {
    await variants?.remove()
    await open?.close()
  })
  beforeEach(async () => {
    await open.database.query('truncate public.ml_model_versions, public.ml_model_activations')
    await open.database.query('update public.ml_rollout set pinned_version = null')
    plain = new FolderStore(variants.folder(`store-${Math.random()}`))
    store = new SealedStore(plain, KEY)
    replica = await start()
  })
  afterEach(async () => {
    for (const { engine } of started.splice(0)) await engine.close()
  })

  const start = async (options: { startsWith?: string | undefined } = {}) => {
    const next = await startReplica({ database: open.database, store, ...options })
    started.push(next)
    return next
  }
  const publish = async (version: string, scale = 0.9, trainedAt?: string) =>
    replica.models.publish(
      await variants.write({ version, scale, ...(trainedAt && { trainedAt }) }),
      act(),
    )
  /** As somebody does who does not try it first. */
  const activate = (version: string) => replica.registry.activate(version, act())
  const fileOf = (path: string, name: string) => join(plain.place, path, name)

  it('switches to what is activated, back, and to what is pinned', async () => {
    const a = await publish('1.0.20260301', 0.9)
    const b = await publish('1.0.20260308', 0.8)
    for (const version of [a.version, b.version, a.version]) {
      await replica.models.activate(version, act())
      await replica.follower.follow()
      expect(replica.version()).toBe(version)
      const { model_version } = await replica.engine.matchJobs(talent(), [job()], {
        limit: 1,
        minScore: 0,
      })
      expect(model_version).toBe(version)
    }
    await replica.rollout.change({ pinnedVersion: b.version }, null)
    await replica.follower.follow()
    expect(replica.version()).toBe(b.version)
    await replica.rollout.change({ pinnedVersion: null }, null)
    await replica.follower.follow()
    await replica.follower.follow()
    expect(replica.served).toEqual([a, b, a, b, a].map(({ version }) => version))
    expect(replica.refused).toEqual([])
  })

  it('has rules answer while the kill switch is on, and the same model when it is off again', async () => {
    const { version } = await publish('1.0.20260301', 0.9)
    await replica.models.activate(version, act())
    await replica.follower.follow()
    const answeredBy = async () => {
      const options = { limit: 1, minScore: 0 }
      const answer = await replica.engine.matchJobs(talent(), [job()], options)
      return [answer.source, answer.model_version, replica.version()]
    }
    for (const isKilled of [true, false]) {
      await replica.rollout.change({ isKilled }, null)
      await replica.follower.follow()
      expect(await answeredBy()).toEqual(
        isKilled ? ['fallback', 'rules-1', 'rules-1'] : ['ml', version, version],
      )
    }
    expect(replica.served).toEqual([version])
  })

  it('rolls back to the version before', async () => {
    const a = await publish('1.0.20260301', 0.9)
    const b = await publish('1.0.20260308', 0.8)
    expect(await replica.models.rollBack(act())).toEqual({ kind: 'unknown' })
    await replica.models.activate(a.version, act())
    await replica.models.activate(b.version, act())
    expect(await replica.models.rollBack(act('worse'))).toMatchObject({
      kind: 'activated',
      previous: b.version,
      model: { version: a.version, activation: { reason: 'worse' } },
    })
  })

  it('serves a second model of one day under the name that the registry gave it', async () => {
    await publish('1.0.20260301', 0.9)
    const second = await publish('1.0.20260301', 0.8)
    expect(second.version).toBe('1.0.20260301-2')
    await activate(second.version)
    await replica.follower.follow()
    expect(replica.version()).toBe('1.0.20260301-2')
  })

  type Spoil = (good: { version: string; path: string }) => Promise<string>
  /** Registers a model that `publish` would refuse. @returns its version */
  const register = async (folder: string, to: SealedStore | FolderStore = store) => {
    const source = await readModelFolder(folder)
    const { version } = JSON.parse(source.manifest) as Manifest
    const path = addressOf(version, hashOf(source))
    await to.put(path, toFiles(source))
    const entry = newVersion(version, { path, sha256: hashOf(source) })
    return (await replica.registry.add(entry, act())).version
  }
  const broken: readonly (readonly [string, RefusalReason, Spoil])[] = [
    [
      'that is gone',
      'missing',
      async ({ version, path }) => {
        await rm(join(plain.place, path), { recursive: true })
        return version
      },
    ],
    [
      'without its trees',
      'missing',
      async ({ version, path }) => {
        await rm(fileOf(path, 'ranker.txt'))
        return version
      },
    ],
    [
      'cut short',
      'undecryptable',
      async ({ version, path }) => {
        await truncate(fileOf(path, 'ranker.txt'), 1_000)
        return version
      },
    ],
    [
      'cut short, and never encrypted',
      'corrupt',
      async () => {
        const version = await register(await variants.write({ version: '1.0.20260401' }), plain)
        const { path } = (await replica.registry.find(version)) ?? { path: '' }
        await truncate(fileOf(path, 'residual.txt'), 1_000)
        return version
      },
    ],
    [
      'empty',
      'corrupt',
      async ({ version, path }) => {
        await writeFile(fileOf(path, 'tables.json'), '')
        return version
      },
    ],
    [
      'of other bytes than were registered',
      'corrupt',
      async ({ version, path }) => {
        const other = await readModelFolder(await variants.write({ version, scale: 0.5 }))
        for (const [name, bytes] of toFiles(other)) await writeFile(fileOf(path, name), bytes)
        return version
      },
    ],
    [
      'encrypted with another key',
      'undecryptable',
      async () => {
        const other = new SealedStore(plain, randomBytes(32))
        return register(await variants.write({ version: '1.0.20260401' }), other)
      },
    ],
    [
      'for other features',
      'features',
      async () =>
        register(
          await variants.write({
            version: '1.0.20260401',
            manifest: { contract_hash: '0'.repeat(64), feature_names: ['one'] },
          }),
        ),
    ],
    [
      'whose trees read other features than its manifest says',
      'features',
      async () =>
        register(
          await variants.write({
            version: '1.0.20260401',
            edit: (_name, text) => text.replace('=skill_overlap_jaccard ', '=skill_overlap '),
          }),
        ),
    ],
    [
      'whose trees are no trees',
      'unusable',
      async () =>
        register(await variants.write({ version: '1.0.20260401', edit: () => '{"a": 1}' })),
    ],
    [
      'that scores nothing finite',
      'unusable',
      async () =>
        register(
          await variants.write({
            version: '1.0.20260401',
            edit: (_name, text) => text.replace(/^leaf_value=\S+/gm, 'leaf_value=1e308'),
          }),
        ),
    ],
    [
      'without the ranges that sub-scores need',
      'unusable',
      async () =>
        register(
          await variants.write({
            version: '1.0.20260401',
            manifest: { contribution_ranges: undefined as never, interval_factor: Number.NaN },
          }),
        ),
    ],
    [
      'registered without a hash',
      'corrupt',
      async ({ version }) => {
        await open.database.query('update public.ml_model_versions set sha256 = null')
        return version
      },
    ],
    [
      'pinned, and not registered',
      'missing',
      async () => {
        await open.database.query(`update public.ml_rollout set pinned_version = '1.0.1'`)
        return '1.0.1'
      },
    ],
  ]

  it.each(broken)('refuses one %s (%s); the previous serves on', async (_, reason, spoil) => {
    const good = await publish('1.0.20260301', 0.9)
    const bad = await publish('1.0.20260308', 0.8)
    await activate(good.version)
    await replica.follower.follow()
    const before = await replica.engine.matchJobs(talent(), [job()], { limit: 1, minScore: 0 })

    const version = await spoil(bad)
    await activate(version)
    for (let n = 0; n < 5; n++) await replica.follower.follow()
    expect(replica.refused).toMatchObject([{ version, reason }])
    // Not at every turn.
    expect(replica.failures).toEqual([reason])
    expect(replica.follower.refusal).toMatchObject({ version, reason })
    expect(replica.version()).toBe(good.version)
    expect(await replica.engine.matchJobs(talent(), [job()], { limit: 1, minScore: 0 })).toEqual(
      before,
    )
    const byHand = await replica.models.activate(version, act())
    if (version !== '1.0.1') expect(byHand).toMatchObject({ kind: 'refused', reason })

    await replica.rollout.change({ pinnedVersion: null }, null)
    const better = await publish('1.0.20260315', 0.7)
    await activate(better.version)
    await replica.follower.follow()
    expect(replica.version()).toBe(better.version)
    expect(replica.follower.refusal).toBeUndefined()
  })

  it('tries again at once when the same version is activated again', async () => {
    const version = await publish('1.0.20260301', 0.9)
    const path = join(plain.place, version.path)
    const files = await plain.get(version.path)
    await rm(path, { recursive: true })
    await activate(version.version)
    await replica.follower.follow()
    expect(replica.follower.refusal?.reason).toBe('missing')
    await plain.put(version.path, files)
    await replica.follower.follow()
    expect(replica.version()).not.toBe(version.version)
    await replica.models.activate(version.version, act('restored'))
    await replica.follower.follow()
    expect(replica.version()).toBe(version.version)
    expect(replica.follower.refusal).toBeUndefined()
  })

  it('starts with the active version, else the newest that loads, else what came with it, else rules', async () => {
    const [oldest, newest, active] = [
      await publish('1.0.20260301', 0.9, '2026-03-01T00:00:00Z'),
      await publish('1.0.20260308', 0.8, '2026-03-08T00:00:00Z'),
      await publish('1.0.20260304', 0.7, '2026-03-04T00:00:00Z'),
    ]
    await activate(active.version)
    const starting = async (startsWith: string | undefined) => {
      const next = await start({ startsWith })
      await next.follower.follow()
      return next.version()
    }
    expect(await starting(undefined)).toBe(active.version)
    await open.database.query(`update public.ml_rollout set pinned_version = '1.0.1'`)
    expect(await starting(DELIVERED_FOLDER)).toBe(active.version)
    await replica.rollout.change({ pinnedVersion: null }, null)
    await rm(join(plain.place, active.path), { recursive: true })
    expect(await starting(DELIVERED_FOLDER)).toBe(newest.version)
    await writeFile(fileOf(newest.path, MANIFEST_FILE), '{}')
    expect(await starting(undefined)).toBe(oldest.version)
    await rm(plain.place, { recursive: true })
    const { version } = JSON.parse((await readModelFolder(DELIVERED_FOLDER)).manifest) as Manifest
    expect(await starting(DELIVERED_FOLDER)).toBe(version)
    expect(await starting(undefined)).toBe(RULES_VERSION)
  })

  it('registers what came with the code once, as the first, and serves it without loading it again', async () => {
    const source = await readModelFolder(DELIVERED_FOLDER)
    await Promise.all(Array.from({ length: 4 }, () => registerDelivered(replica.registry, source)))
    const [initial, ...others] = await replica.registry.list()
    expect(others).toEqual([])
    expect(initial).toMatchObject({
      status: 'active',
      basis: 'synthetic',
      path: 'delivered',
      activation: { actor: 'service' },
    })
    await replica.follower.follow()
    expect(replica.served).toEqual([])

    const other = await publish('1.0.20260301', 0.9)
    await activate(other.version)
    await replica.follower.follow()
    await registerDelivered(replica.registry, source)
    await replica.follower.follow()
    expect(replica.version()).toBe(other.version)
    await activate(initial?.version ?? '')
    await replica.follower.follow()
    expect(replica.version()).toBe(initial?.version)
  })

  it('takes what comes with a later release in place of what came with an earlier one', async () => {
    await registerDelivered(replica.registry, await readModelFolder(DELIVERED_FOLDER))
    const later = await readModelFolder(
      await variants.write({ version: '1.0.20261201', scale: 0.9 }),
    )
    await registerDelivered(replica.registry, later)
    expect((await replica.registry.findWanted())?.version).toBe('1.0.20261201')
    // A replica of the earlier release goes on with what it has, and says why.
    await replica.follower.follow()
    expect(replica.refused).toMatchObject([{ version: '1.0.20261201', reason: 'missing' }])
    const trained = await publish('1.0.20261202', 0.8)
    await activate(trained.version)
    const latest = await readModelFolder(
      await variants.write({ version: '1.0.20261203', trainedAt: '2026-12-03T00:00:00Z' }),
    )
    await registerDelivered(replica.registry, latest)
    expect((await replica.registry.findWanted())?.version).toBe(trained.version)
  })

  it('has nothing registered where the writer ended between files and row; the next one finishes', async () => {
    const source = await readModelFolder(await variants.write({ version: '1.0.20260301' }))
    const registry = Object.assign(Object.create(replica.registry), {
      add: () => Promise.reject(new Error('killed')),
    })
    await expect(publishModel(source, { store, registry, act: act() })).rejects.toThrow('killed')
    expect(await replica.registry.list()).toEqual([])
    const version = await publishModel(source, { store, registry: replica.registry, act: act() })
    expect(version.version).toBe('1.0.20260301')
    expect(await replica.models.activate(version.version, act())).toMatchObject({
      kind: 'activated',
    })
  })

  it('does not publish what could not serve', async () => {
    const folder = await variants.write({ version: '1.0.20260301', edit: () => 'no model' })
    await expect(replica.models.publish(folder, act())).rejects.toMatchObject({
      reason: 'unusable',
    })
    await expect(replica.models.publish(variants.folder('none'), act())).rejects.toMatchObject({
      reason: 'missing',
    })
    const nameless = await variants.write({ version: '../1' })
    await expect(replica.models.publish(nameless, act())).rejects.toThrow('no version such as')
    expect(await replica.registry.list()).toEqual([])
  })
})
