import { bulkhead } from 'cockatiel'
import { createCallerCheck } from '../_shared/caller.ts'
import { describeCauses } from '../_shared/log-error.ts'
import { Afterwards } from './afterwards.ts'
import { AnswerCache } from './answer-cache.ts'
import type { Answered } from './answer-with-service.ts'
import type { BreakerState } from './breaker-state.ts'
import { Candidates } from './candidates.ts'
import { writeLog } from './console-log.ts'
import { Cors } from './cors.ts'
import { type Database, openDatabase } from './database.ts'
import { Flights } from './flights.ts'
import { handle } from './gateway.ts'
import { KeyedHash } from './keyed-hash.ts'
import { LocalRateLimits } from './local-rate-limits.ts'
import { MatchingService } from './matching-service.ts'
import { RequestLog } from './request-log.ts'
import { ServiceBreaker } from './service-breaker.ts'
import type { GatewaySettings } from './settings.ts'
import type { SharedMemory } from './shared-memory.ts'

export interface OpenGateway {
  readonly handle: (request: Request, connected?: string) => Promise<Response>
  /** Resolves when all that answers left behind is written. */
  settled(): Promise<void>
  close(): Promise<void>
}

export interface OpenGatewayOptions {
  /** Milliseconds since 1970; default the system's. */
  readonly clock?: () => number
  /** How long the breaker stays open before a probe. */
  readonly breakerOpenMs?: number
  readonly log?: typeof writeLog
}

/** What finding and scoring by rules takes after the service had its time. */
const FALLBACK_MS = 400
/**
 * An instance's calls at a time: more than a service of two processors works on at once. Beyond these it
 * only queues them, all past their time in the end, and none is answered.
 */
const MAX_SERVICE_CALLS = 16
const BREAKER_NAME = 'matching-service'
const SHARE_BUDGET_MS = 2_000

/** Joins all parts by what the settings say. */
export async function openGateway(
  settings: GatewaySettings,
  options: OpenGatewayOptions = {},
): Promise<OpenGateway> {
  const { clock = Date.now, breakerOpenMs, log = writeLog } = options
  const afterwards = new Afterwards((error) =>
    log('error', 'work after an answer failed', { causes: describeCauses(error) }),
  )
  const database = openDatabase(settings.databaseUrl)
  const shared = settings.redisUrl ? await openShared(settings, clock, log) : undefined
  const requestLog = new RequestLog(database, afterwards, (count, error) =>
    log('error', 'request log rows lost', { count, causes: describeCauses(error) }),
  )
  const breaker = new ServiceBreaker({
    openMs: breakerOpenMs,
    share: (state) =>
      new Promise((resolve, reject) => {
        log('warn', 'breaker', { ...state })
        afterwards.run(() =>
          (shared ? shared.share(state) : shareByDatabase(database, state)).then(resolve, reject),
        )
      }),
  })
  const parts = {
    ...settings,
    answerTimeoutMs: settings.serviceTimeoutMs + FALLBACK_MS,
    checkCaller: createCallerCheck(settings, clock),
    hash: new KeyedHash(settings.hashSecret),
    limits: new LocalRateLimits(settings.rateLimitPerMinute, clock),
    candidates: new Candidates(database),
    cache: new AnswerCache(settings.cacheTtlSeconds),
    cors: new Cors(settings.corsOrigins),
    flights: new Flights<Answered>(),
    service: new MatchingService({ ...settings, url: settings.serviceUrl }),
    afterwards,
    breaker,
    serviceTurns: bulkhead(MAX_SERVICE_CALLS, Number.POSITIVE_INFINITY),
    clock,
    database,
    log,
    requestLog,
    shared,
  }
  return {
    handle: (request, connected) => handle(parts, request, connected),
    settled: () => afterwards.settled(),
    close: async () => {
      requestLog.close()
      await afterwards.settled()
      shared?.close()
      await database.close()
    },
  }
}

/** Redis is loaded only where there is one. */
async function openShared(
  { redisUrl = '', rateLimitPerMinute, cacheTtlSeconds }: GatewaySettings,
  clock: () => number,
  log: typeof writeLog,
): Promise<SharedMemory> {
  const { SharedMemory } = await import('./shared-memory.ts')
  return new SharedMemory({
    url: redisUrl,
    rateLimit: rateLimitPerMinute,
    cacheTtlSeconds,
    clock,
    onOut: (error) =>
      log('warn', 'Redis is unavailable: this instance works on its own', {
        causes: describeCauses(error),
      }),
  })
}

async function shareByDatabase(database: Database, { state, until }: BreakerState): Promise<void> {
  await database.query(
    'select public.ml_report_breaker($1, $2, $3::text::timestamptz)',
    [BREAKER_NAME, state, until],
    SHARE_BUDGET_MS,
  )
}
