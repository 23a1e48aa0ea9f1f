import { type JWTPayload, SignJWT } from 'jose'
import {
  type OpenGateway,
  type OpenGatewayOptions,
  openGateway,
} from '../../../supabase/functions/ml-matching-gateway/open-gateway.ts'
import {
  type GatewaySettings,
  parseSettings,
} from '../../../supabase/functions/ml-matching-gateway/settings.ts'

export const JWT_SECRET = 'a-secret-for-tests-of-more-than-32-bytes'
export const SERVICE_KEY = 'the-gateway-key-for-tests-of-32-bytes+'
export const SERVICE_ROLE_KEY = 'sb_secret_an-opaque-key-for-tests'
export const DATABASE_URL = Deno.env.get('DATABASE_URL') ?? ''
/** Nothing listens there. */
export const NOWHERE = 'http://127.0.0.1:1'

export function settings(
  env: Readonly<Record<string, string>> = {},
  changed: Partial<GatewaySettings> = {},
): GatewaySettings {
  const parsed = parseSettings({
    JWT_SECRET,
    SERVICE_KEY,
    SUPABASE_SERVICE_ROLE_KEY: SERVICE_ROLE_KEY,
    ML_SERVICE_URL: NOWHERE,
    DATABASE_URL,
    RATE_LIMIT_PER_MINUTE: '1000000',
    ...env,
  })
  return { ...parsed, ...changed }
}

/** A gateway for the length of some work, and silent. */
export async function withGateway(
  env: Readonly<Record<string, string>>,
  work: (gateway: OpenGateway) => Promise<void>,
  options: OpenGatewayOptions = {},
): Promise<void> {
  const gateway = await openGateway(settings(env), { log: () => {}, ...options })
  try {
    await work(gateway)
  } finally {
    await gateway.close()
  }
}

export const now = () => Math.floor(Date.now() / 1_000)

export const sign = (
  claims: JWTPayload,
  secret: Uint8Array | CryptoKey = new TextEncoder().encode(JWT_SECRET),
  header: { alg: string; kid?: string } = { alg: 'HS256' },
) => new SignJWT(claims).setProtectedHeader(header).sign(secret)

/** Claims of a user as Supabase writes them. */
export const user = (sub: string, claims: JWTPayload = {}): JWTPayload => ({
  sub,
  aud: 'authenticated',
  role: 'authenticated',
  exp: now() + 600,
  ...claims,
})

export interface AskOptions {
  readonly token?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly method?: string
  readonly signal?: AbortSignal
  readonly address?: string
}

export const ENDPOINT = 'http://gateway/functions/v1/ml-matching-gateway'

/** Sends a body, text and bytes as they are, and all else as JSON. */
export function ask(
  gateway: OpenGateway,
  body: unknown,
  { token, headers = {}, method = 'POST', signal, address }: AskOptions = {},
): Promise<Response> {
  const raw = typeof body === 'string' || body instanceof Uint8Array
  const request = new Request(ENDPOINT, {
    method,
    headers: {
      'content-type': 'application/json',
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...headers,
    },
    body: method === 'GET' ? undefined : raw ? (body as BodyInit) : JSON.stringify(body),
    signal,
  })
  return gateway.handle(request, address)
}

export interface ProblemBody {
  readonly status: number
  readonly code: string
  readonly title: string
  readonly detail: string
  readonly errors: readonly { readonly path: string; readonly message: string }[]
  readonly request_id: string
}
