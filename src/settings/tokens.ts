import { SignJWT } from 'jose'
import { keptSecret } from './kept-secret.ts'

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

/** The secret that the demo on this machine signs with. */
export const loadDemoSecret = (dataDir: string): string => keptSecret(dataDir, 'demo-jwt-secret')
