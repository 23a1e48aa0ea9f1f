import { setTimeout as pause } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readModelFolder } from '../../src/matching/bundle/bundle.ts'
import { createEngine } from '../../src/matching/engine/engine.ts'
import { FolderStore } from '../../src/models/store/folder-store.ts'
import { buildApp } from '../../src/processes/app.ts'
import { createWorld } from '../../src/training/synthetic/world.ts'
import type { MatchResponse } from '../../supabase/functions/_shared/payload.ts'
import { bearer, testConfig } from '../app.ts'
import { engines, type OpenEngine } from '../db/engines.ts'
import { act } from './new-version.ts'
import { type Replica, startReplica } from './replica.ts'
import { Variants } from './variants.ts'

const SWITCHES = 4
const CALLERS = 16
/** Between two calls of one caller: clients and both replicas share the test's own event loop. */
const PAUSE_MS = 20
/** Clients and replicas share one event loop here; what is promised is measured between processes. */
const SWITCHED_WITHIN_MS = 15_000

const world = createWorld('load', { talents: 4, jobs: 12, asOf: new Date('2026-01-01') })
const talents = world.talents.map(({ payload }) => payload)
const jobs = world.jobs.map(({ payload }) => payload)
/** So many are ranked in a thread. */
const manyJobs = Array.from({ length: 310 }, (_, n) => ({
  ...(jobs[n % 12] as (typeof jobs)[number]),
  id: `33333333-3333-4333-8333-${String(n).padStart(12, '0')}`,
}))
const CALLS = [
  ...talents.map((talent) => ({ talent, jobs, limit: 10, min_score: 0 })),
  { talent: talents[0], jobs: manyJobs, limit: 10, min_score: 0 },
]

/** What may differ from call to call is left out. */
const lasting = ({ matches, source, model_version }: MatchResponse) =>
  JSON.stringify({ matches, source, model_version })

describe.each(engines)('promotion and rollback under load on $name', (engine) => {
  let open: OpenEngine
  let variants: Variants
  let replicas: { replica: Replica; app: FastifyInstance; url: string }[] = []
  /** By version: what the model alone answers to each call. */
  const expected = new Map<string, readonly string[]>()
  let authorization = ''
  const versions: string[] = []
  const stopping = new AbortController()
  let following: Promise<unknown> = Promise.resolve()

  const ask = async (url: string, body: object) => {
    const response = await fetch(`${url}/api/v1/match/talent-to-jobs`, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    return { status: response.status, body: (await response.json()) as MatchResponse }
  }
  const serve = async (matcher: Replica['engine'], models?: Replica['models']) => {
    const app = await buildApp({ config: testConfig(), matcher, ...(models && { models }) })
    return { app, url: await app.listen({ host: '127.0.0.1', port: 0 }) }
  }

  beforeAll(async () => {
    open = await engine.open()
    variants = await Variants.make()
    authorization = await bearer()
    const store = new FolderStore(variants.folder('store'))
    const [first, second] = [
      await startReplica({ database: open.database, store }),
      await startReplica({ database: open.database, store }),
    ]
    for (const scale of [0.9, 0.7]) {
      const folder = await variants.write({ version: `1.0.2026030${10 * scale}`, scale })
      versions.push((await first.models.publish(folder, act())).version)
      const alone = await createEngine({ modelFolder: folder, workers: 1 })
      alone.goWithoutEmbeddings('not needed here')
      await alone.useModel(await readModelFolder(folder))
      const { app, url } = await serve(alone)
      const answers = []
      for (const call of CALLS) answers.push(lasting((await ask(url, call)).body))
      expected.set(versions.at(-1) ?? '', answers)
      await app.close()
      await alone.close()
    }
    await first.models.activate(versions[0] ?? '', act())
    for (const replica of [first, second]) await replica.follower.follow()
    replicas = await Promise.all(
      [first, second].map(async (replica) => ({
        replica,
        ...(await serve(replica.engine, replica.models)),
      })),
    )
    following = Promise.all(replicas.map(({ replica }) => replica.follower.run(stopping.signal)))
  })
  afterAll(async () => {
    stopping.abort()
    await following
    for (const { app, replica } of replicas) {
      await app.close()
      await replica.engine.close()
    }
    await variants?.remove()
    await open?.close()
  })

  it('fails no request, and mixes no answer', async () => {
    let isOver = false
    const faults: string[] = []
    const answered = new Map<string, number>()
    const call = async (caller: number) => {
      for (let n = caller; !isOver; n++) {
        const { url } = replicas[n % 2] ?? { url: '' }
        // One of them asks for so many that a thread ranks them.
        const which = caller === 0 ? talents.length : n % talents.length
        const { status, body } = await ask(url, CALLS[which] ?? {})
        const right = expected.get(body.model_version)?.[which]
        if (status !== 200 || lasting(body) !== right) {
          faults.push(`${status} ${JSON.stringify(body).slice(0, 300)}`)
        }
        await pause(PAUSE_MS)
        answered.set(body.model_version, (answered.get(body.model_version) ?? 0) + 1)
      }
    }
    const callers = Promise.all(Array.from({ length: CALLERS }, (_, n) => call(n)))

    const switchMs: number[] = []
    for (let n = 1; n <= SWITCHES; n++) {
      const version = versions[n % 2] ?? ''
      const begun = performance.now()
      const response = await fetch(`${replicas[0]?.url}/api/v1/models/${version}/activate`, {
        method: 'POST',
        headers: { authorization, 'content-type': 'application/json' },
        body: JSON.stringify({ reason: `turn ${n}` }),
      })
      expect(response.status).toBe(200)
      await expect
        .poll(() => replicas.map(({ replica }) => replica.version()), {
          timeout: SWITCHED_WITHIN_MS,
          interval: 10,
        })
        .toEqual([version, version])
      switchMs.push(Math.round(performance.now() - begun))
    }
    isOver = true
    await callers

    const requests = [...answered.values()].reduce((sum, count) => sum + count, 0)
    console.log(`${engine.name}: ${requests} requests, switched after ${switchMs.join(', ')} ms`)
    expect(faults).toEqual([])
    expect([...answered.keys()].sort()).toEqual(versions.toSorted())
    for (const count of answered.values()) expect(count).toBeGreaterThan(10)
  }, 60_000)
})
