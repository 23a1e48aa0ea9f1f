import { setTimeout as sleep } from 'node:timers/promises'
import type { Database } from '../src/db/database.ts'
import { startEmbedded } from '../src/db/embedded/embedded.ts'
import { migrate } from '../src/db/migrate.ts'
import { openPostgres } from '../src/db/postgres.ts'
import { DEMO_TALENT } from '../src/demo/platform/protagonists.ts'
import { DEMO_SIZE, seedPlatform } from '../src/demo/platform/seed.ts'
import { startOfDay } from '../src/matching/day.ts'
import { type RunningGateway, startGateway } from '../src/processes/gateway-process.ts'
import { parseConfig } from '../src/settings/config.ts'
import { signToken } from '../src/settings/tokens.ts'
import type { MatchResponse } from '../supabase/functions/_shared/payload.ts'
import { BENCH_SECRET, Service } from './service.ts'

const SERVICE_KEY = 'the key of the transcript, 32 bytes and more'
const POLL_MS = 250
/** The kill switch acts within this. */
const SWITCH_MS = 5_000
const BODY = JSON.stringify({
  type: 'talent-to-jobs',
  talent_id: DEMO_TALENT.id,
  limit: 3,
  min_score: 0,
})
/** What the transcript shows of a row of the log. */
const COLUMNS =
  'source, status, arm, model_version, results, error_category, round(latency_ms)::int as ms'

const say = (text: string) => process.stdout.write(`${text}\n`)

/** Shows on a database of its own, in memory, what callers and operators see when the service goes. */
async function showFallback(): Promise<void> {
  Object.assign(process.env, {
    CACHE_TTL_SECONDS: '0',
    EMBEDDING_PROVIDER: 'none',
    RATE_LIMIT_PER_MINUTE: '1000',
  })
  const server = await startEmbedded()
  const { connectionString } = server
  const database = openPostgres({ connectionString })
  await migrate(database)
  const asOf = new Date(startOfDay(new Date()))
  await database.transaction((connection) => seedPlatform(connection, { ...DEMO_SIZE, asOf }))
  const settings = { DATABASE_URL: connectionString, SERVICE_KEY }
  let service = await Service.start(settings)
  const { url } = service
  const config = parseConfig({ ...settings, SUPABASE_JWT_SECRET: BENCH_SECRET, PORT: '0' })
  const gateway = await startGateway({
    config,
    connectionString,
    serviceUrl: url,
    write: showBreaker,
  })
  const call = await callerOf(gateway, database)

  say('# A call, once the service has its model and its database')
  say(`POST ${new URL(gateway.url).pathname} ${BODY}`)
  await until(async () => (await call(false)).source === 'ml')
  await call()

  say(
    '\n# The service is killed, and the same call made again; the fifth failure opens the breaker',
  )
  await service.stop('SIGKILL')
  await call()
  say('… three more …')
  for (let at = 0; at < 3; at++) await call(false)
  await call()
  await call()

  say('\n# The service is back; the first call after 10 s is the probe, and closes the breaker')
  service = await Service.start({ ...settings, PORT: new URL(url).port })
  await until(async () => (await fetch(`${url}/api/v1/health/ready`)).ok)
  await call()
  const back = await until(async () => {
    const answer = await call(false)
    return answer.source === 'ml' ? answer : undefined
  })
  say(`… calls every ${POLL_MS} ms …`)
  say(back.text)

  for (const isKilled of [true, false]) {
    const source = isKilled ? 'fallback' : 'ml'
    say(`\n# The kill switch is ${isKilled ? 'on' : 'off again'}`)
    await putRollout(url, { is_killed: isKilled })
    const putAt = performance.now()
    await until(async () => (await call(false)).source === source, SWITCH_MS)
    say(`${source} after ${Math.round(performance.now() - putAt)} ms`)
    await call()
  }
  await gateway.stop()
  await service.stop()
  await database.close()
  await server.stop()
}

/** The breaker's changes as the gateway logs them. */
function showBreaker(line: string): void {
  const { msg, state } = JSON.parse(line)
  if (msg === 'breaker') say(`gateway's log: ${JSON.stringify({ msg, state })}`)
}

/** Somebody who asks for their jobs, again and again. */
async function callerOf(gateway: RunningGateway, database: Database) {
  const token = await signToken(BENCH_SECRET, { role: 'user', subject: DEMO_TALENT.profileId })
  return async (isShown = true) => {
    const response = await fetch(gateway.url, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: BODY,
    })
    const { source, model_version, matches } = (await response.json()) as MatchResponse
    const text =
      `${response.status}, x-breaker: ${response.headers.get('x-breaker')}, ` +
      `${JSON.stringify({ source, model_version, matches: matches.length })}\n` +
      `  the best: ${matches[0]?.match_score}, ${matches[0]?.explanation.top_factors[0]?.description}\n` +
      `  ml_request_log: ${await rowOf(database, response.headers.get('x-request-id'))}`
    if (isShown) say(text)
    return { source, text }
  }
}

async function rowOf(database: Database, requestId: string | null): Promise<string> {
  const row = await until(async () => {
    const rows = await database.query(
      `select ${COLUMNS} from public.ml_request_log where request_id = $1`,
      [requestId],
    )
    return rows[0]
  })
  return JSON.stringify(row)
}

async function putRollout(url: string, change: { readonly is_killed: boolean }): Promise<void> {
  const token = await signToken(BENCH_SECRET, { role: 'service' })
  const body = JSON.stringify(change)
  const response = await fetch(`${url}/api/v1/rollout`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body,
  })
  say(`PUT /api/v1/rollout ${body}\n  ${response.status}`)
}

async function until<T>(look: () => Promise<T>, patienceMs = 60_000): Promise<NonNullable<T>> {
  const ends = performance.now() + patienceMs
  for (;;) {
    const found = await look()
    if (found) return found
    if (performance.now() > ends) throw new Error('what was waited for did not come')
    await sleep(POLL_MS)
  }
}

await showFallback()
