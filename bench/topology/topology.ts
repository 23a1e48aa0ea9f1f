import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { Database } from '../../src/db/database.ts'
import { migrate } from '../../src/db/migrate.ts'
import { openPostgres } from '../../src/db/postgres.ts'
import { seedPlatform } from '../../src/demo/platform/seed.ts'
import { startOfDay } from '../../src/matching/day.ts'
import { type RunningGateway, startGateway } from '../../src/processes/gateway-process.ts'
import { parseConfig } from '../../src/settings/config.ts'
import { signToken } from '../../src/settings/tokens.ts'
import { removedWithUs } from '../ends-with-us.ts'
import { freePorts } from '../free-ports.ts'
import { type PostgresServer, startPostgres } from '../postgres-server.ts'
import { BENCH_SECRET } from '../service.ts'
import { ask } from './ask.ts'
import { startNginx } from './nginx.ts'
import { startRedis } from './redis.ts'
import { ServerProcess } from './server-process.ts'

const CLI = fileURLToPath(new URL('../../src/cli.js', import.meta.url))
/** Small, so that its texts are read within seconds. */
const PLATFORM = { talents: 120, jobs: 100, companies: 20, seed: 1 }
const INDEX_TIMEOUT_MS = 240_000
const GATEWAY_KEY = 'the key of the topology, 32 bytes and more'

export interface TopologyOptions {
  readonly replicas: number
  /** Of the replicas, on top of what all processes get. */
  readonly settings?: Readonly<Record<string, string>>
  /** Whether the gateway stands before the balancer; default no. */
  readonly withGateway?: boolean
  /** Hears what is being started. */
  readonly say?: (text: string) => void
}

export interface Replica {
  /** Past the balancer. */
  readonly url: string
  readonly server: ServerProcess
}

/**
 * What `deploy/` runs on several machines, as processes of this one, on 127.0.0.1: PostgreSQL with pgvector and
 * a made-up platform in it, Redis, replicas of the service, a worker, nginx. All end with this process.
 */
export interface Topology {
  /** Of the balancer. */
  readonly url: string
  /** Of the service role. */
  readonly token: string
  readonly database: Database
  readonly postgres: PostgresServer
  readonly redis: ServerProcess
  readonly replicas: readonly Replica[]
  readonly worker: ServerProcess
  readonly gateway: RunningGateway | undefined
  /** The settings that replicas and worker share. */
  readonly env: Readonly<Record<string, string>>
  /** A place for files, removed with all else. */
  readonly folder: string
  /** Calls that nginx had answered by the second or third replica that it asked. */
  countRepeated(): Promise<number>
  stop(): Promise<void>
}

/** @throws {Error} where one of them does not start; those before it are ended */
export async function startTopology(options: TopologyOptions): Promise<Topology> {
  const closing: (() => Promise<unknown>)[] = []
  const stop = async () => {
    for (const close of closing.splice(0).reverse()) await close()
  }
  try {
    return { ...(await startAll(options, (close) => void closing.push(close))), stop }
  } catch (error) {
    await stop()
    throw error
  }
}

async function startAll(
  { replicas: count, settings, withGateway = false, say = () => {} }: TopologyOptions,
  atEnd: (close: () => Promise<unknown>) => void,
): Promise<Omit<Topology, 'stop'>> {
  const folder = await mkdtemp(join(tmpdir(), 'talentmatch-topology-'))
  const keep = removedWithUs(folder)
  atEnd(async () => {
    await rm(folder, { recursive: true })
    keep()
  })
  const [postgresPort, redisPort, nginxPort, metricsPort, ...ports] = await freePorts(4 + count)

  say('PostgreSQL, with a made-up platform')
  // What is acknowledged must be there after a crash.
  const postgres = await startPostgres({
    port: String(postgresPort),
    fsync: 'on',
    synchronous_commit: 'on',
    full_page_writes: 'on',
  })
  atEnd(postgres.stop)
  const database = openPostgres({ connectionString: postgres.connectionString })
  atEnd(() => database.close())
  await migrate(database)
  const asOf = new Date(startOfDay(new Date()))
  await database.transaction((connection) => seedPlatform(connection, { ...PLATFORM, asOf }))

  say('Redis')
  const redis = await startRedis(folder, redisPort as number)
  atEnd(() => redis.stop())

  const env = {
    HOST: '127.0.0.1',
    LOG_LEVEL: 'warn',
    DATABASE_URL: postgres.connectionString,
    REDIS_URL: `redis://127.0.0.1:${redisPort}`,
    MODEL_STORE_URL: `file://${folder}/models`,
    SUPABASE_JWT_SECRET: BENCH_SECRET,
    SERVICE_KEY: GATEWAY_KEY,
    TRAIN_SCHEDULE: 'off',
    TRUST_PROXY: '1',
    START_WAIT_SECONDS: '30',
    // The same answer each time, to be compared.
    EXPLORATION_SHARE: '0',
    ...settings,
  }
  say('the worker, which reads all texts')
  const metrics = `http://127.0.0.1:${metricsPort}/metrics`
  const worker = await ServerProcess.start({
    name: 'worker',
    command: process.execPath,
    args: [CLI, 'worker', '--metrics-port', String(metricsPort)],
    env,
    isReady: async () => (await ask(metrics)).status === 200,
  })
  atEnd(() => worker.stop())
  const left = await untilIndexed(database, INDEX_TIMEOUT_MS)
  if (left > 0) throw new Error(`${left} rows are not indexed yet`)

  say(`${count} replicas`)
  const startReplica = async (port: number, at: number): Promise<Replica> => {
    const url = `http://127.0.0.1:${port}`
    const server = await ServerProcess.start({
      name: `replica ${at + 1}`,
      command: process.execPath,
      args: [CLI, 'serve', '--no-worker'],
      env: { ...env, PORT: String(port) },
      isReady: async () => (await ask(`${url}/api/v1/health`)).status === 200,
    })
    atEnd(() => server.stop())
    return { url, server }
  }
  const replicas: Replica[] = []
  for (const [at, port] of ports.entries()) replicas.push(await startReplica(port, at))

  say('nginx')
  const nginx = await startNginx({ folder, port: nginxPort as number, replicaPorts: ports })
  atEnd(() => nginx.server.stop())
  let gateway: RunningGateway | undefined
  if (withGateway) {
    say('the gateway')
    // It has its settings from this process; every call is to reach the replicas.
    process.env.CACHE_TTL_SECONDS = '0'
    gateway = await startGateway({
      config: parseConfig({ ...env, PORT: '0' }),
      connectionString: postgres.connectionString,
      serviceUrl: nginx.url,
      write: () => {},
    })
    atEnd(gateway.stop)
  }
  const token = await signToken(BENCH_SECRET, { role: 'service' })
  const { url, countRepeated } = nginx
  return {
    url,
    token,
    database,
    postgres,
    redis,
    replicas,
    worker,
    gateway,
    env,
    folder,
    countRepeated,
  }
}

/**
 * Waits for the worker to have done all that waits.
 * @returns how many changes are left when the time is up
 */
export async function untilIndexed(database: Database, patienceMs: number): Promise<number> {
  const ends = performance.now() + patienceMs
  for (;;) {
    const [left] = await database.query<{ count: number }>(
      'select count(*)::int as count from public.match_outbox',
    )
    const count = left?.count ?? 0
    if (count === 0 || performance.now() > ends) return count
    await pause(100)
  }
}
