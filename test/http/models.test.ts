import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pino } from 'pino'
import { Registry } from 'prom-client'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openPostgres } from '../../src/db/postgres.ts'
import { readModelFolder } from '../../src/matching/bundle/bundle.ts'
import { ModelLoader } from '../../src/models/loader.ts'
import { registerDelivered } from '../../src/models/publish.ts'
import { FolderStore } from '../../src/models/store/folder-store.ts'
import { buildApp } from '../../src/processes/app.ts'
import { followModels } from '../../src/processes/model-following.ts'
import { sha256 } from '../../src/runtime/sha256.ts'
import {
  bearer,
  buildTestApp,
  GATEWAY_KEY,
  SERVICE_ROLE_KEY,
  TALENT_ID,
  testConfig,
} from '../app.ts'
import { type CuttableWay, openCuttableWay } from '../db/cuttable.ts'
import { engines, type OpenEngine } from '../db/engines.ts'
import { act } from '../models/new-version.ts'
import { type Replica, startReplica } from '../models/replica.ts'
import { DELIVERED_FOLDER, Variants } from '../models/variants.ts'

const ADMIN_ID = '99999999-9999-4999-8999-999999999999'
const LIST = '/api/v1/models'

describe.each(engines)('the calls about models on $name', (engine) => {
  let open: OpenEngine
  let way: CuttableWay
  let variants: Variants
  let store: FolderStore
  let replica: Replica
  let app: Awaited<ReturnType<typeof buildApp>>
  let authorization = ''
  let initial = ''
  beforeAll(async () => {
    open = await engine.open()
    way = await openCuttableWay(open.connectionString)
    variants = await Variants.make()
    authorization = await bearer({ role: 'user', subject: ADMIN_ID, isAdmin: true })
  })
  beforeEach(async () => {
    await open.database.query('truncate public.ml_model_versions, public.ml_model_activations')
    await open.database.query('update public.ml_rollout set pinned_version = null')
    store = new FolderStore(variants.folder(`store-${Math.random()}`))
    const database = openPostgres({ connectionString: way.connectionString })
    replica = await startReplica({ database, store })
    app = await buildApp({
      config: testConfig({ ADMIN_USER_IDS: ADMIN_ID }),
      matcher: replica.engine,
      models: replica.models,
    })
    app.addHook('onClose', async () => {
      await replica.engine.close()
      await database.close()
    })
    await registerDelivered(replica.registry, await readModelFolder(DELIVERED_FOLDER))
    initial = (await replica.registry.list())[0]?.version ?? ''
    return () => app.close()
  })
  afterAll(async () => {
    await way?.close()
    await variants?.remove()
    await open?.close()
  })

  const get = (headers: Record<string, string> = { authorization }) =>
    app.inject({ url: LIST, headers })
  const activate = (
    version: string,
    payload?: object,
    headers: Record<string, string> = { authorization },
  ) => app.inject({ method: 'POST', url: `${LIST}/${version}/activate`, headers, payload })
  const publish = async (version: string) =>
    replica.models.publish(await variants.write({ version, scale: 0.9 }), act())

  const callers: Readonly<Record<string, () => Promise<Record<string, string>>>> = {
    nobody: async () => ({}),
    'a user': async () => ({ authorization: await bearer({ role: 'user', subject: TALENT_ID }) }),
    'an administrator by token': async () => ({
      authorization: await bearer({ role: 'user', subject: TALENT_ID, isAdmin: true }),
    }),
    'an administrator by the settings': async () => ({
      authorization: await bearer({ role: 'user', subject: ADMIN_ID }),
    }),
    'a service-role token': async () => ({ authorization: await bearer() }),
    'the opaque service-role key': async () => ({ authorization: `Bearer ${SERVICE_ROLE_KEY}` }),
    'the gateway for a user': async () => ({
      'x-service-key': GATEWAY_KEY,
      authorization: await bearer({ role: 'user', subject: TALENT_ID }),
    }),
    'the gateway for nobody': async () => ({ 'x-service-key': GATEWAY_KEY }),
  }
  it.each([
    ['nobody', 401],
    ['a user', 403],
    ['an administrator by token', 200],
    ['an administrator by the settings', 200],
    ['a service-role token', 200],
    ['the opaque service-role key', 200],
    ['the gateway for a user', 403],
    ['the gateway for nobody', 401],
  ])('%s: %i', async (name, status) => {
    const headers = (await callers[name]?.()) ?? {}
    expect((await get(headers)).statusCode).toBe(status)
    expect((await activate(initial, undefined, headers)).statusCode).toBe(status)
    const card = await app.inject({ url: `${LIST}/${initial}/card`, headers })
    expect(card.statusCode).toBe(status)
    // Who may not is not told what there is.
    expect((await activate('1.0.1', undefined, headers)).statusCode).toBe(
      status === 200 ? 404 : status,
    )
  })

  it('lists the versions, and says where one learned from made-up people', async () => {
    const { version, sha256 } = await publish('1.0.20261201')
    const { models, ...rest } = (await get()).json()
    expect(rest).toMatchObject({
      active_version: initial,
      pinned_version: null,
      serving_version: initial,
      request_id: expect.any(String),
    })
    expect(models).toMatchObject([
      {
        version,
        sha256,
        status: 'candidate',
        is_active: false,
        is_pinned: false,
        basis: 'synthetic',
        notice: expect.stringContaining('synthetic people'),
        metrics: { rmse: expect.any(Number) },
        trained_at: '2026-11-27T00:00:00.000Z',
        published_by: 'operator',
        activation: null,
      },
      { version: initial, is_active: true, activation: { by: 'service' } },
    ])
  })

  it('activates, and keeps who and why', async () => {
    const { version } = await publish('1.0.20261201')
    const response = await activate(version, { reason: ' Better <b>for now</b> ' })
    expect(response.statusCode).toBe(200)
    expect(response.json()).toMatchObject({
      previous_version: initial,
      model: {
        version,
        status: 'active',
        is_active: true,
        activation: { by: ADMIN_ID, reason: 'Better for now' },
      },
    })
    await replica.follower.follow()
    expect((await get()).json()).toMatchObject({
      active_version: version,
      serving_version: version,
    })
    const withoutBody = await app.inject({
      method: 'POST',
      url: `${LIST}/${initial}/activate`,
      headers: { authorization, 'content-type': 'application/json' },
    })
    expect(withoutBody.json()).toMatchObject({
      previous_version: version,
      model: { activation: { reason: null } },
    })
    await replica.rollout.change({ pinnedVersion: version }, null)
    expect((await get()).json()).toMatchObject({ active_version: initial, pinned_version: version })
  })

  it('knows no such version', async () => {
    for (const version of ['1.0.1', '..%2F..', 'x'.repeat(50), '%27%3B--']) {
      const response = await activate(version)
      expect(response.json()).toMatchObject({ status: 404, code: 'not_found' })
    }
  })

  it('lists every fault of a request', async () => {
    expect((await activate('x'.repeat(51))).statusCode).toBe(400)
    expect((await activate(initial, { reason: 5 })).json()).toMatchObject({
      code: 'invalid_input',
      errors: [{ path: 'reason' }],
    })
    expect((await activate(initial, { reason: 'x'.repeat(501) })).statusCode).toBe(400)
  })

  it('refuses what cannot be loaded, says why, and changes nothing', async () => {
    const { version, path } = await publish('1.0.20261201')
    await rm(join(store.place, path, 'tables.json'))
    const response = await activate(version)
    expect(response.json()).toMatchObject({
      status: 409,
      code: 'conflict',
      detail: expect.stringContaining('tables.json'),
    })
    expect((await get()).json()).toMatchObject({ active_version: initial })
  })

  it('is 503 while the database is out', async () => {
    await way.cut()
    try {
      for (const response of [await get(), await activate(initial)]) {
        expect(response.json()).toMatchObject({ status: 503, code: 'unavailable' })
        expect(response.headers['retry-after']).toBeDefined()
      }
    } finally {
      await way.restore()
    }
  })

  it('is documented', async () => {
    const { paths } = (await app.inject({ url: '/openapi.json' })).json()
    const { get: listed } = paths['/api/v1/models']
    const { post: activated } = paths['/api/v1/models/{version}/activate']
    for (const { security, responses } of [listed, activated]) {
      expect(security).toEqual([{ bearer: [] }])
      expect(Object.keys(responses)).toEqual(expect.arrayContaining(['200', '401', '403', '503']))
    }
    expect(Object.keys(activated.responses)).toEqual(expect.arrayContaining(['404', '409']))
  })

  it('describes a version by its card, in words too', async () => {
    const { manifest } = await readModelFolder(DELIVERED_FOLDER)
    const { feature_names, metrics } = JSON.parse(manifest)
    const card = (version: string, query = '') =>
      app.inject({ url: `${LIST}/${version}/card${query}`, headers: { authorization } })
    const { card: told, markdown } = (await card(initial, '?format=markdown')).json()
    expect(told).toMatchObject({
      version: initial,
      status: 'active',
      basis: 'synthetic',
      sha256: sha256(manifest),
      metrics: { rmse: metrics.rmse },
      gate: null,
      data: { from: null, rows: 150_000, training: { pairs: 150_000 } },
    })
    expect(told.features.map(({ name }: { name: string }) => name).sort()).toEqual(
      feature_names.toSorted(),
    )
    expect(told.limits.join(' ')).toMatch(/synthetic people.*no gate compared/)
    expect(markdown).toContain(`# Model ${initial}`)
    expect(markdown).toContain('Window: not recorded\n')
    expect((await card(initial)).json().markdown).toBeUndefined()
    expect((await card('9.9.9')).statusCode).toBe(404)
    expect((await card(initial, '?format=pdf')).statusCode).toBe(400)
  })

  it('shows in health, metrics and log that a model is refused, and that it is mended', async () => {
    const lines: { level: number; msg: string; reason?: string }[] = []
    const logger = pino({ level: 'info' }, { write: (line) => void lines.push(JSON.parse(line)) })
    const register = new Registry()
    const stopping = new AbortController()
    const following = await followModels({
      models: {
        registry: replica.registry,
        store,
        loader: new ModelLoader(store, DELIVERED_FOLDER),
      },
      engine: replica.engine,
      logger,
      register,
      ready: Promise.resolve(),
      stop: stopping.signal,
    })
    const { app: watched } = await buildTestApp({ checks: { model: following.check } })
    try {
      const model = async () =>
        (await watched.inject({ url: '/api/v1/health' })).json().checks.model
      await expect.poll(model, { timeout: 5_000 }).toEqual({ status: 'ok' })
      const bad = await publish('1.0.20261201')
      await rm(join(store.place, bad.path), { recursive: true })
      await replica.registry.activate(bad.version, act())
      await expect
        .poll(model, { timeout: 5_000 })
        .toEqual({ status: 'degraded', detail: expect.stringMatching(/^1\.0\.20261201 .*missing/) })
      expect(JSON.stringify(await model())).not.toContain(store.place)
      expect((await watched.inject({ url: '/api/v1/health/ready' })).statusCode).toBe(200)
      expect(await register.metrics()).toContain('model_load_failures_total{reason="missing"} 1')
      expect(await register.metrics()).toContain('model_load_failures_total{reason="corrupt"} 0')
      expect(lines.filter(({ level }) => level === 50)).toMatchObject([
        { msg: 'model rejected, still serving the previous one', reason: 'missing' },
      ])
      const good = await publish('1.0.20261202')
      await replica.registry.activate(good.version, act())
      await expect.poll(model, { timeout: 5_000 }).toEqual({ status: 'ok' })
      expect(replica.version()).toBe(good.version)
    } finally {
      stopping.abort()
      await following.done
      await watched.close()
    }
  }, 30_000)
})
