import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import {
  base64url,
  exportJWK,
  exportSPKI,
  generateKeyPair,
  type JWTPayload,
  SignJWT,
  UnsecuredJWT,
} from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  bearer,
  buildTestApp,
  GATEWAY_KEY,
  JWT_SECRET,
  job,
  SERVICE_ROLE_KEY,
  TALENT_ID,
  type TestApp,
  talent,
} from '../app.ts'

const STRANGER_ID = '99999999-9999-4999-8999-999999999999'
const ENDPOINTS = {
  'talent-to-jobs': { talent: talent(), jobs: [job(0)] },
  'job-to-talents': { job: job(0), talents: [talent()] },
} as const
const OPEN = ['/api/v1/health', '/api/v1/health/live', '/api/v1/health/ready', '/metrics']

const now = () => Math.floor(Date.now() / 1000)
const secretKey = new TextEncoder().encode(JWT_SECRET)
const sign = (claims: JWTPayload, key: Uint8Array = secretKey, alg = 'HS256') =>
  new SignJWT(claims).setProtectedHeader({ alg }).sign(key)
/** Claims of a user as Supabase writes them, changed by `claims`. */
const user = (claims: JWTPayload = {}): JWTPayload => ({
  sub: TALENT_ID,
  aud: 'authenticated',
  role: 'authenticated',
  exp: now() + 60,
  ...claims,
})

function ask(app: TestApp['app'], endpoint: keyof typeof ENDPOINTS, headers: object) {
  return app.inject({
    method: 'POST',
    url: `/api/v1/match/${endpoint}`,
    headers: { ...headers },
    payload: ENDPOINTS[endpoint],
  })
}

describe('with a secret', () => {
  let test: TestApp
  beforeAll(async () => {
    test = await buildTestApp()
  })
  afterAll(() => test.app.close())

  const callers: Record<string, () => Promise<Record<string, string>>> = {
    nobody: async () => ({}),
    'the talent': async () => ({
      authorization: await bearer({ role: 'user', subject: TALENT_ID }),
    }),
    'the talent, upper case': async () => ({
      authorization: `bearer ${await sign(user({ sub: TALENT_ID.toUpperCase() }))}`,
    }),
    'another user': async () => ({
      authorization: await bearer({ role: 'user', subject: STRANGER_ID }),
    }),
    'an administrator': async () => ({
      authorization: await bearer({ role: 'user', subject: STRANGER_ID, isAdmin: true }),
    }),
    'a service-role token': async () => ({ authorization: await bearer({ role: 'service' }) }),
    'the opaque service-role key': async () => ({ authorization: `Bearer ${SERVICE_ROLE_KEY}` }),
    'an opaque key that is none': async () => ({ authorization: `Bearer ${SERVICE_ROLE_KEY}x` }),
    'the gateway for the talent': async () => ({
      'x-service-key': GATEWAY_KEY,
      authorization: await bearer({ role: 'user', subject: TALENT_ID }),
    }),
    'the gateway for another user': async () => ({
      'x-service-key': GATEWAY_KEY,
      authorization: await bearer({ role: 'user', subject: STRANGER_ID }),
    }),
    'the gateway for nobody': async () => ({ 'x-service-key': GATEWAY_KEY }),
    'a false gateway for the talent': async () => ({
      'x-service-key': `${GATEWAY_KEY}x`,
      authorization: await bearer({ role: 'user', subject: TALENT_ID }),
    }),
  }

  it.each([
    ['nobody', 401, 401],
    ['the talent', 200, 403],
    ['the talent, upper case', 200, 403],
    ['another user', 403, 403],
    ['an administrator', 403, 403],
    ['a service-role token', 200, 200],
    ['the opaque service-role key', 200, 200],
    ['an opaque key that is none', 401, 401],
    ['the gateway for the talent', 200, 403],
    ['the gateway for another user', 403, 403],
    ['the gateway for nobody', 401, 401],
    ['a false gateway for the talent', 401, 401],
  ])('%s: talent-to-jobs %i, job-to-talents %i, the rest open', async (name, jobs, talents) => {
    const headers = await callers[name]?.()
    expect(headers).toBeDefined()
    const forJobs = await ask(test.app, 'talent-to-jobs', headers ?? {})
    const forTalents = await ask(test.app, 'job-to-talents', headers ?? {})
    expect([forJobs.statusCode, forTalents.statusCode]).toEqual([jobs, talents])
    for (const url of [...OPEN, '/docs', '/openapi.json']) {
      expect((await test.app.inject({ url, headers })).statusCode).toBe(200)
    }
  })

  const refused: [string, () => Promise<string>][] = [
    ['alg none', async () => new UnsecuredJWT(user()).encode()],
    [
      'alg none of the service role',
      async () => new UnsecuredJWT({ role: 'service_role' }).encode(),
    ],
    ['another key', () => sign(user(), new TextEncoder().encode(`${JWT_SECRET}x`))],
    ['HS512', () => sign(user(), new TextEncoder().encode(JWT_SECRET.repeat(2)), 'HS512')],
    ['expired', () => sign(user({ exp: now() - 10 }))],
    ['not yet valid', () => sign(user({ nbf: now() + 10 }))],
    ['wrong aud', () => sign(user({ aud: 'somewhere' }))],
    ['no aud', () => sign(user({ aud: undefined }))],
    ['no sub', () => sign(user({ sub: undefined }))],
    ['a sub that is no text', () => sign({ ...user(), sub: 5 } as unknown as JWTPayload)],
    ['no exp', () => sign(user({ exp: undefined }))],
    ['anon role', () => sign(user({ role: 'anon' }))],
    ['service role with an aud', () => sign({ role: 'service_role', aud: 'elsewhere' })],
    ['expired service role', () => sign({ role: 'service_role', exp: now() - 10 })],
    [
      'changed claims',
      async () => {
        const [head, , signature] = (await sign(user({ sub: STRANGER_ID }))).split('.')
        return `${head}.${base64url.encode(JSON.stringify(user()))}.${signature}`
      },
    ],
    ['no signature', async () => (await sign(user())).replace(/[^.]*$/, '')],
    ['not a token', async () => 'a.b.c'],
    ['one word', async () => 'opaque'],
  ]
  it.each(refused)('%s is 401', async (_name, makeToken) => {
    const token = await makeToken()
    const response = await ask(test.app, 'talent-to-jobs', { authorization: `Bearer ${token}` })
    expect(response.statusCode).toBe(401)
    expect(response.headers['www-authenticate']).toMatch(/^Bearer/)
    expect(response.headers['content-type']).toMatch('application/problem+json')
    expect(response.json()).toMatchObject({ code: 'unauthenticated', status: 401 })
    expect(response.body).not.toContain(token)
  })

  it.each(['Basic abc', 'Bearer', 'Bearer ', '', `Bearer a b`])(
    '%j is 401',
    async (authorization) => {
      expect((await ask(test.app, 'talent-to-jobs', { authorization })).statusCode).toBe(401)
    },
  )

  it('allows clocks to differ by 5 seconds', async () => {
    const claims = user({ exp: now() - 3, nbf: now() + 3 })
    const headers = { authorization: `Bearer ${await sign(claims)}` }
    expect((await ask(test.app, 'talent-to-jobs', headers)).statusCode).toBe(200)
  })

  it('goes by the clock it was given', async () => {
    const later = await buildTestApp({ clock: () => Date.now() + 120_000 })
    const headers = { authorization: `Bearer ${await sign(user())}` }
    expect((await ask(later.app, 'talent-to-jobs', headers)).statusCode).toBe(401)
    await later.app.close()
  })

  it('checks the caller before it reads the body', async () => {
    const response = await test.app.inject({
      method: 'POST',
      url: '/api/v1/match/talent-to-jobs',
      headers: { 'content-type': 'application/json' },
      payload: '{not JSON',
    })
    expect(response.statusCode).toBe(401)
  })
})

describe('with a published key set', () => {
  let keyServer: Server
  let test: TestApp
  let keys: Awaited<ReturnType<typeof generateKeyPair>>
  let published: object[]
  beforeAll(async () => {
    keys = await generateKeyPair('ES256')
    published = [{ ...(await exportJWK(keys.publicKey)), kid: 'k1', alg: 'ES256', use: 'sig' }]
    keyServer = createServer((_request, response) => {
      response.setHeader('content-type', 'application/json')
      response.end(JSON.stringify({ keys: published }))
    })
    await new Promise<void>((listening) => keyServer.listen(0, '127.0.0.1', listening))
    const { port } = keyServer.address() as AddressInfo
    const env = { SUPABASE_JWT_SECRET: '', SUPABASE_JWKS_URL: `http://127.0.0.1:${port}/jwks.json` }
    test = await buildTestApp({ env })
  })
  afterAll(async () => {
    await test.app.close()
    keyServer.close()
  })

  const signWith = (
    privateKey: typeof keys.privateKey,
    claims: JWTPayload,
    kid = 'k1',
    alg = 'ES256',
  ) => new SignJWT(claims).setProtectedHeader({ alg, kid }).sign(privateKey)
  const status = async (token: string) =>
    (await ask(test.app, 'talent-to-jobs', { authorization: `Bearer ${token}` })).statusCode

  it('takes a token of the published key', async () => {
    expect(await status(await signWith(keys.privateKey, user()))).toBe(200)
  })

  it('takes the opaque service-role key', async () => {
    expect(await status(SERVICE_ROLE_KEY)).toBe(200)
  })

  it('refuses a token signed with the public key as if it were a secret', async () => {
    const publicText = new TextEncoder().encode(await exportSPKI(keys.publicKey))
    expect(await status(await sign(user(), publicText))).toBe(401)
    expect(await status(await sign({ role: 'service_role' }, publicText))).toBe(401)
  })

  it('refuses HS256, other keys, unknown keys, other algorithms', async () => {
    const other = await generateKeyPair('ES256')
    const p384 = await generateKeyPair('ES384')
    expect(await status(await sign(user()))).toBe(401)
    expect(await status(await signWith(other.privateKey, user()))).toBe(401)
    expect(await status(await signWith(other.privateKey, user(), 'k2'))).toBe(401)
    expect(await status(await signWith(p384.privateKey, user(), 'k1', 'ES384'))).toBe(401)
  })

  it('says 503, not 401, where the key set cannot be read', async () => {
    const env = { SUPABASE_JWT_SECRET: '', SUPABASE_JWKS_URL: 'http://127.0.0.1:1/jwks.json' }
    const cut = await buildTestApp({ env })
    const token = await signWith(keys.privateKey, user())
    const response = await ask(cut.app, 'talent-to-jobs', { authorization: `Bearer ${token}` })
    expect(response.statusCode).toBe(503)
    expect(response.headers['retry-after']).toBe('5')
    expect(response.json().code).toBe('unavailable')
    await cut.app.close()
  })
})
