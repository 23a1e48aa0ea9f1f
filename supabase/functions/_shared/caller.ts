/**
 * Who calls, as a token proves. Gateway (Deno) and service (Node) verify with this one file.
 */
import {
  createRemoteJWKSet,
  decodeProtectedHeader,
  errors,
  type JWTPayload,
  type JWTVerifyOptions,
  jwtVerify,
} from 'jose'
import { AppError } from './errors.ts'
import { sameSecret } from './same-secret.ts'

/** Who sent a request, as its token proves. */
export type Caller =
  | { readonly kind: 'service'; readonly viaGateway: boolean }
  | {
      readonly kind: 'user'
      /** The `sub` of the token, in lower case. */
      readonly id: string
      readonly isAdmin: boolean
      readonly viaGateway: boolean
    }

export interface Credentials {
  readonly authorization?: string
  /** The `x-service-key` header. */
  readonly gatewayKey?: string
}

/** What a check verifies with; what is absent proves nobody. */
export interface CallerKeys {
  /** Verifies HS256 tokens. */
  readonly jwtSecret?: string
  /** Where the public keys for asymmetric tokens are. */
  readonly jwksUrl?: string
  /** An opaque key that stands for the service role. */
  readonly serviceRoleKey?: string
  /** What the gateway proves itself with. */
  readonly gatewayKey?: string
  /** In lower case. */
  readonly adminUserIds: readonly string[]
}

const LEEWAY_SECONDS = 5
const ASYMMETRIC = ['ES256', 'RS256', 'EdDSA']
/** A key set is fetched once in a while, and by then a caller has waited long enough. */
const KEY_SET_TIMEOUT_MS = 2_000

/**
 * Makes the check of who calls.
 *
 * A secret verifies HS256 only, a published key set asymmetric tokens only: a public key used as
 * an HMAC secret proves nothing here.
 *
 * @param clock milliseconds since 1970
 * @returns a function that throws `unauthenticated`, or `unavailable` when the key set cannot be read
 */
export function createCallerCheck(
  keys: CallerKeys,
  clock: () => number,
): (credentials: Credentials) => Promise<Caller> {
  const secret = keys.jwtSecret ? importSecret(keys.jwtSecret) : undefined
  const keySet = keys.jwksUrl
    ? createRemoteJWKSet(new URL(keys.jwksUrl), { timeoutDuration: KEY_SET_TIMEOUT_MS })
    : undefined

  const verify = async (token: string): Promise<JWTPayload> => {
    const options: JWTVerifyOptions = {
      clockTolerance: LEEWAY_SECONDS,
      currentDate: new Date(clock()),
    }
    const isSymmetric = decodeProtectedHeader(token).alg === 'HS256'
    if (isSymmetric && secret) {
      return (await jwtVerify(token, await secret, { ...options, algorithms: ['HS256'] })).payload
    }
    if (!isSymmetric && keySet) {
      return (await jwtVerify(token, keySet, { ...options, algorithms: ASYMMETRIC })).payload
    }
    throw new errors.JOSEAlgNotAllowed('No key for this algorithm')
  }

  return async ({ authorization, gatewayKey }) => {
    if (gatewayKey !== undefined && !(await sameSecret(gatewayKey, keys.gatewayKey))) {
      throw unauthenticated('The x-service-key header is not the gateway key')
    }
    const viaGateway = gatewayKey !== undefined
    const token = /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1]
    if (!token) throw unauthenticated('Send a token as Authorization: Bearer <token>')
    if (await sameSecret(token, keys.serviceRoleKey)) return { kind: 'service', viaGateway }
    const claims = await verify(token).catch((error: unknown) => {
      throw isTokensFault(error)
        ? unauthenticated(`The token is not valid: ${reasonOf(error)}`, error)
        : new AppError('unavailable', 'The keys that verify tokens are unavailable', {
            cause: error,
          })
    })
    if (claims.role === 'service_role' && claims.aud === undefined) {
      return { kind: 'service', viaGateway }
    }
    return { ...toUser(claims, keys.adminUserIds), viaGateway }
  }
}

function toUser(claims: JWTPayload, adminUserIds: readonly string[]) {
  if (![claims.aud].flat().includes('authenticated')) {
    throw unauthenticated('The token is not for users of this project (aud)')
  }
  if (claims.role !== undefined && claims.role !== 'authenticated') {
    throw unauthenticated('The token is not for a signed-in user (role)')
  }
  // What a token says of its subject is not checked to be a text.
  if (typeof claims.sub !== 'string' || claims.sub === '')
    throw unauthenticated('The token names no user (sub)')
  if (claims.exp === undefined) throw unauthenticated('The token never expires (exp)')
  const id = claims.sub.toLowerCase()
  // Only what users cannot change themselves counts; `user_metadata` is theirs.
  const metadata = claims.app_metadata as { readonly role?: unknown } | null | undefined
  return {
    kind: 'user' as const,
    id,
    isAdmin: metadata?.role === 'admin' || adminUserIds.includes(id),
  }
}

const importSecret = (secret: string) =>
  crypto.subtle.importKey(
    'raw',
    new TextEncoder().encode(secret),
    { name: 'HMAC', hash: 'SHA-256' },
    false,
    ['verify'],
  )

/** Whether the token is at fault, and not the way to the keys. */
function isTokensFault(error: unknown): boolean {
  return (
    error instanceof errors.JWTExpired ||
    error instanceof errors.JWTClaimValidationFailed ||
    error instanceof errors.JWTInvalid ||
    error instanceof errors.JWSInvalid ||
    error instanceof errors.JWSSignatureVerificationFailed ||
    error instanceof errors.JOSEAlgNotAllowed ||
    error instanceof errors.JOSENotSupported ||
    error instanceof errors.JWKSNoMatchingKey ||
    error instanceof errors.JWKSMultipleMatchingKeys ||
    // What decodeProtectedHeader throws for a token that is none.
    (error instanceof TypeError && error.message === 'Invalid Token or Protected Header formatting')
  )
}

function reasonOf(error: unknown): string {
  if (error instanceof errors.JWTExpired) return 'it has expired'
  if (error instanceof errors.JWTClaimValidationFailed) return `its ${error.claim} is not accepted`
  if (error instanceof errors.JWSSignatureVerificationFailed) return 'its signature is invalid'
  if (error instanceof errors.JOSEAlgNotAllowed) return 'its algorithm is not accepted'
  if (error instanceof errors.JWKSNoMatchingKey) return 'it is signed with an unknown key'
  return 'it is malformed'
}

function unauthenticated(detail: string, cause?: unknown): AppError {
  return new AppError('unauthenticated', detail, {
    cause,
    headers: { 'www-authenticate': 'Bearer realm="talentmatch"' },
  })
}
