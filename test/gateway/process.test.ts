import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type RunningGateway, startGateway } from '../../src/processes/gateway-process.ts'
import { openErasing } from '../../src/setup/open-erasing.ts'
import { bearer, testConfig } from '../app.ts'
import { engines, type OpenEngine } from '../db/engines.ts'
import { insertPeople, type People } from '../db/people.ts'

const [engine] = engines.toReversed()
if (!engine) throw new Error('no engine')

/** The process as `npm start` has it: its permissions, its signals, real HTTP. */
describe(`the gateway’s process on ${engine.name}`, () => {
  let open: OpenEngine
  let people: People
  let gateway: RunningGateway
  const lines: string[] = []
  beforeAll(async () => {
    open = await engine.open()
    people = await insertPeople(open.database)
    gateway = await start()
  })
  afterAll(async () => {
    await gateway.stop()
    await open.close()
    rmSync(folder, { recursive: true })
  })

  const folder = mkdtempSync(join(tmpdir(), 'gateway-'))
  /** With a key that the next run will not have, as where none is set. */
  const settings = () => ({
    ...testConfig({ DATA_DIR: folder, SERVICE_KEY: randomBytes(32).toString('base64url') }),
    port: 0,
  })
  const start = () =>
    startGateway({
      config: settings(),
      connectionString: open.connectionString,
      serviceUrl: 'http://127.0.0.1:1',
      write: (line) => lines.push(line),
    })
  const ask = async (body: string, headers: Record<string, string> = {}) =>
    fetch(gateway.url, {
      method: 'POST',
      headers: {
        authorization: await bearer({ role: 'user', subject: people.talentUser }),
        'content-type': 'application/json',
        ...headers,
      },
      body,
    })
  const call = () =>
    JSON.stringify({ type: 'talent-to-jobs', talent_id: people.talentId, min_score: 0 })

  it('answers, with no more rights than it needs, and logs one JSON object a line', async () => {
    const response = await ask(call(), { origin: 'https://anywhere.example' })
    expect(response.status).toBe(200)
    expect(response.headers.get('access-control-allow-origin')).toBe('*')
    expect(await response.json()).toMatchObject({
      source: 'fallback',
      matches: [{ job_id: people.jobId }],
    })
    const requestId = response.headers.get('x-request-id')
    await expect
      .poll(() => lines.map((line) => JSON.parse(line)).find((each) => each.request_id))
      .toMatchObject({ msg: 'request', status: 200, source: 'fallback', request_id: requestId })
    // Logs are where no erasure reaches.
    for (const id of Object.values(people)) expect(lines.join()).not.toContain(id)
  })

  it('takes bytes that are no HTTP, and goes on', async () => {
    const { hostname, port } = new URL(gateway.url)
    for (const bytes of ['\0\0\0', 'POST / HTTP/1.1\r\nhost: x\r\ncontent-length: -5\r\n\r\n']) {
      const socket = connect(Number(port), hostname)
      socket.on('error', () => {})
      socket.end(bytes)
      await new Promise((resolve) => socket.once('close', resolve).resume())
    }
    expect((await ask(call())).status).toBe(200)
  })

  it('finishes what is under way and writes its log before it ends', async () => {
    const responses = await Promise.all(Array.from({ length: 20 }, () => ask(call())))
    expect(responses.map(({ status }) => status)).toEqual(new Array(20).fill(200))
    await gateway.stop()
    const ids = responses.map(({ headers }) => headers.get('x-request-id'))
    const rows = await open.database.query<{ user_hash: string }>(
      'select user_hash from public.ml_request_log where request_id = any ($1)',
      [ids],
    )
    expect(rows).toHaveLength(20)
    const erasing = await openErasing(settings(), open.database)
    expect(erasing.parts.userHashes(people.talentUser)).toContain(rows[0]?.user_hash)
    erasing.close()
    gateway = await start()
  })

  it('says in a line that its port is taken', async () => {
    const { host, port } = new URL(gateway.url)
    process.env.GATEWAY_PORT = port
    try {
      await expect(start()).rejects.toThrow(
        new Error(`${host} is already in use; change GATEWAY_PORT`),
      )
    } finally {
      delete process.env.GATEWAY_PORT
    }
  })

  it('says what is missing where settings are, and ends', async () => {
    await expect(
      startGateway({
        config: { ...testConfig({ SUPABASE_JWT_SECRET: '' }), port: 0 },
        connectionString: open.connectionString,
        serviceUrl: 'ftp://127.0.0.1',
        write: () => {},
      }),
    ).rejects.toThrow(/JWT_SECRET or SUPABASE_URL must be set.*ML_SERVICE_URL must be a URL/s)
  })
})
