import { request } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bearer, buildTestApp, job, type TestApp, talent } from '../app.ts'

const MEBIBYTE = 1024 * 1024

let test: TestApp
let authorization: string
beforeAll(async () => {
  test = await buildTestApp()
  authorization = await bearer()
  await test.app.listen({ host: '127.0.0.1', port: 0 })
})
afterAll(() => test.app.close())

/** Over a real socket: what happens to a connection matters here. */
function post(body: string, headers: Record<string, string> = {}) {
  const { port } = test.app.server.address() as AddressInfo
  return new Promise<{ status?: number; body: string }>((resolve, reject) => {
    const sent = request(
      {
        host: '127.0.0.1',
        port,
        method: 'POST',
        path: '/api/v1/match/talent-to-jobs',
        headers: { authorization, 'content-type': 'application/json', ...headers },
      },
      (response) => {
        let text = ''
        response.setEncoding('utf8')
        response.on('data', (chunk: string) => {
          text += chunk
        })
        response.on('end', () => resolve({ status: response.statusCode, body: text }))
      },
    )
    sent.on('error', reject)
    sent.end(body)
  })
}

describe('a body', () => {
  it('of 5,000 jobs of some KB is taken', async () => {
    const description = 'Services in TypeScript. '.repeat(150)
    const jobs = Array.from({ length: 5_000 }, (_, number) => job(number, { description }))
    const body = JSON.stringify({ talent: talent(), jobs })
    expect(body.length).toBeGreaterThan(17 * MEBIBYTE)
    const response = await post(body)
    expect(response.status).toBe(200)
    expect(test.matcher.calls.at(-1)?.list).toHaveLength(5_000)
  })

  it('of 30 MB is 413, with a length and without', async () => {
    const body = JSON.stringify({ talent: talent({ bio: 'x'.repeat(30 * MEBIBYTE) }), jobs: [] })
    const chunked: Record<string, string> = { 'transfer-encoding': 'chunked' }
    for (const headers of [{}, chunked]) {
      const response = await post(body, headers)
      expect(response.status).toBe(413)
      expect(JSON.parse(response.body)).toMatchObject({ code: 'payload_too_large', status: 413 })
    }
  })
})

describe('what is no HTTP', () => {
  it.each([
    ['GET / HTTP/1.1\r\nHost: x\r\nx-request-id: a\nb: c\r\n\r\n', 400],
    [`GET / HTTP/1.1\r\nHost: x\r\nx-request-id: ${'a'.repeat(20_000)}\r\n\r\n`, 431],
  ])('is a problem too (%#)', async (sent, status) => {
    const { port } = test.app.server.address() as AddressInfo
    const answer = await text(connect(port, '127.0.0.1').end(sent))
    const [head, body = ''] = answer.split('\r\n\r\n')
    expect(head).toContain(`HTTP/1.1 ${status} `)
    expect(head).toContain('content-type: application/problem+json')
    expect(JSON.parse(body)).toMatchObject({ status, code: 'malformed_request', errors: [] })
  })
})
