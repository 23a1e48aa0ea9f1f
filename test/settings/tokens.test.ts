import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { jwtVerify } from 'jose'
import { afterAll, describe, expect, it } from 'vitest'
import { loadDemoSecret, signToken } from '../../src/settings/tokens.ts'

const SECRET = 'a-secret-for-tests-of-more-than-32-bytes'
const verify = async (token: string) =>
  (await jwtVerify(token, new TextEncoder().encode(SECRET), { algorithms: ['HS256'] })).payload

describe('signToken', () => {
  it('makes a token of a user, for a day', async () => {
    const claims = await verify(await signToken(SECRET, { role: 'user', subject: 'me' }))
    expect(claims).toMatchObject({ sub: 'me', aud: 'authenticated', role: 'authenticated' })
    expect(Number(claims.exp) - Number(claims.iat)).toBe(86_400)
    expect(claims).not.toHaveProperty('app_metadata')
  })

  it('makes a token of the service role, without an audience', async () => {
    const claims = await verify(await signToken(SECRET, { role: 'service', lifetime: 60 }))
    expect(claims).toEqual({ role: 'service_role', iat: claims.iat, exp: Number(claims.iat) + 60 })
  })

  it('marks administrators where users cannot', async () => {
    const token = await signToken(SECRET, { role: 'user', subject: 'me', isAdmin: true })
    expect(await verify(token)).toMatchObject({ app_metadata: { role: 'admin' } })
  })
})

describe('loadDemoSecret', () => {
  const folder = mkdtempSync(join(tmpdir(), 'demo-secret-'))
  afterAll(() => rmSync(folder, { recursive: true }))

  it('makes one secret a data folder, for its owner only', () => {
    const secret = loadDemoSecret(join(folder, 'a', 'b'))
    expect(Buffer.byteLength(secret)).toBeGreaterThanOrEqual(32)
    expect(loadDemoSecret(join(folder, 'a', 'b'))).toBe(secret)
    expect(loadDemoSecret(join(folder, 'c'))).not.toBe(secret)
    expect(statSync(join(folder, 'a', 'b', 'demo-jwt-secret')).mode & 0o777).toBe(0o600)
  })
})
