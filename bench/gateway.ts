import { Agent, request } from 'node:http'
import { loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import type { Database } from '../src/db/database.ts'
import { migrate } from '../src/db/migrate.ts'
import { openPostgres } from '../src/db/postgres.ts'
import { DEMO_SIZE, seedPlatform } from '../src/demo/platform/seed.ts'
import { startOfDay } from '../src/matching/day.ts'
import { type RunningGateway, startGateway } from '../src/processes/gateway-process.ts'
import { parseConfig } from '../src/settings/config.ts'
import { signToken } from '../src/settings/tokens.ts'
import {
  type RuledJob,
  type RuledTalent,
  rankByRules,
} from '../supabase/functions/_shared/rules.ts'
import { positive } from './positive.ts'
import { startPostgres } from './postgres-server.ts'
import { quantileOf } from './quantile.ts'
import { BENCH_SECRET, Service } from './service.ts'
import { type Row, row, toLine } from './table.ts'

const HELP = `Usage: npm run bench:gateway [-- --seconds 30] [--clients 200]

Measures the overhead of the gateway over the service, the time of cached answers, of candidates and of rules,
and the throughput with many concurrent clients, with a real PostgreSQL and the real service. Also reports how
busy the machine is, because all numbers depend on it.
`
const GATEWAY_KEY = 'the key of the benchmark, 32 bytes and more'
const CALLS = 300
const TALENTS = 100

const { values: flags } = parseArgs({
  options: {
    seconds: { type: 'string', default: '30' },
    clients: { type: 'string', default: '200' },
    help: { type: 'boolean', default: false },
  },
})

interface Asker {
  readonly talentId: string
  readonly token: string
}

/** One connection for each that is open at a time. */
const agent = new Agent({ keepAlive: true, maxSockets: 1_000 })

/** @returns the status and the body's text */
function post(
  url: string,
  token: string,
  body: object,
  more: Readonly<Record<string, string>> = {},
): Promise<{ readonly status: number; readonly text: string }> {
  return new Promise((resolve, reject) => {
    const headers = {
      'content-type': 'application/json',
      authorization: `Bearer ${token}`,
      ...more,
    }
    const sent = request(url, { method: 'POST', agent, headers }, (response) => {
      let text = ''
      response.setEncoding('utf8').on('data', (piece: string) => {
        text += piece
      })
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }))
      response.on('error', reject)
    })
    sent.on('error', reject)
    sent.end(JSON.stringify(body))
  })
}

/** @param make what the work is done to, anew and outside of the time */
async function medianMs<Made>(
  work: (at: number, made: Made) => unknown,
  make = () => undefined as Made,
): Promise<number> {
  const ms: number[] = []
  for (let at = 0; at < CALLS; at++) {
    const made = make()
    const started = performance.now()
    await work(at, made)
    ms.push(performance.now() - started)
  }
  return ms.sort((a, b) => a - b)[CALLS / 2] ?? Number.NaN
}

const call = (talentId: string) => ({ type: 'talent-to-jobs', talent_id: talentId, min_score: 0 })

async function askGateway({ url }: RunningGateway, { talentId, token }: Asker): Promise<void> {
  const { status, text } = await post(url, token, call(talentId))
  if (status !== 200) throw new Error(`${status} ${text.slice(0, 300)}`)
}

async function benchGateway(): Promise<void> {
  const server = await startPostgres()
  const { connectionString } = server
  const database = openPostgres({ connectionString })
  const settings = { DATABASE_URL: connectionString, SERVICE_KEY: GATEWAY_KEY }
  const config = parseConfig({ ...settings, SUPABASE_JWT_SECRET: BENCH_SECRET, PORT: '0' })
  process.env.RATE_LIMIT_PER_MINUTE = '1000000'
  await migrate(database)
  const size = { ...DEMO_SIZE, asOf: new Date(startOfDay(new Date())) }
  await database.transaction((connection) => seedPlatform(connection, size))
  const service = await Service.start(settings, true)
  await service.whole()
  const askers = await findAskers(database)
  const start = (cacheSeconds: number) => {
    process.env.CACHE_TTL_SECONDS = String(cacheSeconds)
    return startGateway({ config, connectionString, serviceUrl: service.url, write: tell })
  }
  const askerAt = (at: number) => askers[at % askers.length] as Asker

  const context = await medianMs((at) => askContext(database, askerAt(at)))
  const direct = (at: number) => {
    const { talentId, token } = askerAt(at)
    const key = { 'x-service-key': GATEWAY_KEY }
    return post(
      `${service.url}/api/v1/match/talents/${talentId}/jobs`,
      token,
      { min_score: 0 },
      key,
    )
  }
  const rows = await candidateRows(database, askers)
  let gateway = await start(0)
  await medianMs((at) => askGateway(gateway, askerAt(at)))
  await medianMs(direct)
  errors.clear()
  const through = await medianMs((at) => askGateway(gateway, askerAt(at)))
  const alone = await medianMs(direct)
  await gateway.stop()
  gateway = await start(3_600)
  await medianMs((at) => askGateway(gateway, askerAt(at)))
  const cached = await medianMs((at) => askGateway(gateway, askerAt(at)))
  for (const line of [
    row('The small query, p50', context, 'ms'),
    row('The service by itself, p50', alone, 'ms'),
    row('Through the gateway, nothing cached, p50', through, 'ms'),
    row('  of it the gateway’s own, without its query', through - alone - context, 'ms'),
    row('From the cache, p50', cached, 'ms'),
    row('  of it without the query', cached - context, 'ms'),
    ...rows,
    row('Load of the machine, of the last minute', loadavg()[0] ?? Number.NaN, ''),
  ]) {
    process.stdout.write(`${toLine(line)}\n`)
  }
  showErrors()

  await load(gateway, askerAt, 'after a first answer to each')
  await gateway.stop()
  gateway = await start(3_600)
  await load(gateway, askerAt, 'all at once to a new gateway')
  await gateway.stop()
  agent.destroy()
  await service.stop()
  await database.close()
  await server.stop()
}

/** Why calls were not answered by the model, as the gateway logs it. */
const errors = new Map<string, number>()

/** Shows what the gateway logs that is no call. */
function tell(line: string): void {
  const { msg, error } = JSON.parse(line)
  if (msg === 'request') {
    if (error) errors.set(error, (errors.get(error) ?? 0) + 1)
  } else if (msg !== 'gateway listening') process.stderr.write(`${line.slice(0, 300)}\n`)
}

function showErrors(): void {
  for (const [error, count] of errors) process.stdout.write(`  ${count} times ${error}\n`)
  errors.clear()
}

/** What the gateway asks before it answers. */
const askContext = (database: Database, { talentId }: Asker) =>
  database.query(
    `select public.ml_gateway_context($1::uuid, 'talent-to-jobs', $1::uuid, '{}', $2::text[], 1000000)`,
    [talentId, [`user:${talentId}`, 'address:x']],
  )

/** What there is to do where rules answer. */
async function candidateRows(database: Database, askers: readonly Asker[]): Promise<Row[]> {
  const type = 'talent-to-jobs'
  const newest = await database.query<{ brief: RuledJob }>(
    'select brief from public.ml_gateway_newest($1, 1000) as brief',
    [type],
  )
  const ids = newest.map(({ brief }) => brief.id)
  const talentIds = askers.map(({ talentId }) => talentId)
  const of = (text: string, ...values: unknown[]) =>
    medianMs((at) => database.query(text, [type, talentIds[at % talentIds.length], ...values]))
  const candidates = 'select kind, payload from public.ml_gateway_candidates($1, $2, 1000, $3)'
  const own = 'select subject, hidden from public.ml_gateway_subject($1, $2, $3)'
  const [first] = await database.query<{ subject: RuledTalent }>(own, [type, talentIds[0], ids])
  if (!first || newest.length === 0) throw new Error('the platform is empty')
  const talent = first.subject
  const thousand = Array.from(
    { length: 1_000 },
    (_, at) => newest[at % newest.length] as { brief: RuledJob },
  )
  const rules = await medianMs(
    (_at, jobs) => rankByRules({ talent, jobs }, { limit: 20, minScore: 0 }),
    // Lists that have been compared before are quicker.
    () => thousand.map(({ brief }) => structuredClone(brief)),
  )
  const many = newest.length.toLocaleString('en')
  return [
    row(`${many} candidates, whole, p50`, await of(candidates, false), 'ms'),
    row(`${many} candidates, what rules read, p50`, await of(candidates, true), 'ms'),
    row('One’s own part where they are shared, p50', await of(own, ids), 'ms'),
    row('Rules over 1,000 candidates, p50', rules, 'ms'),
  ]
}

async function findAskers(database: Database): Promise<readonly Asker[]> {
  const talents = await database.query<{ id: string; profile_id: string }>(
    'select id, profile_id from public.talents order by id limit $1',
    [TALENTS],
  )
  return Promise.all(
    talents.map(async ({ id, profile_id }) => ({
      talentId: id,
      token: await signToken(BENCH_SECRET, { role: 'user', subject: profile_id }),
    })),
  )
}

async function load(
  gateway: RunningGateway,
  askerAt: (at: number) => Asker,
  what: string,
): Promise<void> {
  const ends = performance.now() + 1_000 * positive(flags.seconds, '--seconds')
  const ms: number[] = []
  const counts = { ml: 0, fallback: 0, failed: 0 }
  errors.clear()
  let next = 0
  const client = async () => {
    while (performance.now() < ends) {
      const { talentId, token } = askerAt(next++)
      const started = performance.now()
      const { status, text } = await post(gateway.url, token, call(talentId)).catch(() => ({
        status: 0,
        text: '',
      }))
      ms.push(performance.now() - started)
      if (status !== 200) {
        counts.failed += 1
      } else counts[text.includes('"source":"ml"') ? 'ml' : 'fallback'] += 1
    }
  }
  await Promise.all(Array.from({ length: positive(flags.clients, '--clients') }, client))
  ms.sort((a, b) => a - b)
  const at = (share: number) => Math.round(quantileOf(ms, share))
  const answered = (100 * (ms.length - counts.failed)) / ms.length
  process.stdout.write(
    `${flags.clients} clients for ${flags.seconds} s, ${what}: ${ms.length} calls, ` +
      `${answered.toFixed(2)} % answered 200 (${counts.ml} by the model, ${counts.fallback} by rules), ` +
      `p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, slowest ${at(1)} ms\n`,
  )
  showErrors()
}

if (flags.help) process.stdout.write(HELP)
else await benchGateway()
