import type { Caller, Credentials } from '../_shared/caller.ts'
import { AppError } from '../_shared/errors.ts'
import { requireAccess } from './access.ts'
import type { Afterwards } from './afterwards.ts'
import type { Answer } from './answer.ts'
import type { AnswerCache, CachedAnswer } from './answer-cache.ts'
import {
  type Answered,
  answerWithRules,
  answerWithService,
  type ServiceParts,
} from './answer-with-service.ts'
import type { CallRecord } from './call-record.ts'
import { type Database, DatabaseOutError } from './database.ts'
import type { Flights } from './flights.ts'
import type { KeyedHash } from './keyed-hash.ts'
import type { LocalRateLimits } from './local-rate-limits.ts'
import { type MatchCall, otherSide } from './match-call.ts'
import { findContext, type MatchContext } from './match-context.ts'
import { networkOf } from './network.ts'
import { readCall } from './read-call.ts'
import { type Arm, armOf } from './rollout-arm.ts'
import type { SharedMemory } from './shared-memory.ts'
import { within } from './within.ts'

/** What a call is answered with. */
export interface CallParts extends ServiceParts {
  readonly database: Database
  readonly checkCaller: (credentials: Credentials) => Promise<Caller>
  readonly hash: KeyedHash
  readonly limits: LocalRateLimits
  readonly rateLimitPerMinute: number
  readonly cache: AnswerCache
  /** Absent: limits are counted in the database, and each instance has its own cache. */
  readonly shared?: SharedMemory
  readonly afterwards: Afterwards
  readonly flights: Flights<Answered>
}

/** The pages ask with two or three sets of parameters. */
const KEYS_OF_A_SUBJECT = 4
/** Many times what tokens of users take. */
const MAX_AUTHORIZATION = 8_192

export interface IncomingCall {
  readonly request: Request
  readonly address: string | undefined
  readonly record: CallRecord
}

/**
 * The main path: who asks, for what, how often, whether they may, what is known already, else the
 * service, else the rules.
 *
 * @throws {AppError}
 * @throws {DatabaseOutError} when nothing can prove whose the subject is
 */
export async function answerCall(parts: CallParts, incoming: IncomingCall): Promise<Answer> {
  const { request, record } = incoming
  const authorization = readAuthorization(request)
  const checked = checkCaller(parts, authorization)
  // Calls with an invalid token or body are counted too.
  const proved = await checked.catch(() => null)
  const userId = proved?.kind === 'user' ? proved.id : null
  record.userHash = userId && (await parts.hash.of(userId))
  const rateKeys = proved?.kind === 'service' ? [] : await rateKeysOf(parts, incoming)
  refuseIfLimited(parts.limits.take(rateKeys))
  const caller = await checked
  const call = await readCall(request)
  record.call = call

  const cacheKey = cacheKeyOf(record.userHash, call)
  const shared = await parts.shared?.look(rateKeys, cacheKey)
  refuseIfLimited(shared?.retryAfterSeconds)
  // Either may be older than the other; what is shown is of the version that holds now.
  const known = [parts.cache.find(cacheKey), shared?.answer].flatMap((answer) => answer ?? [])
  const knownIds = known.flatMap(({ matches }) => matches.map((match) => otherSide(call, match)))
  const context = await findContext(parts.database, {
    ...call,
    userId,
    cachedIds: [...new Set(knownIds)],
    rateKeys: shared ? [] : rateKeys,
    rateLimit: parts.rateLimitPerMinute,
  })
  if (parts.cache.followErasures(context.erasureMark)) parts.candidates.forget()
  if (context.retryAfterSeconds !== null) parts.limits.refuse(rateKeys, context.retryAfterSeconds)
  refuseIfLimited(context.retryAfterSeconds)
  const to = requireAccess(caller, call, context)

  record.arm = armOf(userId, context)
  const version = versionOf(record.arm, call, context)
  const cached = known.find((answer) => answer.version === version)
  if (cached) {
    record.cache = 'hit'
    const answer = withoutHidden(cached, call, context)
    record.shown = { ...answer, to, candidates: cached.candidates }
    return answer
  }
  record.cache = 'miss'
  const breakerState = shared?.breaker ?? context.breaker
  if (breakerState) parts.breaker.follow(breakerState)
  const asked = {
    call,
    record,
    authorization: authorization ?? '',
    onVanished: () => vanished(caller, call),
  }
  const answerWith = record.arm === 'treatment' ? answerWithService : answerWithRules
  const { result, isOwn } = await within(
    parts.answerTimeoutMs - record.elapsedMs(),
    parts.flights.share(`${cacheKey}:${version}`, request.signal, (signal) =>
      answerWith(parts, { ...asked, signal }),
    ),
    () => new DatabaseOutError('Timed out'),
  )
  const { answer, candidates, isLogged, failure } = result
  if (failure) record.fail(failure.category, failure.error)
  // Who asks at the same moment is shown the same, and has not asked the service.
  if (!isOwn || !isLogged) record.shown = { ...answer, to, candidates }
  if (isOwn && !answer.partial?.length) keep(parts, cacheKey, { ...answer, version, candidates })
  return answer
}

async function checkCaller(parts: CallParts, authorization: string | undefined): Promise<Caller> {
  if (authorization !== undefined && authorization.length > MAX_AUTHORIZATION) {
    throw new AppError('unauthenticated', `The token has more than ${MAX_AUTHORIZATION} characters`)
  }
  return parts.checkCaller({ authorization })
}

/** Not used for the service role, which is exempt. */
async function rateKeysOf(
  { hash }: Pick<CallParts, 'hash'>,
  { address, record }: IncomingCall,
): Promise<string[]> {
  return [
    ...(record.userHash === null ? [] : [`user:${record.userHash}`]),
    ...(address === undefined ? [] : [`address:${await hash.of(networkOf(address))}`]),
  ]
}

function refuseIfLimited(seconds: number | null | undefined): void {
  if (seconds === null || seconds === undefined) return
  throw new AppError('rate_limited', 'Too many requests; see Retry-After', {
    headers: { 'retry-after': String(Math.max(1, Math.ceil(seconds))) },
  })
}

/** Parameters are part of the version, and the keys of a subject few, so that nobody fills the cache. */
function cacheKeyOf(userHash: string | null, { type, subject, limit, minScore }: MatchCall) {
  const slot = (limit + Math.round(minScore)) % KEYS_OF_A_SUBJECT
  return [userHash ?? 'service', type, subject, slot].join(':')
}

const versionOf = (
  arm: Arm,
  { limit, minScore }: MatchCall,
  { modelVersion, pinnedVersion, dataVersion }: MatchContext,
) => [arm, limit, minScore, modelVersion, pinnedVersion, dataVersion].join(':')

/** As the service takes it, which has bounds for headers of its own. */
const readAuthorization = (request: Request): string | undefined =>
  request.headers.get('authorization')?.trim().replace(/ +/g, ' ')

function withoutHidden(cached: CachedAnswer, call: MatchCall, { hidden }: MatchContext): Answer {
  const gone = new Set(hidden)
  const matches = cached.matches.filter((match) => !gone.has(otherSide(call, match)))
  return { matches, source: cached.source, model_version: cached.model_version }
}

/** Gone between one query and the next. */
function vanished(caller: Caller, call: MatchCall): never {
  requireAccess(caller, call, { exists: false, isOwn: false })
  throw new Error('nobody may have what is not there')
}

function keep({ cache, shared, afterwards }: CallParts, key: string, answer: CachedAnswer): void {
  const { matches, source, model_version, version, candidates } = answer
  const kept = { matches, source, model_version, version, candidates }
  cache.keep(key, kept)
  // What rules have answered is for the while that the model is away, and each instance's own.
  if (shared && source === 'ml') afterwards.run(() => shared.keep(key, kept))
}
