import { isIP } from 'node:net'
import cronParser from 'cron-parser'
import {
  DATABASE_PROTOCOLS,
  isOrigin,
  isUuid,
  REDIS_PROTOCOLS,
  SettingReader,
} from '../../supabase/functions/_shared/setting-reader.ts'

/** What the environment sets, read once and frozen. `.env.example` explains every name. */
export interface Config {
  readonly host: string
  /** 0 lets the system choose. */
  readonly port: number
  readonly logLevel: LogLevel
  /** How long a start waits for what it serves with, before it listens. */
  readonly startWaitSeconds: number
  /** Worker threads that rank. */
  readonly workers: number
  /** Texts that one embedding run takes. */
  readonly maxBatchSize: number
  /** Jobs or talents that one request may carry. */
  readonly maxPairs: number
  /** Verifies HS256 tokens. */
  readonly jwtSecret?: string
  /** Whether that secret is the demo's, which holds on this machine only. */
  readonly isDemo?: boolean
  /** Where the public keys for asymmetric tokens are. */
  readonly jwksUrl?: string
  /** An opaque key that stands for the service role. */
  readonly serviceRoleKey?: string
  /** What the gateway proves itself with. */
  readonly gatewayKey?: string
  readonly adminUserIds: readonly string[]
  /** Origins that browsers may call from; `*` is every one. */
  readonly corsOrigins: readonly string[]
  /** Calls that one user, and one address, may send in a minute. */
  readonly rateLimitPerMinute: number
  /** Whether the calls of the platform's existing pages need a token. */
  readonly dropInAuth: (typeof DROP_IN_AUTH)[number]
  /** Whose `X-Forwarded-For` is believed: no one's, a number of hops (`true`: one), or addresses. */
  readonly trustProxy: boolean | number | readonly string[]
  /** PostgreSQL to work on; absent, the embedded database in the data folder. */
  readonly databaseUrl?: string
  /** Redis that replicas share; absent, each has its own memory. */
  readonly redisUrl?: string
  /** Share of the by-id answers whose feature vectors are kept with the impressions, 0-1. */
  readonly featureLogShare: number
  /** Share of the by-id answers in which two neighbours change places, to learn from, 0-0.05. */
  readonly explorationShare: number
  /** Share of the by-id answers that a shadow scores too, 0-1. */
  readonly shadowShare: number
  readonly modelPath?: string
  readonly modelDir?: string
  /** Where versions of the model are kept, `file:` or `s3:`; absent, a folder in the data folder. */
  readonly modelStoreUrl?: string
  /** Encrypts them; 32 bytes. */
  readonly modelEncryptionKey?: Uint8Array
  readonly lightgbmLibrary?: string
  /** Names people and jobs in snapshots of training; absent, one of the data folder. */
  readonly pseudonymKey?: string
  /** What the gateway hashes ids of users with, where it is not its key. */
  readonly logHashSecret?: string
  /** Days that logs, what was shown, snapshots and runs of training are kept. */
  readonly retentionDays: number
  /** Points of RMSE that a trained model must stay below to be promoted. */
  readonly rmseThreshold: number
  /** When it is trained, five fields of cron in UTC; absent: only when somebody asks. */
  readonly trainSchedule?: string
  /** Where a worker that is a process of its own serves its metrics; absent: nowhere. */
  readonly metricsPort?: number
  /** Who is told of alerts; absent: the log only. */
  readonly alertWebhookUrl?: string
  /** Signs what is told. */
  readonly alertWebhookSecret?: string
  /** Hours after which an alert that still fires is told again. */
  readonly alertRepeatHours: number
  /** What alerts may do by themselves. */
  readonly alertActions: readonly AlertAction[]
  /** Where traces are sent, OTLP over HTTP; absent: there are none. */
  readonly otlpEndpoint?: string
  readonly embeddingProvider: (typeof EMBEDDING_PROVIDERS)[number]
  readonly dataDir: string
}

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const
export type LogLevel = (typeof LOG_LEVELS)[number]
const EMBEDDING_PROVIDERS = ['onnx', 'none'] as const
export const ALERT_ACTIONS = ['kill_switch', 'rollback'] as const
export type AlertAction = (typeof ALERT_ACTIONS)[number]
const DROP_IN_AUTH = ['required', 'off'] as const
/** Where the platform's frontend is developed: its own dev server, and Vite's usual port. */
const DEVELOPMENT_ORIGINS = ['http://localhost:5173', 'http://localhost:3000']

/** HS256 wants a key no shorter than its hash (RFC 7518 §3.2); the gateway's key gets the same floor. */
const SECRET_BYTES = 32

/**
 * More would be felt, and less learns too slowly: 1,000 answers a day have 50 exchanges, of which one in
 * fifty may lead to an act, so that the few hundred acts which settle how attention falls off with rank
 * take a year.
 */
const MAX_EXPLORATION_SHARE = 0.05

/** What was shown and left for 14 days is learned from; a model that is trained weekly needs a few such. */
const MIN_RETENTION_DAYS = 30

/** A start that cannot be: `message` names every bad setting, and no value of a secret. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}

/** Whether only this machine can reach a server that listens on `host`. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'))
}

/**
 * @param env as `process.env`; blank values count as unset
 * @throws {ConfigError} naming every bad setting
 */
export function parseConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const faults: string[] = []
  const read = new SettingReader(env, faults)

  const supabaseUrl = read.url('SUPABASE_URL')
  const jwtSecret = read.secret('SUPABASE_JWT_SECRET', SECRET_BYTES)
  const ownKeys =
    supabaseUrl && !jwtSecret ? `${supabaseUrl}/auth/v1/.well-known/jwks.json` : undefined
  const jwksUrl = read.url('SUPABASE_JWKS_URL') ?? ownKeys
  const host = read.text('HOST') ?? '127.0.0.1'
  const isLocal = isLoopback(host)
  const databaseUrl = read.url('DATABASE_URL', DATABASE_PROTOCOLS)
  // Made-up people, on this machine, behind no token of anybody's: only there may anyone ask.
  const isEmbeddedDemo = isLocal && !read.text('DATABASE_URL') && !jwtSecret && !jwksUrl
  const config: Config = {
    host,
    port: read.integer('PORT', 8000, 0, 65_535),
    logLevel: read.choice('LOG_LEVEL', LOG_LEVELS, 'info'),
    startWaitSeconds: read.integer('START_WAIT_SECONDS', 0, 0, 600),
    workers: read.integer('WORKERS', 2, 1, 64),
    maxBatchSize: read.integer('MAX_BATCH_SIZE', 50, 1, 1_000),
    maxPairs: read.integer('MAX_PAIRS', 5_000, 1, 100_000),
    jwtSecret,
    jwksUrl,
    serviceRoleKey: read.secret('SUPABASE_SERVICE_KEY', 1),
    gatewayKey: read.secret('SERVICE_KEY', SECRET_BYTES),
    adminUserIds: read
      .list('ADMIN_USER_IDS', isUuid, 'user ids (UUIDs)')
      .map((id) => id.toLowerCase()),
    corsOrigins: read.list(
      'CORS_ORIGINS',
      isOrigin,
      'origins such as https://example.com, or *',
      isLocal ? DEVELOPMENT_ORIGINS : [],
    ),
    rateLimitPerMinute: read.integer('RATE_LIMIT_PER_MINUTE', 100, 1, 1_000_000),
    dropInAuth: read.choice('DROP_IN_AUTH', DROP_IN_AUTH, isEmbeddedDemo ? 'off' : 'required'),
    trustProxy: readTrustProxy(read, 'TRUST_PROXY'),
    databaseUrl,
    redisUrl: read.url('REDIS_URL', REDIS_PROTOCOLS),
    featureLogShare: read.share('FEATURE_LOG_SHARE', 0.1),
    explorationShare: read.share('EXPLORATION_SHARE', MAX_EXPLORATION_SHARE, MAX_EXPLORATION_SHARE),
    shadowShare: read.share('SHADOW_SHARE', 0.05),
    modelPath: read.text('MODEL_PATH'),
    modelDir: read.text('MODEL_DIR'),
    modelStoreUrl: readStoreUrl(read, faults),
    modelEncryptionKey: readEncryptionKey(read, faults),
    lightgbmLibrary: read.text('LIGHTGBM_LIB'),
    pseudonymKey: read.secret('PSEUDONYM_KEY', SECRET_BYTES),
    logHashSecret: read.secret('LOG_HASH_SECRET', SECRET_BYTES),
    retentionDays: read.integer('RETENTION_DAYS', 365, MIN_RETENTION_DAYS, 3_650),
    rmseThreshold: read.integer('RMSE_THRESHOLD', 25, 1, 100),
    trainSchedule: readSchedule(read, faults),
    ...(read.text('METRICS_PORT') !== undefined && {
      metricsPort: read.integer('METRICS_PORT', 0, 0, 65_535),
    }),
    alertWebhookUrl: read.url('ALERT_WEBHOOK_URL'),
    alertWebhookSecret: read.secret('ALERT_WEBHOOK_SECRET', SECRET_BYTES),
    alertRepeatHours: read.integer('ALERT_REPEAT_HOURS', 6, 1, 720),
    alertActions: read.list(
      'ALERT_ACTIONS',
      (item) => ALERT_ACTIONS.some((action) => action === item),
      ALERT_ACTIONS.join(' and '),
    ) as AlertAction[],
    otlpEndpoint: read.url('OTEL_EXPORTER_OTLP_ENDPOINT'),
    embeddingProvider: read.choice('EMBEDDING_PROVIDER', EMBEDDING_PROVIDERS, 'onnx'),
    dataDir: read.text('DATA_DIR') ?? '.data',
  }

  if (config.alertWebhookUrl && new URL(config.alertWebhookUrl).username) {
    faults.push(
      'ALERT_WEBHOOK_URL cannot have a user name in it: receivers know us by ALERT_WEBHOOK_SECRET',
    )
  }
  const jwtFaults = faults.some((fault) => /^SUPABASE_(URL|JW)/.test(fault))
  if (!config.jwtSecret && !config.jwksUrl && !jwtFaults && !isLocal) {
    faults.push(
      `HOST ${config.host} is reachable from other machines, so callers must be verified: set SUPABASE_JWT_SECRET, SUPABASE_JWKS_URL or SUPABASE_URL`,
    )
  }
  if (faults.length > 0) throw new ConfigError(`Bad settings:\n- ${faults.join('\n- ')}`)
  return Object.freeze(config)
}

function readTrustProxy(read: SettingReader, name: string): boolean | number | readonly string[] {
  const text = read.text(name)?.toLowerCase()
  if (text === undefined || text === 'false') return false
  if (text === 'true') return true
  if (/^\d{1,2}$/.test(text)) return Number(text)
  return read.list(name, isAddress, 'addresses or networks, or be true, false or a number of hops')
}

function readStoreUrl(read: SettingReader, faults: string[]): string | undefined {
  const url = read.url('MODEL_STORE_URL', ['file', 's3'])
  if (url === undefined) return undefined
  const { protocol, hostname, pathname } = new URL(url)
  const isWhole =
    protocol === 's3:' ? hostname !== '' : /^file:\/\/\/./i.test(url) && pathname.length > 1
  if (isWhole) return url
  faults.push('MODEL_STORE_URL must be file:///an/absolute/folder or s3://bucket/prefix')
  return undefined
}

/** Before most of the platform's users are up, on a day when few are; off the hour, as all that is scheduled. */
const WEEKLY = '43 4 * * 0'

function readSchedule(read: SettingReader, faults: string[]): string | undefined {
  const cron = read.text('TRAIN_SCHEDULE') ?? WEEKLY
  if (cron.toLowerCase() === 'off') return undefined
  if (/^\S+( \S+){4}$/.test(cron) && isCron(cron)) return cron
  faults.push('TRAIN_SCHEDULE must be off, or five fields of cron such as 43 4 * * 0')
  return undefined
}

function isCron(text: string): boolean {
  try {
    cronParser.parseExpression(text)
    return true
  } catch {
    return false
  }
}

/** AES-256 takes no other. */
const KEY_BYTES = 32

function readEncryptionKey(read: SettingReader, faults: string[]): Uint8Array | undefined {
  const text = read.text('MODEL_ENCRYPTION_KEY')
  if (text === undefined) return undefined
  if (/^[0-9a-f]{64}$/i.test(text)) return Buffer.from(text, 'hex')
  const isBase64 = /^[\w+/-]+={0,2}$/.test(text)
  const key = isBase64 ? Buffer.from(text, 'base64') : Buffer.alloc(0)
  if (key.length === KEY_BYTES) return key
  faults.push('MODEL_ENCRYPTION_KEY must be 32 bytes, in base64 or as 64 hexadecimal digits')
  return undefined
}

function isAddress(text: string): boolean {
  if (/^(loopback|linklocal|uniquelocal)$/.test(text)) return true
  const [address = '', prefix = '0', ...more] = text.split('/')
  const bits = { 4: 32, 6: 128 }[isIP(address)]
  return (
    bits !== undefined && more.length === 0 && /^\d{1,3}$/.test(prefix) && Number(prefix) <= bits
  )
}
