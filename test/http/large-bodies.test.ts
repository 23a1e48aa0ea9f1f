import { once } from 'node:events'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { BODY_BYTES, type PressureLimits } from '../../src/http/limits.ts'
import { takeTurns } from '../../src/http/plugins/large-bodies.ts'
import { buildApp } from '../../src/processes/app.ts'
import { bearer, job, ListMatcher, NEVER_LATE, TALENT_ID, talent, testConfig } from '../app.ts'

const MEBIBYTE = 1024 * 1024
const PATH = '/api/v1/match/talent-to-jobs'
const LIST = `{"talent":${JSON.stringify(talent())},"jobs":[${JSON.stringify(job(0))}],"x":`

let app: Awaited<ReturnType<typeof buildApp>>
const start = async (limits: Partial<PressureLimits> = {}) => {
  const pressure = { ...NEVER_LATE, ...limits }
  app = await buildApp({ config: testConfig(), matcher: new ListMatcher(), pressure })
  await app.listen({ host: '127.0.0.1', port: 0 })
}
afterEach(() => app?.close())

const port = () => (app.server.address() as AddressInfo).port
const service = () => bearer()
const user = (subject = TALENT_ID) => bearer({ role: 'user', subject })

/** What a body is answered that is sent whole. */
async function post(body: string, authorization: string, chunked = false) {
  const response = await fetch(`http://127.0.0.1:${port()}${PATH}`, {
    method: 'POST',
    headers: { authorization, 'content-type': 'application/json' },
    ...(chunked ? { body: new Blob([body]).stream(), duplex: 'half' } : { body }),
  })
  const { code, detail } = (await response.json()) as { code?: string; detail?: string }
  return { status: response.status, code, detail, after: response.headers.get('retry-after') }
}

/** Says that so many bytes will come, and sends the first. */
async function begin(bytes: number, authorization: string): Promise<Socket> {
  const socket = connect(port(), '127.0.0.1').on('error', () => {})
  const type = `content-type: application/json\r\ncontent-length: ${bytes}`
  socket.write(
    `POST ${PATH} HTTP/1.1\r\nHost: x\r\nauthorization: ${authorization}\r\n${type}\r\n\r\n{`,
  )
  await once(socket, 'connect')
  return socket
}

const filled = (bytes: number) => `${LIST}"${'x'.repeat(bytes)}"}`
const TOO_MANY = { status: 503, code: 'overloaded', after: '5' }

describe('large bodies', () => {
  it('are refused where they would be too many together; small ones are not', async () => {
    await start({ bodyBytes: 3 * MEBIBYTE })
    const held = await begin(2.5 * MEBIBYTE, await service())
    const detail = 'Too many large bodies in progress'
    await expect
      .poll(async () => post(filled(MEBIBYTE), await service()))
      .toEqual({ ...TOO_MANY, detail })
    expect(await post(filled(0), await service())).toMatchObject({ status: 200 })
    // Of unknown length, it may be the largest.
    expect(await post(filled(0), await service(), true)).toEqual({ ...TOO_MANY, detail })
    held.destroy()
    await expect
      .poll(async () => post(filled(MEBIBYTE), await service()))
      .toMatchObject({ status: 200 })
    // What is answered is no longer held, whatever the answer.
    for (const body of [filled(2 * MEBIBYTE), 'x'.repeat(2 * MEBIBYTE), filled(2 * MEBIBYTE)]) {
      await expect
        .poll(async () => (await post(body, await service())).status)
        .toBe(body.startsWith('x') ? 400 : 200)
    }
  })

  it('of one user are the largest body at most, whatever the others send', async () => {
    await start({ bodyBytes: 10 * BODY_BYTES.lists })
    const held = await begin(BODY_BYTES.lists - MEBIBYTE, await user())
    await expect
      .poll(async () => post(filled(2 * MEBIBYTE), await user()))
      .toEqual({ ...TOO_MANY, detail: expect.stringContaining('from this user') })
    expect(await post(filled(MEBIBYTE / 2), await user())).toMatchObject({ status: 200 })
    expect(await post(filled(2 * MEBIBYTE), await user(job(1).id))).toMatchObject({ status: 403 })
    expect(await post(filled(2 * MEBIBYTE), await service())).toMatchObject({ status: 200 })
    held.destroy()
    await expect.poll(async () => (await post(filled(2 * MEBIBYTE), await user())).status).toBe(200)
  })

  it('are refused where there is no memory left when it is their turn', async () => {
    // Nobody looks in between.
    await start({ heapBytes: 1, sampleMs: 3_600_000 })
    expect(await post(filled(MEBIBYTE), await service())).toMatchObject(TOO_MANY)
    expect(await post(filled(0), await service())).toMatchObject({ status: 200 })
  })

  it('are read in turns of the event loop, which comes to all else between', async () => {
    const turn = takeTurns()
    const order: string[] = []
    const bodies = ['first', 'second', 'third'].map(async (name) => {
      await turn()
      order.push(name)
    })
    setImmediate(function again() {
      order.push('other')
      if (!order.includes('third')) setImmediate(again)
    })
    await Promise.all(bodies)
    const between = (from: string, to: string) =>
      order.slice(order.indexOf(from) + 1, order.indexOf(to))
    expect(between('first', 'second')).toContain('other')
    expect(between('second', 'third')).toContain('other')
  })
})

describe('bodies that would become mountains of objects', () => {
  const nested = `${'['.repeat(28)}${']'.repeat(28)},`
  const repeated = (part: string) => part.repeat((BODY_BYTES.lists - 1_000) / part.length)
  it.each([
    ['lists in lists', () => `[${repeated(nested)}0]`, 'at most 1,000,000 names and values'],
    ['empty objects', () => `[${repeated('{},')}0]`, 'at most 1,000,000 names and values'],
    ['numbers', () => `[${repeated('1,')}0]`, 'at most 1,000,000 names and values'],
    [
      'ever new names',
      () => `[${Array.from({ length: 300_000 }, (_, i) => `{"${i.toString(36)}":1}`).join(',')}]`,
      'different sequences of field names',
    ],
  ])(
    'are refused before anything is made of them: %s, a dozen at once',
    async (_name, make, message) => {
      await start()
      const body = `${LIST}${make()}}`
      expect(body.length).toBeLessThanOrEqual(BODY_BYTES.lists)
      const before = process.memoryUsage().heapUsed
      let heap = 0
      const watch = setInterval(() => {
        heap = Math.max(heap, process.memoryUsage().heapUsed - before)
      }, 20)
      const answers = await Promise.all(
        Array.from({ length: 12 }, async () => post(body, await service())),
      )
      clearInterval(watch)
      for (const { status, detail } of answers) {
        expect([status, detail]).toEqual(
          status === 503 ? [503, expect.any(String)] : [400, expect.stringContaining(message)],
        )
      }
      expect(answers.some(({ status }) => status === 400)).toBe(true)
      // The texts of all, and little more.
      expect(heap).toBeLessThan(12 * BODY_BYTES.lists + 100 * MEBIBYTE)
    },
  )
})
