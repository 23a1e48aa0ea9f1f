import { existsSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ConfigError, isLoopback, parseConfig } from '../../src/settings/config.ts'
import { parseSettings } from '../../supabase/functions/ml-matching-gateway/settings.ts'

const SECRET = 'a-secret-for-tests-of-more-than-32-bytes'

function faultOf(env: Record<string, string>): string {
  try {
    parseConfig(env)
  } catch (error) {
    if (error instanceof ConfigError) return error.message
    throw error
  }
  return ''
}

describe('parseConfig', () => {
  it('has a default for everything on loopback', () => {
    expect(parseConfig({})).toMatchObject({
      host: '127.0.0.1',
      port: 8000,
      logLevel: 'info',
      startWaitSeconds: 0,
      workers: 2,
      maxBatchSize: 50,
      maxPairs: 5000,
      adminUserIds: [],
      corsOrigins: ['http://localhost:5173', 'http://localhost:3000'],
      dropInAuth: 'off',
      databaseUrl: undefined,
      redisUrl: undefined,
      featureLogShare: 0.1,
      shadowShare: 0.05,
      explorationShare: 0.05,
      trustProxy: false,
      rateLimitPerMinute: 100,
      embeddingProvider: 'onnx',
      dataDir: '.data',
    })
  })

  it('is frozen, and takes blank values as unset', () => {
    const config = parseConfig({ PORT: ' ', HOST: '', SUPABASE_JWT_SECRET: '' })
    expect(Object.isFrozen(config)).toBe(true)
    expect(config).toMatchObject({ port: 8000, host: '127.0.0.1', jwtSecret: undefined })
  })

  it('reads every setting', () => {
    const config = parseConfig({
      PORT: '0',
      HOST: '0.0.0.0',
      LOG_LEVEL: 'WARN',
      START_WAIT_SECONDS: '30',
      WORKERS: '4',
      MAX_BATCH_SIZE: '10',
      MAX_PAIRS: '100',
      SUPABASE_URL: 'https://project.supabase.co/',
      SUPABASE_JWT_SECRET: SECRET,
      SUPABASE_JWKS_URL: 'https://keys.example/jwks.json',
      SUPABASE_SERVICE_KEY: 'sb_secret_x',
      SERVICE_KEY: SECRET,
      ADMIN_USER_IDS: '7F1C3A52-0d0e-4b4e-9a51-5c1e9f0f8a11, ',
      CORS_ORIGINS: 'https://a.example, http://localhost:3000',
      DROP_IN_AUTH: 'off',
      TRUST_PROXY: '10.0.0.0/8, loopback',
      RATE_LIMIT_PER_MINUTE: '250',
      DATABASE_URL: 'postgres://user:secret@db.example/postgres?sslmode=require',
      REDIS_URL: 'rediss://:secret@cache.example:6380/1',
      FEATURE_LOG_SHARE: '0.25',
      EXPLORATION_SHARE: '0.01',
      SHADOW_SHARE: '0.5',
      MODEL_PATH: 'm',
      MODEL_DIR: 'd',
      MODEL_STORE_URL: 's3://bucket/of/models/',
      MODEL_ENCRYPTION_KEY: '0f'.repeat(32),
      LIGHTGBM_LIB: 'l',
      PSEUDONYM_KEY: SECRET,
      LOG_HASH_SECRET: SECRET,
      RETENTION_DAYS: '90',
      RMSE_THRESHOLD: '30',
      TRAIN_SCHEDULE: 'off',
      METRICS_PORT: '9464',
      ALERT_WEBHOOK_URL: 'https://alerts.example/hook',
      ALERT_WEBHOOK_SECRET: SECRET,
      ALERT_REPEAT_HOURS: '12',
      ALERT_ACTIONS: 'kill_switch, rollback',
      EMBEDDING_PROVIDER: 'none',
      DATA_DIR: '/data',
    })
    expect(config).toEqual({
      port: 0,
      host: '0.0.0.0',
      logLevel: 'warn',
      startWaitSeconds: 30,
      workers: 4,
      maxBatchSize: 10,
      maxPairs: 100,
      jwtSecret: SECRET,
      jwksUrl: 'https://keys.example/jwks.json',
      serviceRoleKey: 'sb_secret_x',
      gatewayKey: SECRET,
      adminUserIds: ['7f1c3a52-0d0e-4b4e-9a51-5c1e9f0f8a11'],
      corsOrigins: ['https://a.example', 'http://localhost:3000'],
      dropInAuth: 'off',
      trustProxy: ['10.0.0.0/8', 'loopback'],
      rateLimitPerMinute: 250,
      databaseUrl: 'postgres://user:secret@db.example/postgres?sslmode=require',
      redisUrl: 'rediss://:secret@cache.example:6380/1',
      featureLogShare: 0.25,
      explorationShare: 0.01,
      shadowShare: 0.5,
      modelPath: 'm',
      modelDir: 'd',
      modelStoreUrl: 's3://bucket/of/models',
      modelEncryptionKey: Buffer.alloc(32, 15),
      lightgbmLibrary: 'l',
      retentionDays: 90,
      pseudonymKey: SECRET,
      logHashSecret: SECRET,
      rmseThreshold: 30,
      trainSchedule: undefined,
      metricsPort: 9464,
      alertWebhookUrl: 'https://alerts.example/hook',
      alertWebhookSecret: SECRET,
      alertRepeatHours: 12,
      alertActions: ['kill_switch', 'rollback'],
      embeddingProvider: 'none',
      dataDir: '/data',
    })
  })

  it('names all bad settings in one message, and shows no secret', () => {
    const fault = faultOf({
      PORT: '80a',
      LOG_LEVEL: 'loud',
      WORKERS: '0',
      MAX_BATCH_SIZE: '-1',
      MAX_PAIRS: '1e3',
      SUPABASE_URL: 'postgres://user:hunter2@db',
      SUPABASE_JWT_SECRET: 'hunter2',
      SUPABASE_JWKS_URL: 'nowhere',
      SERVICE_KEY: 'hunter2hunter2',
      ADMIN_USER_IDS: 'me',
      CORS_ORIGINS: 'https://a.example/path',
      DATABASE_URL: 'mysql://root:hunter2@db',
      REDIS_URL: 'http://:hunter2@cache',
      DROP_IN_AUTH: 'maybe',
      FEATURE_LOG_SHARE: '1.5',
      EXPLORATION_SHARE: '0.06',
      TRUST_PROXY: 'everyone',
      EMBEDDING_PROVIDER: 'openai',
      PSEUDONYM_KEY: 'hunter2',
      RMSE_THRESHOLD: '0',
      TRAIN_SCHEDULE: 'every week',
    })
    const named = [...fault.matchAll(/^- (\w+)/gm)].map(([, name]) => name)
    expect(named.sort()).toEqual([
      'ADMIN_USER_IDS',
      'CORS_ORIGINS',
      'DATABASE_URL',
      'DROP_IN_AUTH',
      'EMBEDDING_PROVIDER',
      'EXPLORATION_SHARE',
      'FEATURE_LOG_SHARE',
      'LOG_LEVEL',
      'MAX_BATCH_SIZE',
      'MAX_PAIRS',
      'PORT',
      'PSEUDONYM_KEY',
      'REDIS_URL',
      'RMSE_THRESHOLD',
      'SERVICE_KEY',
      'SUPABASE_JWKS_URL',
      'SUPABASE_JWT_SECRET',
      'SUPABASE_URL',
      'TRAIN_SCHEDULE',
      'TRUST_PROXY',
      'WORKERS',
    ])
    expect(fault).not.toContain('hunter2')
  })

  it('takes the published keys of the project where no other JWT setting is', () => {
    const url = 'https://project.supabase.co'
    const keys = `${url}/auth/v1/.well-known/jwks.json`
    expect(parseConfig({ SUPABASE_URL: url }).jwksUrl).toBe(keys)
    expect(parseConfig({ SUPABASE_URL: url, SUPABASE_JWT_SECRET: SECRET }).jwksUrl).toBeUndefined()
  })

  it('refuses to be reachable by others without a way to verify them', () => {
    expect(faultOf({ HOST: '0.0.0.0' })).toMatch(/HOST 0\.0\.0\.0 .* set SUPABASE_JWT_SECRET/)
    expect(faultOf({ HOST: '::' })).toMatch(/HOST ::/)
    expect(faultOf({ HOST: '0.0.0.0', SUPABASE_JWT_SECRET: SECRET })).toBe('')
    expect(faultOf({ HOST: '0.0.0.0', SUPABASE_URL: 'https://x.example' })).toBe('')
    expect(faultOf({ HOST: '0.0.0.0', SUPABASE_SERVICE_KEY: 'sb_secret_x' })).toMatch(/HOST/)
  })

  it('asks pages for a token but in the demo, whose people are made up', () => {
    const dropInAuth = (env: Record<string, string>) => parseConfig(env).dropInAuth
    expect(dropInAuth({ HOST: '::1' })).toBe('off')
    expect(dropInAuth({ DATABASE_URL: 'postgresql://localhost/talentbrains' })).toBe('required')
    expect(dropInAuth({ SUPABASE_JWT_SECRET: SECRET })).toBe('required')
    expect(dropInAuth({ SUPABASE_URL: 'https://project.supabase.co' })).toBe('required')
    expect(dropInAuth({ HOST: '0.0.0.0', SUPABASE_JWT_SECRET: SECRET })).toBe('required')
    expect(dropInAuth({ SUPABASE_JWT_SECRET: SECRET, DROP_IN_AUTH: 'off' })).toBe('off')
    expect(dropInAuth({ DROP_IN_AUTH: 'required' })).toBe('required')
  })

  it('lets the development servers call on loopback only', () => {
    const reachable = { HOST: '0.0.0.0', SUPABASE_JWT_SECRET: SECRET }
    expect(parseConfig(reachable).corsOrigins).toEqual([])
    expect(parseConfig({ CORS_ORIGINS: 'https://a.example' }).corsOrigins).toEqual([
      'https://a.example',
    ])
  })

  it('refuses a receiver of alerts that could never be told', () => {
    expect(faultOf({ ALERT_WEBHOOK_URL: 'https://user:secret@alerts.example/hook' })).toContain(
      'ALERT_WEBHOOK_URL cannot have a user name in it',
    )
  })

  it.each(['0', '1', '.5', '0.05'])('takes FEATURE_LOG_SHARE=%s', (share) => {
    expect(parseConfig({ FEATURE_LOG_SHARE: share }).featureLogShare).toBe(Number(share))
  })

  it.each(['1.01', '-0.1', '1e-1', 'NaN', '10 %'])('refuses FEATURE_LOG_SHARE=%s', (share) => {
    expect(faultOf({ FEATURE_LOG_SHARE: share })).toContain('FEATURE_LOG_SHARE must be a number')
  })

  it.each([
    ['true', true],
    ['false', false],
    ['2', 2],
    ['127.0.0.1', ['127.0.0.1']],
  ])('reads TRUST_PROXY=%s', (value, expected) => {
    expect(parseConfig({ TRUST_PROXY: value }).trustProxy).toEqual(expected)
  })

  it.each(['10.0.0.0/33', '::1/129', '10.0.0.0/', '10.0.0.0/8/8', '300.0.0.1'])(
    'refuses TRUST_PROXY=%s',
    (value) => {
      expect(faultOf({ TRUST_PROXY: value })).toContain('TRUST_PROXY must')
    },
  )

  it.each(['99 99 99 99 99', '1-2-3 ,, -- // 0', '0 0 31 2 *', '* * * *', '@weekly'])(
    'refuses TRAIN_SCHEDULE=%s',
    (value) => {
      expect(faultOf({ TRAIN_SCHEDULE: value })).toContain('TRAIN_SCHEDULE must')
    },
  )

  it('either parses or throws a ConfigError, whatever the environment says', () => {
    const names = Object.keys(settingsOfExample())
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...names), fc.string()), (env) => {
        const fault = faultOf(env)
        expect(fault === '' || fault.startsWith('Bad settings:\n- ')).toBe(true)
      }),
    )
  })
})

describe('where models are kept', () => {
  const read = (env: Record<string, string>) => parseConfig(env)
  const key = Buffer.alloc(32, 7)

  it.each(['file:///srv/models', 's3://bucket', 's3://bucket/a/prefix'])('takes %s', (url) => {
    expect(read({ MODEL_STORE_URL: url }).modelStoreUrl).toBe(url)
  })
  it.each([
    'models',
    'https://bucket',
    's3://',
    's3:///prefix',
    'file://host/models',
    'file:///',
    'file:relative',
  ])('refuses %s', (url) => {
    expect(faultOf({ MODEL_STORE_URL: url })).toMatch(/MODEL_STORE_URL must/)
  })
  it.each(['base64', 'base64url', 'hex'] as const)('takes a key of 32 bytes in %s', (encoding) => {
    expect(read({ MODEL_ENCRYPTION_KEY: key.toString(encoding) }).modelEncryptionKey).toEqual(key)
  })
  it.each([
    'hunter2',
    '0f'.repeat(31),
    `${'0f'.repeat(31)}0g`,
    key.toString('base64').slice(4),
    `${key.toString('base64')}AAAA`,
    'a passphrase with blanks that is long',
  ])('refuses the key %s, and does not show it', (text) => {
    const fault = faultOf({ MODEL_ENCRYPTION_KEY: text, PORT: 'x' })
    expect(fault).toMatch(/PORT(.|\n)*MODEL_ENCRYPTION_KEY must be 32 bytes/)
    expect(fault).not.toContain(text)
  })
})

describe('.env.example', () => {
  it('lists every setting that the parser reads, with its default', () => {
    const read = new Set<string>()
    const env = new Proxy({}, { get: (_env, name) => void read.add(String(name)) })
    const defaults = parseConfig(env)
    // Much must be set for the gateway; it names what, once it has read all.
    expect(() => parseSettings(env)).toThrow('ML_SERVICE_URL must be set')
    expect(Object.keys(settingsOfExample()).sort()).toEqual([...read].sort())
    expect(parseConfig(settingsOfExample())).toEqual(defaults)
  })
})

describe('isLoopback', () => {
  it.each(['127.0.0.1', '127.8.8.8', '::1', 'localhost'])('takes %s', (host) => {
    expect(isLoopback(host)).toBe(true)
  })
  it.each(['0.0.0.0', '::', '10.0.0.1', '127.evil.example', 'example.com'])(
    'refuses %s',
    (host) => {
      expect(isLoopback(host)).toBe(false)
    },
  )
})

function settingsOfExample(): Record<string, string> {
  const path = new URL('../../.env.example', import.meta.url)
  if (!existsSync(path)) throw new Error('.env.example is missing')
  const lines = readFileSync(path, 'utf8').matchAll(/^([A-Z_]+)=(.*)$/gm)
  return Object.fromEntries(Array.from(lines, ([, name = '', value = '']) => [name, value]))
}
