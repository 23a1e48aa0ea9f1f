import { once } from 'node:events'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildApp } from '../../src/processes/app.ts'
import { bearer, job, ListMatcher, talent, testConfig } from '../app.ts'

/** Never answers of itself. */
class SilentMatcher extends ListMatcher {
  override matchJobs(): Promise<never> {
    return new Promise(() => {})
  }
}

const timeouts = { headersMs: 300, requestMs: 900, handlerMs: 1_500, checkMs: 50 }

let app: Awaited<ReturnType<typeof buildApp>>
let authorization: string
beforeAll(async () => {
  app = await buildApp({ config: testConfig(), matcher: new SilentMatcher(), timeouts })
  authorization = await bearer()
  await app.listen({ host: '127.0.0.1', port: 0 })
})
afterAll(() => app.close())

const open = () => connect((app.server.address() as AddressInfo).port, '127.0.0.1')

/** Sends a byte now and then, for as long as it is let. */
function trickle(socket: Socket, start: string) {
  socket.write(start)
  const drops = setInterval(() => socket.write('x'), 20)
  socket.on('error', () => {})
  socket.once('close', () => clearInterval(drops))
}

async function waitFor(socket: Socket) {
  const started = performance.now()
  const [answer] = await Promise.all([text(socket), once(socket, 'close')])
  return { answer, ms: performance.now() - started }
}

const HEAD = 'POST /api/v1/match/talent-to-jobs HTTP/1.1\r\nHost: x\r\n'

describe('a connection', () => {
  it('that sends its headers byte by byte is answered 408, and ended', async () => {
    const socket = open()
    trickle(socket, `${HEAD}x-slow: `)
    const { answer, ms } = await waitFor(socket)
    expect(answer).toContain('HTTP/1.1 408 ')
    expect(answer).toContain('application/problem+json')
    expect(ms).toBeGreaterThanOrEqual(timeouts.headersMs)
    expect(ms).toBeLessThan(timeouts.requestMs)
  })

  it('that sends its body byte by byte is ended', async () => {
    const socket = open()
    const type = 'content-type: application/json\r\ncontent-length: 100000'
    trickle(socket, `${HEAD}authorization: ${authorization}\r\n${type}\r\n\r\n"`)
    const { answer, ms } = await waitFor(socket)
    expect(answer).toContain('HTTP/1.1 408 ')
    expect(ms).toBeGreaterThanOrEqual(timeouts.requestMs)
    expect(ms).toBeLessThan(timeouts.handlerMs)
  })

  it('that says nothing is ended', async () => {
    const socket = open()
    await once(socket, 'connect')
    const { ms } = await waitFor(socket)
    expect(ms).toBeLessThan(timeouts.requestMs)
  })

  it('of two hundred that are slow hinders none that is not', async () => {
    const slow = Array.from({ length: 200 }, open)
    for (const socket of slow) trickle(socket, `${HEAD}x-slow: `)
    const { port } = app.server.address() as AddressInfo
    const response = await fetch(`http://127.0.0.1:${port}/api/v1/health/live`)
    expect(response.status).toBe(200)
    await Promise.all(slow.map(waitFor))
    const count = () => new Promise((resolve) => app.server.getConnections((_e, n) => resolve(n)))
    await expect.poll(count).toBeLessThanOrEqual(1)
  })

  it('beyond the greatest number is hung up on, and none before it', async () => {
    const most = app.server.maxConnections
    app.server.maxConnections = 2
    try {
      const sockets = [open(), open()]
      await Promise.all(sockets.map((socket) => once(socket, 'connect')))
      const third = open()
      expect(await text(third)).toBe('')
      sockets[0]?.end('GET /api/v1/health/live HTTP/1.1\r\nHost: x\r\nconnection: close\r\n\r\n')
      expect(await text(sockets[0] as Socket)).toContain('HTTP/1.1 200 ')
      sockets[1]?.destroy()
    } finally {
      app.server.maxConnections = most
    }
  })
})

describe('an answer', () => {
  it('that takes too long is 503 with Retry-After', async () => {
    const response = await app.inject({
      method: 'POST',
      url: '/api/v1/match/talent-to-jobs',
      headers: { authorization },
      payload: { talent: talent(), jobs: [job(0)] },
    })
    expect(response.statusCode).toBe(503)
    expect(response.headers['retry-after']).toBe('5')
    expect(response.json()).toMatchObject({ code: 'unavailable' })
  })
})
