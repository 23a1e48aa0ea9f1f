import {
  DATABASE_PROTOCOLS,
  isOrigin,
  isUuid,
  REDIS_PROTOCOLS,
  SettingReader,
} from '../_shared/setting-reader.ts'

/** What the environment sets, read once. `docs/gateway.md` explains every name. */
export interface GatewaySettings {
  readonly host: string
  /** 0 lets the system choose; Supabase's own runtime decides for itself. */
  readonly port: number
  readonly jwtSecret?: string
  readonly jwksUrl?: string
  readonly serviceRoleKey?: string
  /** What the gateway proves itself with to the service. */
  readonly serviceKey?: string
  readonly adminUserIds: readonly string[]
  /** Makes hashes of people's ids that nobody else can make. */
  readonly hashSecret: string
  readonly databaseUrl: string
  readonly redisUrl?: string
  /** Without a slash at the end. */
  readonly serviceUrl: string
  readonly serviceMode: ServiceMode
  /** How long after its arrival a request may wait for the service. */
  readonly serviceTimeoutMs: number
  readonly cacheTtlSeconds: number
  readonly rateLimitPerMinute: number
  readonly corsOrigins: readonly string[]
  /** Proxies whose `X-Forwarded-For` is believed. */
  readonly trustedHops: number
}

/** Whether the service finds the candidates, or is sent them. */
export type ServiceMode = (typeof SERVICE_MODES)[number]
const SERVICE_MODES = ['by-id', 'enriched'] as const

const SECRET_BYTES = 32

/**
 * Names that begin with `SUPABASE_` are given by the platform and cannot be set there; each has a
 * name of our own that goes before it.
 *
 * @throws {Error} naming every bad setting
 */
export function parseSettings(env: Readonly<Record<string, string | undefined>>): GatewaySettings {
  const faults: string[] = []
  const read = new SettingReader(env, faults)
  const required = (value: string | undefined, names: string) => {
    if (
      value === undefined &&
      !faults.some((fault) => names.includes(fault.split(' ', 1)[0] ?? ''))
    )
      faults.push(`${names} must be set`)
    return value ?? ''
  }

  const supabaseUrl = read.url('SUPABASE_URL')
  const jwtSecret =
    read.secret('JWT_SECRET', SECRET_BYTES) ?? read.secret('SUPABASE_JWT_SECRET', SECRET_BYTES)
  const jwksUrl =
    read.url('SUPABASE_JWKS_URL') ?? (supabaseUrl && `${supabaseUrl}/auth/v1/.well-known/jwks.json`)
  required(jwtSecret ?? jwksUrl, 'JWT_SECRET or SUPABASE_URL')
  const serviceRoleKey =
    read.secret('SUPABASE_SERVICE_ROLE_KEY', 1) ?? read.secret('SUPABASE_SERVICE_KEY', 1)
  const serviceKey = read.secret('SERVICE_KEY', SECRET_BYTES)
  const settings: GatewaySettings = {
    host: read.text('GATEWAY_HOST') ?? '127.0.0.1',
    port: read.integer('GATEWAY_PORT', 8001, 0, 65_535),
    jwtSecret,
    jwksUrl,
    serviceRoleKey,
    serviceKey,
    adminUserIds: read
      .list('ADMIN_USER_IDS', isUuid, 'user ids (UUIDs)')
      .map((id) => id.toLowerCase()),
    hashSecret: required(
      read.secret('LOG_HASH_SECRET', SECRET_BYTES) ?? serviceKey ?? serviceRoleKey ?? jwtSecret,
      'LOG_HASH_SECRET or SERVICE_KEY',
    ),
    databaseUrl: required(
      read.url('DATABASE_URL', DATABASE_PROTOCOLS) ??
        read.url('SUPABASE_DB_URL', DATABASE_PROTOCOLS),
      'DATABASE_URL or SUPABASE_DB_URL',
    ),
    redisUrl: read.url('REDIS_URL', REDIS_PROTOCOLS),
    serviceUrl: required(read.url('ML_SERVICE_URL'), 'ML_SERVICE_URL'),
    serviceMode: read.choice('ML_SERVICE_MODE', SERVICE_MODES, 'by-id'),
    serviceTimeoutMs: read.integer('ML_SERVICE_TIMEOUT_MS', 5_000, 100, 60_000),
    cacheTtlSeconds: read.integer('CACHE_TTL_SECONDS', 3_600, 0, 86_400),
    rateLimitPerMinute: read.integer('RATE_LIMIT_PER_MINUTE', 100, 1, 1_000_000),
    corsOrigins: read.list('CORS_ORIGINS', isOrigin, 'origins such as https://example.com, or *', [
      '*',
    ]),
    trustedHops: readHops(read, faults),
  }
  if (faults.length > 0) throw new Error(`Bad settings:\n- ${faults.join('\n- ')}`)
  return Object.freeze(settings)
}

/** The service takes addresses too; here there is no more than a number of proxies to count. */
function readHops(read: SettingReader, faults: string[]): number {
  const text = read.text('TRUST_PROXY')?.toLowerCase() ?? 'false'
  if (text === 'false') return 0
  if (text === 'true') return 1
  if (/^\d{1,2}$/.test(text)) return Number(text)
  faults.push('TRUST_PROXY must be true, false or a number of hops for the gateway')
  return 0
}
