import type { ChildProcessWithoutNullStreams } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { cp, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { MatchResponse } from '../../supabase/functions/_shared/payload.ts'
import { bearer, JWT_SECRET } from '../app.ts'
import { engines, type OpenEngine, postgres } from '../db/engines.ts'
import { noS3, TestS3 } from '../models/s3-server.ts'
import { Variants } from '../models/variants.ts'
import { type Environment, exitCode, makeFolder, runCli, startCli } from './run-cli.ts'

const SWITCHED_WITHIN_MS = 5_000
const START_MS = 60_000

let variants: Variants
beforeAll(async () => {
  variants = await Variants.make()
})
afterAll(() => variants?.remove())

function gate() {
  let open = () => {}
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  return { open, opened }
}

/** The service as a process of its own. */
class Replica {
  readonly #child: ChildProcessWithoutNullStreams
  log = ''

  constructor(folder: string, env: Environment) {
    this.#child = startCli(['serve'], folder, { PORT: '0', ...env })
    this.#child.stdout.setEncoding('utf8').on('data', (text: string) => (this.log += text))
    this.#child.stderr.setEncoding('utf8').on('data', (text: string) => (this.log += text))
  }

  get url(): string {
    return /listening at (http:\/\/[^\s,"]+)/.exec(this.log)?.[1] ?? ''
  }

  async ready(): Promise<void> {
    const isReady = async () =>
      this.url !== '' && (await fetch(`${this.url}/api/v1/health/ready`)).status === 200
    await expect.poll(isReady, { timeout: START_MS, interval: 100 }).toBe(true)
  }

  async health() {
    const response = await fetch(`${this.url}/api/v1/health`)
    return (await response.json()) as {
      readonly model_version: string
      readonly checks: Readonly<
        Record<string, { readonly status: string; readonly detail?: string }>
      >
    }
  }

  version = async () => (await this.health()).model_version

  async end(signal: NodeJS.Signals = 'SIGKILL'): Promise<number | null> {
    if (this.#child.exitCode !== null) return this.#child.exitCode
    const ended = exitCode(this.#child)
    this.#child.kill(signal)
    return ended
  }
}

const replicas: Replica[] = []
afterEach(async () => {
  await Promise.all(replicas.splice(0).map((replica) => replica.end()))
})
const serve = async (env: Environment, folder = makeFolder()) => {
  const replica = new Replica(folder, env)
  replicas.push(replica)
  await replica.ready()
  return replica
}

describe.runIf(engines.includes(postgres))('models by the command line, and two services', () => {
  let open: OpenEngine
  let home: string
  let env: Record<string, string>
  beforeEach(async () => {
    open = await postgres.open()
    home = await mkdtemp(join(tmpdir(), 'talentmatch-models-'))
    env = {
      DATABASE_URL: open.connectionString,
      MODEL_STORE_URL: pathToFileURL(join(home, 'store')).href,
      MODEL_ENCRYPTION_KEY: randomBytes(32).toString('base64'),
      SUPABASE_JWT_SECRET: JWT_SECRET,
    }
  })
  afterEach(async () => {
    await open?.close()
    await rm(home, { recursive: true, force: true })
  })

  const models = async (...args: string[]) => {
    const run = await runCli(['models', ...args], home, { env })
    if (run.code !== 0) throw new Error(`${args.join(' ')}: ${run.stderr}`)
    return run
  }
  const publish = async (version: string, scale = 0.9) =>
    (await models('publish', await variants.write({ version, scale }))).stdout.trim()
  const rowCount = async () =>
    (await open.database.query('select from public.ml_model_versions')).length

  it('promotes and rolls back; both services follow within five seconds, and answer all the while', async () => {
    const both = await Promise.all([serve(env), serve(env)])
    const initial = await both[0].version()
    const version = await publish('1.0.20261201')
    const authorization = await bearer()
    let isOver = false
    const statuses = new Map<string, number>()
    const call = async (url: string) => {
      const body = JSON.stringify({
        min_score: 0,
        talent: { id: '11111111-1111-4111-8111-111111111111', title: 'Engineer' },
        jobs: [{ id: '22222222-2222-4222-8222-222222222222', title: 'Engineer', description: 'x' }],
      })
      const headers = { authorization, 'content-type': 'application/json' }
      while (!isOver) {
        const options = { method: 'POST', headers, body }
        const response = await fetch(`${url}/api/v1/match/talent-to-jobs`, options)
        const { source, model_version, matches } = (await response.json()) as MatchResponse
        const outcome = [response.status, source, model_version, matches[0]?.match_score].join()
        statuses.set(outcome, (statuses.get(outcome) ?? 0) + 1)
      }
    }
    const callers = Promise.all(both.flatMap(({ url }) => [call(url), call(url), call(url)]))
    const switched = async (args: string[], to: string) => {
      await models(...args)
      const begun = performance.now()
      await expect
        .poll(() => Promise.all(both.map(({ version }) => version())), {
          timeout: 3 * SWITCHED_WITHIN_MS,
          interval: 20,
        })
        .toEqual([to, to])
      return Math.round(performance.now() - begun)
    }
    const ms = [
      await switched(['activate', version, '--reason', 'better'], version),
      await switched(['rollback', '--reason', 'worse after all'], initial),
      await switched(['pin', version], version),
      await switched(['unpin'], initial),
    ]
    isOver = true
    await callers
    console.log(
      `two processes: switched after ${ms.join(', ')} ms; ${JSON.stringify([...statuses])}`,
    )
    expect(Math.max(...ms)).toBeLessThan(SWITCHED_WITHIN_MS)
    // One score for each model: what the one has judged is never told as the other's.
    const outcomes = [...statuses.keys()].sort()
    expect(outcomes).toHaveLength(2)
    expect(outcomes[0]).toMatch(new RegExp(`^200,ml,${initial},\\d`))
    expect(outcomes[1]).toMatch(new RegExp(`^200,ml,${version},\\d`))
    expect(outcomes[0]?.split(',')[3]).not.toBe(outcomes[1]?.split(',')[3])

    const { stdout } = await models('list')
    expect(stdout).toMatch(/1\.0\.20261201 +retired +synthetic .*better/)
    expect(stdout).toMatch(
      new RegExp(`${initial} +active +synthetic .*operator:\\S+ +worse after all`),
    )
    const json = JSON.parse((await models('list', '--json')).stdout)
    expect(json).toHaveLength(2)
    for (const replica of both) expect(await replica.end('SIGTERM')).toBe(0)

    // A restart serves what is active, not what came with the code.
    await models('activate', version)
    const again = await models('publish', await variants.write({ version, scale: 0.9 }))
    expect(again.stderr).toBe(`${version} is already registered and active.\n`)
    expect(await (await serve(env)).version()).toBe(version)
  }, 180_000)

  it('has a service go on when the artifact of another model is broken, and says so', async () => {
    const replica = await serve(env)
    const initial = await replica.version()
    const version = await publish('1.0.20261201')
    const [address = ''] = await readdir(join(home, 'store'))
    await rm(join(home, 'store', address, 'ranker.txt'))
    const refused = await runCli(['models', 'activate', version], home, { env })
    expect(refused).toMatchObject({ code: 1, stdout: '' })
    expect(refused.stderr).toMatch(
      /nothing was changed; 1\.0\.20261201 cannot be served: .*ranker\.txt/,
    )
    await open.database.query(`select public.ml_activate_model($1, 'test', null)`, [version])
    await expect
      .poll(async () => (await replica.health()).checks.model?.status, { timeout: 10_000 })
      .toBe('degraded')
    expect(await replica.version()).toBe(initial)
    expect(replica.log).toContain('model rejected, still serving the previous one')
    const metrics = await (await fetch(`${replica.url}/metrics`)).text()
    expect(metrics).toContain(`active_model_version{version="${initial}",source="ml"} 1`)
    expect(metrics).toMatch(/^model_load_failures_total\{reason="missing"\} 1$/m)
    await models('activate', initial)
    await expect
      .poll(async () => (await replica.health()).checks.model?.status, { timeout: 10_000 })
      .toBe('ok')
  }, 120_000)

  it('leaves no version where it is killed between files and row, and the next one finishes', async () => {
    const folder = await variants.write({ version: '1.0.20261201' })
    await models('list')
    const [holding, letGo] = [gate(), gate()]
    const lock = open.database.transaction(async (connection) => {
      await connection.query('lock table public.ml_model_versions in share mode')
      holding.open()
      await letGo.opened
    })
    await holding.opened
    const publishing = startCli(['models', 'publish', folder], home, env)
    const waiting = `
      select pg_terminate_backend(pid) from pg_stat_activity
      where wait_event_type = 'Lock' and query ~ 'insert into public.ml_model_versions'
        and datname = current_database()`
    const kept = async () => (await readdir(join(home, 'store')).catch(() => [])).length
    await expect.poll(kept, { timeout: 30_000 }).toBe(1)
    await expect
      .poll(async () => (await open.database.query(waiting)).length, { timeout: 30_000 })
      .toBe(1)
    publishing.kill('SIGKILL')
    await exitCode(publishing)
    letGo.open()
    await lock
    expect([await rowCount(), await kept()]).toEqual([0, 1])
    expect((await models('publish', folder)).stdout).toBe('1.0.20261201\n')
    expect([await rowCount(), await kept()]).toEqual([1, 1])
    await models('activate', '1.0.20261201')
  }, 120_000)

  it('says in a sentence what is wrong', async () => {
    const wrong = (args: string[], more: Environment = {}) =>
      runCli(['models', ...args], home, { env: { ...env, ...more } })
    expect(await wrong(['list'])).toMatchObject({
      code: 0,
      stdout: '',
      stderr: expect.stringContaining('No models registered yet'),
    })
    expect(await wrong(['activate', '1.0.1'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('unknown version 1.0.1'),
    })
    expect(await wrong(['pin', '1.0.1'])).toMatchObject({ code: 2 })
    expect(await wrong(['rollback'])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('there is no previously active version'),
    })
    const nothing = await wrong(['publish', join(home, 'nothing')])
    expect(nothing.code).toBe(2)
    expect(nothing.stderr).toBe(
      `talentmatch: ${join(home, 'nothing/manifest.json')}: no such file\n`,
    )
    const settings = await wrong(['list'], {
      MODEL_ENCRYPTION_KEY: 'short',
      MODEL_STORE_URL: 'ftp://x',
    })
    expect(settings.code).toBe(2)
    expect(settings.stderr).toMatch(/MODEL_STORE_URL must be(.|\n)*MODEL_ENCRYPTION_KEY must be 32/)
    expect(settings.stderr).not.toContain('    at ')
  }, 60_000)

  describe.skipIf(noS3)('with object storage', () => {
    let s3: TestS3
    beforeEach(async () => {
      s3 = await TestS3.start()
      Object.assign(env, s3.env, { MODEL_STORE_URL: `s3://${s3.bucket}/registry` })
    }, 120_000)
    afterEach(() => s3?.remove())

    it('serves on while it is gone, restarts from copies, and says what it cannot fetch', async () => {
      const first = await publish('1.0.20261201', 0.9)
      const second = await publish('1.0.20261202', 0.8)
      await models('activate', first)
      const folder = makeFolder()
      const replica = await serve(env, folder)
      expect(await replica.version()).toBe(first)

      await s3.kill()
      await open.database.query(`select public.ml_activate_model($1, 'test', null)`, [second])
      await expect
        .poll(async () => (await replica.health()).checks.model?.detail, { timeout: 30_000 })
        .toContain('unreachable')
      expect(await replica.version()).toBe(first)
      expect(replica.log).toContain('"reason":"unreachable"')
      const refused = await runCli(['models', 'activate', second], home, {
        env: { ...env, DATA_DIR: join(home, 'elsewhere') },
      })
      expect(refused.stderr).toContain(`s3://${s3.bucket}/registry cannot be reached`)

      await open.database.query(`select public.ml_activate_model($1, 'test', null)`, [first])
      await expect
        .poll(async () => (await replica.health()).checks.model?.status, { timeout: 10_000 })
        .toBe('ok')
      await replica.end('SIGTERM')
      expect(existsSync(join(folder, '.data/model-cache'))).toBe(true)
      expect(await (await serve(env, folder)).version()).toBe(first)
    }, 180_000)
  })
})

describe('models beside a service with the embedded database', () => {
  it('are promoted and rolled back there too', async () => {
    const folder = makeFolder()
    const env = { EMBEDDING_PROVIDER: 'none' }
    const replica = await serve(env, folder)
    const initial = await replica.version()
    // A relative folder, as people give it.
    await cp(await variants.write({ version: '1.0.20261201', scale: 0.9 }), join(folder, 'mine'), {
      recursive: true,
    })
    const models = async (...args: string[]) =>
      expect(await runCli(['models', ...args], folder, { env })).toMatchObject({ code: 0 })
    await models('publish', 'mine')
    await models('activate', '1.0.20261201')
    const follows = { timeout: SWITCHED_WITHIN_MS, interval: 20 }
    await expect.poll(replica.version, follows).toBe('1.0.20261201')
    await models('rollback')
    await expect.poll(replica.version, follows).toBe(initial)
  }, 120_000)
})
