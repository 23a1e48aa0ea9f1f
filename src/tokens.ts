import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { SignJWT } from 'jose'
import { explainFolder, makeFolder } from './data-folder.ts'

export interface TokenClaims {
  /** `user` needs a `subject`, and gets the audience that Supabase gives its users. */
  readonly role: 'user' | 'service'
  /** The user's id. */
  readonly subject?: string
  readonly isAdmin?: boolean
  /** Seconds until it expires; default one day. */
  readonly lifetime?: number
}

const DAY_SECONDS = 86_400

/**
 * Signs a token like those that Supabase issues, for the demo and for tests.
 * @param secret at least 32 bytes
 */
export function signToken(secret: string, claims: TokenClaims): Promise<string> {
  const { role, subject, isAdmin = false, lifetime = DAY_SECONDS } = claims
  const issuedAt = Math.floor(Date.now() / 1000)
  const token = new SignJWT({
    role: role === 'service' ? 'service_role' : 'authenticated',
    ...(isAdmin && { app_metadata: { role: 'admin' } }),
  })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + lifetime)
  if (role === 'user') token.setAudience('authenticated')
  if (subject !== undefined) token.setSubject(subject)
  return token.sign(new TextEncoder().encode(secret))
}

/**
 * The secret that the demo on this machine signs with: made once, readable by its owner only, and
 * kept in the data folder, so that tokens outlive a restart.
 *
 * @throws {Error} where the folder cannot be written, which says why
 */
export function loadDemoSecret(dataDir: string): string {
  const path = join(dataDir, 'demo-jwt-secret')
  makeFolder(dataDir)
  try {
    // `wx` fails where the file is: of two starts at once, one writes and both read the same.
    writeFileSync(path, randomBytes(48).toString('base64url'), { flag: 'wx', mode: 0o600 })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') {
      // On a full disk it is there, and empty.
      if (existsSync(path)) rmSync(path)
      throw explainFolder(error, dataDir)
    }
  }
  return readFileSync(path, 'utf8').trim()
}
