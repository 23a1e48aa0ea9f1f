import fc from 'npm:fast-check@4.10.2'
import { exportJWK, exportSPKI, generateKeyPair, UnsecuredJWT } from 'jose'
import type { OpenGateway } from '../../../supabase/functions/ml-matching-gateway/open-gateway.ts'
import { assert } from './assert.ts'
import {
  type AskOptions,
  ask,
  ENDPOINT,
  JWT_SECRET,
  NOWHERE,
  now,
  type ProblemBody,
  SERVICE_KEY,
  SERVICE_ROLE_KEY,
  sign,
  user,
  withGateway,
} from './parts.ts'

const ID = '11111111-1111-4111-8111-111111111111'
const OTHER = '22222222-2222-4222-8222-222222222222'
const CALL = { type: 'talent-to-jobs', talent_id: ID }

async function problemOf(response: Response): Promise<ProblemBody> {
  assert.strictEqual(response.headers.get('content-type'), 'application/problem+json')
  const problem = (await response.json()) as ProblemBody
  assert.strictEqual(problem.status, response.status)
  assert.strictEqual(problem.request_id, response.headers.get('x-request-id'))
  assert.isOk(problem.title && problem.code && problem.detail && Array.isArray(problem.errors))
  return problem
}

const refused = async (gateway: OpenGateway, body: unknown, options: AskOptions = {}) =>
  problemOf(await ask(gateway, body, { token: SERVICE_ROLE_KEY, ...options }))

Deno.test('a preflight needs no token, and tells what may be sent', () =>
  withGateway({ CORS_ORIGINS: 'https://a.example' }, async (gateway) => {
    const preflight = (origin: string) =>
      gateway.handle(new Request(ENDPOINT, { method: 'OPTIONS', headers: { origin } }))
    const own = await preflight('https://a.example')
    assert.strictEqual(own.status, 204)
    assert.strictEqual(own.headers.get('access-control-allow-origin'), 'https://a.example')
    assert.match(own.headers.get('access-control-allow-headers') ?? '', /authorization.*apikey/)
    const other = await preflight('https://b.example')
    assert.strictEqual(other.headers.get('access-control-allow-origin'), null)
    const answer = await ask(gateway, CALL, { headers: { origin: 'https://a.example' } })
    assert.strictEqual(answer.headers.get('access-control-allow-origin'), 'https://a.example')
    await answer.body?.cancel()
  }))

const faults: readonly (readonly [string, unknown, readonly string[]])[] = [
  ['no type', { talent_id: ID }, ['type']],
  ['an unknown type', { ...CALL, type: 'jobs' }, ['type']],
  ['both ids', { ...CALL, job_id: OTHER }, ['job_id']],
  ['neither id', { type: 'job-to-talents' }, ['job_id']],
  ['the id of the other side', { type: 'job-to-talents', talent_id: ID }, ['job_id', 'talent_id']],
  ['an id that is none', { ...CALL, talent_id: 'me' }, ['talent_id']],
  ['limit 0', { ...CALL, limit: 0 }, ['limit']],
  ['limit 101', { ...CALL, limit: 101 }, ['limit']],
  ['limit 1.5', { ...CALL, limit: 1.5 }, ['limit']],
  ['limit as text', { ...CALL, limit: '20' }, ['limit']],
  ['min_score -1', { ...CALL, min_score: -1 }, ['min_score']],
  ['min_score 101', { ...CALL, min_score: 101 }, ['min_score']],
  ['min_score as text', { ...CALL, min_score: '50' }, ['min_score']],
  [
    'every fault at once',
    { type: 5, talent_id: [], limit: 0, min_score: {} },
    ['type', 'talent_id', 'limit', 'min_score'],
  ],
  ['a list', [CALL], ['body']],
  ['null', 'null', ['body']],
  ['no JSON', '{"type":', ['body']],
  ['nothing', '', ['body']],
  ['bytes that are no UTF-8', Uint8Array.of(0x22, 0xff, 0x22), ['body']],
]
for (const [name, body, paths] of faults) {
  Deno.test(`${name} is 400 and names ${paths.join(', ')}`, () =>
    withGateway({}, async (gateway) => {
      const problem = await refused(gateway, body)
      assert.strictEqual(problem.status, 400)
      assert.deepEqual(
        problem.errors.map(({ path }) => path),
        paths,
      )
    }))
}

Deno.test('another method is 405, another content type 415, a large body 413', () =>
  withGateway({}, async (gateway) => {
    for (const method of ['GET', 'PUT', 'DELETE', 'PATCH']) {
      const response = await ask(gateway, CALL, { token: SERVICE_ROLE_KEY, method })
      assert.strictEqual(response.status, 405)
      assert.strictEqual(response.headers.get('allow'), 'OPTIONS, POST')
      await problemOf(response)
    }
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'json', '']) {
      assert.strictEqual(
        (await refused(gateway, CALL, { headers: { 'content-type': type } })).status,
        415,
      )
    }
    const large = JSON.stringify({ ...CALL, more: 'x'.repeat(20_000) })
    assert.strictEqual((await refused(gateway, large)).status, 413)
    // One that does not say how long it is.
    const chunks = new ReadableStream({ pull: (to) => to.enqueue(new Uint8Array(8_192)) })
    const endless = new Request(ENDPOINT, {
      method: 'POST',
      headers: { authorization: `Bearer ${SERVICE_ROLE_KEY}`, 'content-type': 'application/json' },
      body: chunks,
    })
    assert.strictEqual((await problemOf(await gateway.handle(endless))).status, 413)
  }))

Deno.test('a body that does not arrive is 400 in time', () =>
  withGateway({}, async (gateway) => {
    const silent = new Request(ENDPOINT, {
      method: 'POST',
      headers: { authorization: `Bearer ${SERVICE_ROLE_KEY}`, 'content-type': 'application/json' },
      body: new ReadableStream({ pull: () => new Promise(() => {}) }),
    })
    const startedAt = performance.now()
    assert.strictEqual((await problemOf(await gateway.handle(silent))).status, 400)
    assert.isOk(performance.now() - startedAt < 3_000)
  }))

Deno.test('who calls is checked before the body', () =>
  withGateway({}, async (gateway) => {
    const response = await ask(gateway, '{not JSON')
    assert.strictEqual(response.status, 401)
    assert.match(response.headers.get('www-authenticate') ?? '', /^Bearer/)
    assert.strictEqual((await problemOf(response)).code, 'unauthenticated')
  }))

Deno.test('forged, expired and foreign tokens are 401', () =>
  withGateway({}, async (gateway) => {
    const bytes = (text: string) => new TextEncoder().encode(text)
    const claims = user(ID)
    const tokens: Record<string, string> = {
      'alg none': new UnsecuredJWT(claims).encode(),
      'alg none of the service role': new UnsecuredJWT({ role: 'service_role' }).encode(),
      'another key': await sign(claims, bytes(`${JWT_SECRET}x`)),
      HS512: await sign(claims, bytes(JWT_SECRET.repeat(2)), { alg: 'HS512' }),
      expired: await sign(user(ID, { exp: now() - 10 })),
      'not yet valid': await sign(user(ID, { nbf: now() + 10 })),
      'another audience': await sign(user(ID, { aud: 'elsewhere' })),
      'no audience': await sign(user(ID, { aud: undefined })),
      'no expiry': await sign(user(ID, { exp: undefined })),
      'no subject': await sign({ ...claims, sub: undefined }),
      'anonymous role': await sign(user(ID, { role: 'anon' })),
      'no token': 'a.b.c',
      'the key of the service': SERVICE_KEY,
      'nearly the service-role key': `${SERVICE_ROLE_KEY}x`,
    }
    for (const [name, token] of Object.entries(tokens)) {
      const response = await ask(gateway, CALL, { token })
      assert.strictEqual(response.status, 401, name)
      assert.isOk(!JSON.stringify(await problemOf(response)).includes(token), name)
    }
    // Clocks may differ by some seconds.
    const leeway = await sign(user(ID, { exp: now() - 3, nbf: now() + 3 }))
    assert.strictEqual((await refused(gateway, CALL, { token: leeway })).status, 403)
  }))

Deno.test('tokens are verified with published keys, and never with those as a secret', async () => {
  const keys = await generateKeyPair('ES256')
  const others = await generateKeyPair('ES256')
  const published = { ...(await exportJWK(keys.publicKey)), kid: 'k1', alg: 'ES256', use: 'sig' }
  const paths: string[] = []
  const keyServer = Deno.serve(
    { port: 0, hostname: '127.0.0.1', onListen: () => {} },
    (request) => {
      paths.push(new URL(request.url).pathname)
      return Response.json({ keys: [published] })
    },
  )
  const env = { JWT_SECRET: '', SUPABASE_URL: `http://127.0.0.1:${keyServer.addr.port}` }
  await withGateway(env, async (gateway) => {
    const header = { alg: 'ES256', kid: 'k1' }
    const good = await sign(user(ID), keys.privateKey, header)
    assert.strictEqual((await refused(gateway, CALL, { token: good })).status, 403)
    const text = await exportSPKI(keys.publicKey)
    for (const bad of [
      await sign(user(ID), new TextEncoder().encode(text)),
      await sign({ role: 'service_role' }, new TextEncoder().encode(text)),
      await sign(user(ID)),
      await sign(user(ID), others.privateKey, header),
      await sign(user(ID), others.privateKey, { alg: 'ES256', kid: 'k2' }),
      await sign(user(ID, { exp: now() - 10 }), keys.privateKey, header),
    ]) {
      assert.strictEqual((await refused(gateway, CALL, { token: bad })).status, 401)
    }
  })
  assert.deepEqual(new Set(paths), new Set(['/auth/v1/.well-known/jwks.json']))
  await keyServer.shutdown()
  await withGateway({ JWT_SECRET: '', SUPABASE_URL: NOWHERE }, async (gateway) => {
    const token = await sign(user(ID), keys.privateKey, { alg: 'ES256', kid: 'k1' })
    const response = await ask(gateway, CALL, { token })
    assert.strictEqual(response.status, 503)
    assert.notStrictEqual(response.headers.get('retry-after'), null)
    await problemOf(response)
  })
})

const near = fc.record(
  {
    type: fc.oneof(fc.constantFrom('talent-to-jobs', 'job-to-talents'), fc.anything()),
    talent_id: fc.oneof(fc.uuid(), fc.anything()),
    job_id: fc.oneof(fc.uuid(), fc.anything()),
    limit: fc.oneof(fc.integer(), fc.anything()),
    min_score: fc.oneof(fc.double(), fc.anything()),
    // What would poison a prototype.
    constructor: fc.anything(),
  },
  { requiredKeys: [] },
)
const bodies = fc.oneof(
  fc.uint8Array({ maxLength: 200 }),
  fc.json(),
  fc.string({ unit: 'binary', maxLength: 200 }),
  near.map(toText),
  // A proper call, cut off or with something in between.
  fc.tuple(fc.nat(60), fc.string()).map(([at, text]) => JSON.stringify(CALL).slice(0, at) + text),
  fc.object().map((value) => toText({ ...value, __proto__: { type: 'talent-to-jobs' } })),
  fc.nat(2_000).map((depth) => '['.repeat(depth) + ']'.repeat(depth)),
)

function toText(value: unknown): string {
  try {
    return JSON.stringify(value, (_, each) => (typeof each === 'bigint' ? `${each}` : each)) ?? ''
  } catch {
    return ''
  }
}

Deno.test('10,000 bodies that are not what they should be are problems, and never a 500', () =>
  withGateway({}, async (gateway) => {
    const counts = new Map<number, number>()
    await fc.assert(
      fc.asyncProperty(bodies, async (body) => {
        const response = await ask(gateway, body, { token: SERVICE_ROLE_KEY })
        const problem = await problemOf(response)
        counts.set(response.status, (counts.get(response.status) ?? 0) + 1)
        // A call that is proper by chance is for somebody who is not there.
        assert.isOk(
          [400, 404, 413].includes(response.status),
          `${response.status} ${problem.detail}`,
        )
        if (response.status === 400) assert.isOk(problem.errors.length > 0)
      }),
      { numRuns: 10_000 },
    )
    assert.isOk((counts.get(400) ?? 0) > 9_000)
  }))
