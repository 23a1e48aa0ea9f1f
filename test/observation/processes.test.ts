import type { ChildProcessWithoutNullStreams } from 'node:child_process'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type RunningGateway, startGateway } from '../../src/processes/gateway-process.ts'
import { bearer, GATEWAY_KEY, JWT_SECRET, testConfig } from '../app.ts'
import { exitCode, makeFolder, startCli } from '../commands/run-cli.ts'
import { engines, type OpenEngine, postgres } from '../db/engines.ts'
import { insertPeople, type People } from '../db/people.ts'
import { type Collector, startCollector } from './collector.ts'

const TRACE = '0af7651916cd43dd8448eb211c80319c'
const CALLER_SPAN = 'b7ad6b7169203331'

const until = (holds: () => unknown) => vi.waitFor(holds, { timeout: 30_000, interval: 50 })

/** A process of ours, and what it has logged so far. */
class Started {
  readonly #child: ChildProcessWithoutNullStreams
  log = ''

  constructor(args: readonly string[], env: Readonly<Record<string, string>>) {
    this.#child = startCli(args, makeFolder(), env)
    this.#child.stdout.setEncoding('utf8').on('data', (text: string) => (this.log += text))
  }

  lines(): Record<string, unknown>[] {
    return this.log.split('\n').flatMap((line) => (line.startsWith('{') ? [JSON.parse(line)] : []))
  }

  async until(pattern: RegExp): Promise<string> {
    await until(() => expect(this.log).toMatch(pattern))
    return pattern.exec(this.log)?.[1] ?? ''
  }

  async stop(): Promise<void> {
    this.#child.kill('SIGTERM')
    await exitCode(this.#child)
  }
}

describe.runIf(engines.includes(postgres))('service, worker and gateway, after real calls', () => {
  let open: OpenEngine
  let people: People
  let service: Started
  let worker: Started
  let gateway: RunningGateway
  let collector: Collector
  let requestId: string
  let serviceUrl: string
  const said: string[] = []

  beforeAll(async () => {
    open = await postgres.open()
    const { connectionString, database } = open
    people = await insertPeople(database)
    collector = await startCollector()
    const env = {
      DATABASE_URL: connectionString,
      SUPABASE_JWT_SECRET: JWT_SECRET,
      SERVICE_KEY: GATEWAY_KEY,
      PORT: '0',
    }
    service = new Started(['serve', '--no-worker'], {
      ...env,
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
      OTEL_BSP_SCHEDULE_DELAY: '100',
    })
    worker = new Started(['worker'], env)
    serviceUrl = await service.until(/listening at (http:\/\/[\d.:]+)/)
    gateway = await startGateway({
      config: { ...testConfig(), port: 0 },
      connectionString,
      serviceUrl,
      write: (line) => said.push(line),
    })
    const untilOne = (rows: string) =>
      until(async () => expect(await database.query(`select from public.${rows}`)).toHaveLength(1))
    await untilOne('match_index_jobs where is_active')
    await until(async () => {
      const health = await fetch(`${serviceUrl}/api/v1/health`)
      expect(await health.json()).toMatchObject({ model_version: expect.stringMatching(/^\d/) })
    })

    const headers = {
      authorization: await bearer({ role: 'user', subject: people.talentUser }),
      'content-type': 'application/json',
      traceparent: `00-${TRACE}-${CALLER_SPAN}-01`,
    }
    const body = { type: 'talent-to-jobs', talent_id: people.talentId, min_score: 0 }
    const answer = await fetch(gateway.url, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    })
    requestId = answer.headers.get('x-request-id') ?? ''
    expect(await answer.json()).toMatchObject({ source: 'ml', matches: [{ job_id: people.jobId }] })
    await untilOne('ml_request_log where status = 200')
    await untilOne('match_impressions')
  }, 120_000)
  afterAll(async () => {
    await Promise.all([gateway?.stop(), service?.stop(), worker?.stop()])
    await Promise.all([collector?.close(), open?.close()])
  })

  it('one request id is in the lines of gateway and service, and in the rows of both', async () => {
    expect(said.map((line) => JSON.parse(line))).toContainEqual(
      expect.objectContaining({ msg: 'request', request_id: requestId, source: 'ml' }),
    )
    expect(service.lines()).toContainEqual(
      expect.objectContaining({ msg: 'request', request_id: requestId, status: 200 }),
    )
    for (const table of ['ml_request_log', 'match_impressions']) {
      const rows = await open.database.query(`select request_id from public.${table}`)
      expect(rows, table).toContainEqual({ request_id: requestId })
    }
  })

  it('the call that asked for training is in the lines of the service and of the job', async () => {
    const id = 'who-asked-for-training'
    const headers = { authorization: await bearer(), 'x-request-id': id }
    const asked = await fetch(`${serviceUrl}/api/v1/train/trigger`, { method: 'POST', headers })
    expect(asked.status).toBe(202)
    const has = (msg: string) => expect.objectContaining({ msg, request_id: id })
    await until(() => expect(service.lines()).toContainEqual(has('training requested')))
    await until(() => expect(worker.lines()).toContainEqual(has('training started')))
    await until(() => expect(worker.log).toMatch(/"training (ended|failed)/))
  }, 60_000)

  it('the service’s spans are parts of the caller’s trace, through the gateway', async () => {
    const spansOf = () => collector.spans().filter(({ traceId }) => traceId === TRACE)
    const route = 'POST /api/v1/match/talents/:id/jobs'
    await until(() => expect(spansOf().map(({ name }) => name)).toContain(route))
    const [call, ...others] = spansOf().filter(({ name }) => name === route)
    expect(others).toEqual([])
    expect(call).toMatchObject({
      parentSpanId: CALLER_SPAN,
      attributes: {
        'http.request.method': 'POST',
        'http.route': '/api/v1/match/talents/:id/jobs',
        'http.response.status_code': 200,
        'request.id': requestId,
      },
    })
    const parts = spansOf().filter(({ parentSpanId }) => parentSpanId === call?.spanId)
    const names = parts.map(({ name }) => name)
    const stages = ['retrieve', 'embed', 'features', 'predict', 'explain']
    expect(names).toEqual(expect.arrayContaining(stages.map((stage) => `match ${stage}`)))
    expect(names).toContainEqual(expect.stringMatching(/^select public\.\w+$/))
    for (const { name, startMs, endMs } of parts) {
      expect(endMs, name).toBeGreaterThanOrEqual(startMs)
      expect(startMs, name).toBeGreaterThanOrEqual((call?.startMs ?? 0) - 1)
    }
  })

  it('no span has what was given: ids, texts, tokens, paths as they were typed', () => {
    const { talentId, talentUser, jobId } = people
    for (const given of [talentId, talentUser, jobId, 'Backend Engineer', 'Bearer', 'eyJ']) {
      expect(collector.bodies.join('\n')).not.toContain(given)
    }
  })
})
