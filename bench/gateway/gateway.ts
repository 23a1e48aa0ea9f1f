import { cpus } from 'node:os'
import { parseArgs } from 'node:util'
import { openCachedEmbedder } from '../../src/commands/engine.ts'
import { startGateway } from '../../src/commands/gateway-process.ts'
import { parseConfig } from '../../src/config.ts'
import type { Database } from '../../src/db/database.ts'
import { migrate } from '../../src/db/migrate.ts'
import { openPostgres } from '../../src/db/postgres.ts'
import { DEMO_SIZE, seedPlatform } from '../../src/demo/platform/seed.ts'
import { startProgress } from '../../src/progress.ts'
import { signToken } from '../../src/tokens.ts'
import type { Job, Talent } from '../../supabase/functions/_shared/payload.ts'
import { rankByRules } from '../../supabase/functions/_shared/rules.ts'
import { startPostgres, withDatabase } from '../postgres-server.ts'
import { indexPlatform } from '../scale/platform.ts'
import { SECRET, Service } from '../service.ts'
import { type Bound, brokenBound, type Row, row, toLine } from '../table.ts'
import { load, quantile, sendAll, type UserCall } from './clients.ts'

const HELP = `Usage: npm run bench:gateway [-- --seconds 30] [--assert]

The gateway under Deno before the service, on a real PostgreSQL: what it adds to an answer, what an
answer from its cache takes, and what 200 clients get.

  --seconds  how long the clients ask; default 30
  --assert   exits with 1 where a bound of the product does not hold
`

const CLIENTS = 200
const CALLS = 200
const WARM_CALLS = 100
const SERVICE_KEY = 'the key of the gateway of the benchmark'
const BOUNDS: readonly Bound[] = [
  { name: 'Added by the gateway, p50', atMost: 5 },
  { name: 'Answer from the cache, query excluded, p50', atMost: 3 },
  { name: `${CLIENTS} clients, answered 200`, atLeast: 99.9 },
  { name: '1,000 candidates scored by rules', atMost: 20 },
]

const { values: flags } = parseArgs({
  options: {
    seconds: { type: 'string', default: '30' },
    assert: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})

interface Asker {
  readonly talentId: string
  readonly userId: string
  readonly token: string
}

async function benchGateway(): Promise<void> {
  const { model = 'unknown processor' } = cpus()[0] ?? {}
  process.stdout.write(`${model}, ${cpus().length} processors; Node ${process.versions.node}\n\n`)
  const server = await startPostgres()
  const connectionString = withDatabase(server.connectionString, 'postgres')
  const database = openPostgres({ connectionString, statementTimeoutMs: 0 })
  const rows: Row[] = []
  const tell = (...measured: Row[]) => {
    for (const each of measured) process.stdout.write(`${toLine(each)}\n`)
    rows.push(...measured)
  }
  try {
    await fill(database, connectionString)
    const askers = await findAskers(database)
    const service = await Service.start({ DATABASE_URL: connectionString, SERVICE_KEY })
    try {
      await service.whole()
      tell(...(await singleClient(database, connectionString, service, askers)))
      tell(...(await manyClients(connectionString, service, askers)))
    } finally {
      await service.stop()
    }
    tell(await rulesRow(database))
    if (flags.assert) check(rows)
  } finally {
    await database.close()
    await server.stop()
  }
}

async function fill(database: Database, connectionString: string): Promise<void> {
  await migrate(database)
  await seedPlatform(database, { ...DEMO_SIZE, asOf: new Date() })
  const embedder = await openCachedEmbedder(
    parseConfig({ ...process.env, DATA_DIR: process.env.DATA_DIR ?? '.data' }),
  )
  const platform = { database, connectionString, activeJobs: 0 }
  await indexPlatform(platform, embedder, startProgress('Talents and jobs indexed'))
  await embedder.close()
}

async function findAskers(database: Database): Promise<Asker[]> {
  const rows = await database.query<{ id: string; profile_id: string }>(
    'select id, profile_id from public.talents where profile_id is not null order by id limit 100',
  )
  return Promise.all(
    rows.map(async ({ id, profile_id: userId }) => ({
      talentId: id,
      userId,
      token: await signToken(SECRET, { role: 'user', subject: userId }),
    })),
  )
}

const page = { limit: 20, min_score: 0 }

const throughGateway = (url: string, { talentId, token }: Asker): UserCall => ({
  url,
  token,
  body: JSON.stringify({ type: 'talent-to-jobs', talent_id: talentId, ...page }),
})

const toService = ({ url }: Service, { talentId, token }: Asker): UserCall => ({
  url: `${url}/api/v1/match/talents/${talentId}/jobs`,
  token,
  body: JSON.stringify(page),
})

/** A gateway with settings of its own, before the service. */
function openGateway(connectionString: string, service: Service, settings: Record<string, string>) {
  Object.assign(process.env, { GATEWAY_PORT: '0', RATE_LIMIT_PER_MINUTE: '1000000', ...settings })
  const config = parseConfig({ SUPABASE_JWT_SECRET: SECRET, SERVICE_KEY })
  return startGateway({ config, connectionString, serviceUrl: service.url, write: () => {} })
}

/** Each asks the service, the gateway and the database in turn, so that all meet the same machine. */
async function singleClient(
  database: Database,
  connectionString: string,
  service: Service,
  askers: readonly Asker[],
): Promise<Row[]> {
  const uncached = await openGateway(connectionString, service, { CACHE_TTL_SECONDS: '0' })
  const cached = await openGateway(connectionString, service, { CACHE_TTL_SECONDS: '3600' })
  const times = {
    service: [] as number[],
    gateway: [] as number[],
    hit: [] as number[],
    query: [] as number[],
  }
  for (let i = 0; i < WARM_CALLS + CALLS; i++) {
    const asker = askers[i % askers.length] as Asker
    const [direct] = await sendAll([toService(service, asker)])
    const [through] = await sendAll([throughGateway(uncached.url, asker)])
    const [hit] = await sendAll([throughGateway(cached.url, asker)])
    const begun = performance.now()
    await database.query(
      `select public.ml_gateway_context($1, 'talent-to-jobs', $2, '{}', array[$3], 1000000)`,
      [asker.userId, asker.talentId, `bench:${asker.userId}`],
    )
    const query = performance.now() - begun
    if (i < WARM_CALLS) continue
    times.service.push(direct as number)
    times.gateway.push(through as number)
    times.hit.push(hit as number)
    times.query.push(query)
  }
  await uncached.stop()
  await cached.stop()
  const p50 = (of: readonly number[]) => quantile(of, 0.5)
  const added = times.gateway.map(
    (ms, i) => ms - (times.service[i] as number) - (times.query[i] as number),
  )
  return [
    row('Service by id, p50', p50(times.service), 'ms'),
    row('The same through the gateway, p50', p50(times.gateway), 'ms'),
    row('Its query alone, p50', p50(times.query), 'ms'),
    row('Added by the gateway, p50', p50(added), 'ms'),
    row('Answer from the cache, p50', p50(times.hit), 'ms'),
    row(
      'Answer from the cache, query excluded, p50',
      p50(times.hit.map((ms, i) => ms - (times.query[i] as number))),
      'ms',
    ),
  ]
}

async function manyClients(
  connectionString: string,
  service: Service,
  askers: readonly Asker[],
): Promise<Row[]> {
  const rows: Row[] = []
  for (const [what, ttl] of [
    [`${CLIENTS} clients`, '3600'],
    [`${CLIENTS} clients, no cache`, '0'],
  ] as const) {
    const gateway = await openGateway(connectionString, service, { CACHE_TTL_SECONDS: ttl })
    const calls = askers.map((asker) => throughGateway(gateway.url, asker))
    const { times, statuses, seconds, fallbacks } = await load(
      calls,
      CLIENTS,
      Number(flags.seconds),
    )
    await gateway.stop()
    rows.push(
      row(`${what}, answered 200`, (100 * (statuses.get(200) ?? 0)) / times.length, '%'),
      row(`${what}, by rules`, (100 * fallbacks) / times.length, '%'),
      row(`${what}, answers`, times.length / seconds, '/s'),
      row(`${what}, p50`, quantile(times, 0.5), 'ms'),
      row(`${what}, p99`, quantile(times, 0.99), 'ms'),
    )
  }
  return rows
}

async function rulesRow(database: Database): Promise<Row> {
  const [talent] = await database.query<{ payload: Talent }>(
    'select payload from public.ml_talent_payloads(array(select id from public.talents limit 1))',
  )
  const jobs = await database.query<{ payload: Job }>(
    'select payload from public.ml_job_payloads(array(select id from public.jobs limit 1000))',
  )
  const times: number[] = []
  for (let i = 0; i < 50; i++) {
    // Read anew, as the gateway does: what is known of a list is forgotten with it.
    const fresh = structuredClone(jobs)
    const begun = performance.now()
    rankByRules(
      fresh.map(({ payload }) => [talent?.payload as Talent, payload] as const),
      { limit: 20, minScore: 0 },
    )
    times.push(performance.now() - begun)
  }
  return row('1,000 candidates scored by rules', quantile(times, 0.5), 'ms')
}

function check(rows: readonly Row[]): void {
  const broken = BOUNDS.flatMap((bound) => brokenBound(rows, bound) ?? [])
  for (const each of broken) process.stderr.write(`out of bounds: ${each}\n`)
  if (broken.length > 0) process.exitCode = 1
  else process.stdout.write('\nAll bounds hold.\n')
}

if (flags.help) process.stdout.write(HELP)
else await benchGateway()
