import { readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bearer, buildTestApp, job, TALENT_ID, type TestApp, talent } from '../app.ts'
import { MemoryPlatform } from '../platform.ts'

const JOB_ID = job(1).id
const ORIGIN = 'http://localhost:3000'

let test: TestApp
let port: number
beforeAll(async () => {
  const platform = new MemoryPlatform({
    talents: [{ talent: talent(), ownerId: null }],
    jobs: [{ job: job(1), ownerId: null }],
  })
  test = await buildTestApp({ platform, env: { DROP_IN_AUTH: 'off' } })
  const url = await test.app.listen({ host: '127.0.0.1', port: 0 })
  port = Number(new URL(url).port)
})
afterAll(() => test.app.close())

interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: unknown
}

/** Sends these very bytes, and reads what comes until the end. */
function send(lines: readonly string[]): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(`${lines.join('\r\n')}\r\n\r\n`))
    let text = ''
    socket.setEncoding('utf8')
    socket.on('data', (data) => {
      text += data
    })
    socket.on('error', reject)
    socket.on('end', () => {
      const [head = '', body = ''] = text.split('\r\n\r\n', 2)
      const [start = '', ...fields] = head.split('\r\n')
      const headers = Object.fromEntries(
        fields.map((field) => field.split(/: ?(.*)/s).slice(0, 2) as [string, string]),
      )
      resolve({
        status: Number(start.split(' ')[1]),
        headers,
        body: body === '' ? undefined : JSON.parse(body),
      })
    })
  })
}

/** What a browser puts around either library. */
const browser = (method: string, path: string) => [
  `${method} ${path} HTTP/1.1`,
  `Host: localhost:${port}`,
  'Connection: close',
  'User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36',
  `Origin: ${ORIGIN}`,
  `Referer: ${ORIGIN}/`,
  'Sec-Fetch-Mode: cors',
  'Sec-Fetch-Site: same-site',
  'Accept-Encoding: gzip, deflate, br, zstd',
  'Accept-Language: en',
]

/** `fetch(url, { method: 'POST', headers: { 'Content-Type': 'application/json' } })` */
const fetchPost = (path: string) => [
  ...browser('POST', path),
  'Accept: */*',
  'Content-Type: application/json',
  'Content-Length: 0',
]
/** `axios.post(url, null, { params })` */
const axiosPost = (path: string) => [
  ...browser('POST', path),
  'Accept: application/json, text/plain, */*',
  'Content-Type: application/x-www-form-urlencoded',
  'Content-Length: 0',
]
/** `axios.get(url)` */
const axiosGet = (path: string) => [
  ...browser('GET', path),
  'Accept: application/json, text/plain, */*',
]

const JOBS = `/api/matching/talent/${TALENT_ID}/jobs`
const TALENTS = `/api/matching/job/${JOB_ID}/talents`

describe('the calls of the pages, as their libraries send them', () => {
  it.each([
    ['talent dashboard', 'fetch', () => fetchPost(`${JOBS}?limit=10`)],
    ['talent matches, and the talent tab', 'fetch', () => fetchPost(`${JOBS}?limit=20`)],
    ['company matches', 'fetch', () => fetchPost(`${TALENTS}?limit=20`)],
    ['job matching results', 'axios', () => axiosPost(`${TALENTS}?limit=20`)],
    ['company tab', 'axios', () => axiosPost(`${TALENTS}?limit=10`)],
    ['a hook without a screen', 'axios', () => axiosPost(`${JOBS}?limit=10`)],
  ])('%s (%s)', async (_page, _library, lines) => {
    const { status, headers, body } = await send(lines())
    expect(status).toBe(200)
    expect(headers['access-control-allow-origin']).toBe(ORIGIN)
    expect(headers['content-type']).toMatch(/^application\/json/)
    expect(body).toEqual([
      expect.objectContaining({ match_score: 90.13, reason: expect.any(String) }),
    ])
  })

  it.each([
    ['numbers', '/api/matching/stats', { total_talents: 1, total_jobs: 1, status: 'operational' }],
    [
      'one pair',
      `/api/matching/talent/${TALENT_ID}/job/${JOB_ID}`,
      expect.objectContaining({ job_id: JOB_ID, talent_id: null }),
    ],
  ])('%s (axios)', async (_what, path, expected) => {
    const { status, headers, body } = await send(axiosGet(path))
    expect(status).toBe(200)
    expect(headers['access-control-allow-origin']).toBe(ORIGIN)
    expect(body).toEqual(expected)
  })

  it.each(['http://localhost:5173', 'http://localhost:3000'])(
    'lets pages of %s ask before they fetch',
    async (origin) => {
      const { status, headers } = await send([
        `OPTIONS ${JOBS}?limit=10 HTTP/1.1`,
        `Host: localhost:${port}`,
        'Connection: close',
        `Origin: ${origin}`,
        'Access-Control-Request-Method: POST',
        'Access-Control-Request-Headers: authorization,content-type',
      ])
      expect(status).toBe(204)
      expect(headers['access-control-allow-origin']).toBe(origin)
      expect(headers['access-control-allow-headers']).toMatch(/authorization, content-type/)
      expect(headers['access-control-allow-methods']).toContain('POST')
    },
  )

  it('lets no other page read', async () => {
    const lines = axiosPost(JOBS).map((line) => line.replace(ORIGIN, 'https://evil.example'))
    expect((await send(lines)).headers).not.toHaveProperty('access-control-allow-origin')
  })

  it('answers a limit that a person typed as the pages expect', async () => {
    const { status, body } = await send(axiosPost(`${TALENTS}?limit=0`))
    expect(status).toBe(422)
    expect(body).toMatchObject({ detail: [{ loc: ['query', 'limit'] }] })
  })
})

describe('the real fetch', () => {
  it('gets a list without a body to send', async () => {
    const response = await fetch(`http://127.0.0.1:${port}${JOBS}?limit=10`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
    })
    expect(response.ok).toBe(true)
    expect(Array.isArray(await response.json())).toBe(true)
  })
})

describe('the lines of docs/drop-in.md', () => {
  const page = readFileSync(new URL('../../docs/drop-in.md', import.meta.url), 'utf8')
  const linesWith = (word: string) => {
    const block = [...page.matchAll(/^```ts\n(.*?)^```/gms)].find(([, code]) =>
      code?.includes(word),
    )
    return (block?.[1] ?? '').replaceAll('import.meta.env', 'env')
  }
  const supabase = {
    auth: {
      getSession: async () => {
        const token = await bearer({ role: 'user', subject: TALENT_ID })
        return { data: { session: { access_token: token.replace('Bearer ', '') } } }
      },
    },
  }
  let guarded: TestApp
  let base: string
  beforeAll(async () => {
    const platform = new MemoryPlatform({
      talents: [{ talent: talent(), ownerId: null }],
      jobs: [{ job: job(1), ownerId: null }],
    })
    guarded = await buildTestApp({ platform })
    base = `${await guarded.app.listen({ host: '127.0.0.1', port: 0 })}/api/matching`
  })
  afterAll(() => guarded.app.close())

  it('make pages that fetch send the token, to where the service is', async () => {
    const window = { fetch }
    const env = { VITE_MATCHING_API_URL: base }
    new Function('window', 'supabase', 'env', linesWith('window.fetch'))(window, supabase, env)
    const init = { method: 'POST', headers: { 'Content-Type': 'application/json' } }
    const response = await window.fetch(`http://localhost:8000${JOBS}?limit=10`, init)
    expect(response.status).toBe(200)
    expect((await window.fetch(`${base}/stats`)).status).toBe(401)
  })

  it('make the client of axios send it', async () => {
    type Request = { headers: Record<string, string> }
    const interceptors: ((request: Request) => Promise<Request>)[] = []
    const use = (interceptor: (request: Request) => Promise<Request>) =>
      void interceptors.push(interceptor)
    const client = { interceptors: { request: { use } } }
    new Function('client', 'supabase', linesWith('interceptors'))(client, supabase)
    const request = (await interceptors[0]?.({ headers: {} })) ?? { headers: {} }
    expect((await fetch(`${base}/stats`, request)).status).toBe(200)
  })
})
