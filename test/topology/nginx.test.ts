import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { freePorts } from '../../bench/free-ports.ts'
import { ask } from '../../bench/topology/ask.ts'
import { startNginx } from '../../bench/topology/nginx.ts'
import { skipsNginx } from './nginx-here.ts'

interface Tried {
  readonly method: string | undefined
  readonly path: string | undefined
  readonly id: string | string[] | undefined
}

/** Two servers in the place of replicas: whoever is asked first in a test does what the test says, the next answers. */
describe.skipIf(skipsNginx)('deploy/nginx.conf.template', () => {
  const tried: Tried[] = []
  let first: (response: ServerResponse) => void
  const hangUp = (response: ServerResponse) => void response.destroy()
  const servers: Server[] = []
  let ports: { readonly port: number; readonly replicaPorts: readonly number[] }
  let nginx: Awaited<ReturnType<typeof startNginx>>
  let folder: string

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'nginx-test-'))
    const [port, ...replicaPorts] = (await freePorts(3)) as [number, number, number]
    for (const each of replicaPorts) {
      const server = createServer((request: IncomingMessage, response) => {
        // Half of it sent, a call has been sent.
        request.resume().on('end', () => {
          const { method, url: path, headers } = request
          tried.push({ method, path, id: headers['x-request-id'] })
          if (tried.length === 1) first(response)
          else response.end('answered')
        })
      }).listen(each, '127.0.0.1')
      await once(server, 'listening')
      servers.push(server)
    }
    ports = { port, replicaPorts }
  })
  afterAll(async () => {
    for (const server of servers) server.close().closeAllConnections()
    await rm(folder, { recursive: true })
  })
  // One each, which knows nothing of the failures of other tests.
  beforeEach(async () => {
    nginx = await startNginx({ folder, ...ports })
    tried.length = 0
    first = hangUp
  })
  afterEach(() => nginx.server.stop())
  const call = (method: string, path: string, headers = {}) =>
    ask(`${nginx.url}${path}`, { method, headers, ...(method !== 'GET' && { body: '{}' }) })

  it.each([
    ['POST', '/api/v1/match/talent-to-jobs', {}],
    ['POST', '/api/v1/match/talents/7f1c3a52-0d0e-4b4e-9a51-5c1e9f0f8a11/jobs?explain=full', {}],
    ['POST', '/api/matching/talent/7f1c3a52-0d0e-4b4e-9a51-5c1e9f0f8a11/jobs', {}],
    ['POST', '/api/v1/feedback', { 'idempotency-key': 'a key' }],
    ['GET', '/api/v1/health', {}],
    ['PUT', '/api/v1/rollout', {}],
    ['DELETE', '/api/v1/users/7f1c3a52-0d0e-4b4e-9a51-5c1e9f0f8a11', {}],
  ])('repeats %s %s at the other replica', async (method, path, headers) => {
    expect(await call(method, path, headers)).toMatchObject({ status: 200, text: 'answered' })
    expect(tried).toEqual([
      { method, path, id: expect.stringMatching(/^[0-9a-f]{32}$/) },
      { method, path, id: tried[0]?.id },
    ])
  })

  it.each(['/api/v1/feedback', '/api/v1/train/trigger', '/api/v1/models/1.0.20260101/activate'])(
    'does not repeat POST %s, which may have been done',
    async (path) => {
      expect(await call('POST', path)).toMatchObject({ status: 502 })
      expect(tried).toHaveLength(1)
    },
  )

  it.each([
    ['of 100,000 bytes', () => 'x'.repeat(100_000)],
    ['of a length that is not told', () => new Blob(['{}']).stream()],
  ])(
    'does not repeat a match with a body %s, of which the replica may have died',
    async (_, body) => {
      const response = await fetch(`${nginx.url}/api/v1/match/job-to-talents`, {
        method: 'POST',
        body: body(),
        duplex: 'half',
      } as RequestInit)
      expect(response.status).toBe(502)
      expect(tried).toHaveLength(1)
    },
  )

  it('repeats a match with a body of 99,999 bytes', async () => {
    const body = 'x'.repeat(99_999)
    expect(
      await ask(`${nginx.url}/api/v1/match/job-to-talents`, { method: 'POST', body }),
    ).toMatchObject({ status: 200 })
    expect(tried).toHaveLength(2)
  })

  it('passes on a refusal with its Retry-After, and asks nobody else', async () => {
    first = (response) => void response.writeHead(503, { 'retry-after': '5' }).end('out')
    const { status, text, headers } = await call('POST', '/api/v1/match/talent-to-jobs')
    expect({ status, text, after: headers['retry-after'] }).toEqual({
      status: 503,
      text: 'out',
      after: '5',
    })
    expect(tried).toHaveLength(1)
  })

  it("keeps a caller's own id of the request", async () => {
    await call('POST', '/api/v1/match/talent-to-jobs', { 'x-request-id': 'mine' })
    expect(tried.map(({ id }) => id)).toEqual(['mine', 'mine'])
  })

  it('has no metrics, which would be those of any replica', async () => {
    expect(await call('GET', '/metrics')).toMatchObject({ status: 404 })
    expect(tried).toEqual([])
  })
})
