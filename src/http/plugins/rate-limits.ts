import { createHash } from 'node:crypto'
import rateLimit, { normalizeIP } from '@fastify/rate-limit'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Redis } from 'ioredis'
import type { Caller } from '../../../supabase/functions/_shared/caller.ts'
import { AppError } from '../../../supabase/functions/_shared/errors.ts'
import { isOperational } from '../operational.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Whose call is being counted; the plugin takes a key from nowhere but the request. */
    rateLimitKey: string
  }
}

export interface RateLimitOptions {
  readonly perMinute: number
  /** Where replicas count together; absent, each counts for itself. Stays the caller's to close. */
  readonly redis?: Redis | undefined
}

/** Counts a call whose caller is known, or could not prove who they are. */
export type TakeCall = (request: FastifyRequest, reply: FastifyReply) => Promise<void>

const WINDOW_SECONDS = 60
/** Addresses and users that one process counts, some 10 MB; who has not called for longest is forgotten. */
const MAX_KEYS = 50_000
/** A Redis that is out or frozen costs one call in so long its timeout, and not every one. */
const PAUSE_MS = 2_000

/**
 * Limits calls by address and by user. The service role, and the gateway, which limits its callers
 * itself, are exempt; so are health, metrics and documentation.
 * @returns what throws `rate_limited` for the call that is one too many
 */
export async function addRateLimits(
  app: FastifyInstance,
  { perMinute, redis }: RateLimitOptions,
): Promise<TakeCall> {
  app.decorateRequest('rateLimitKey', '')
  const count = await openCounter(app, perMinute, redis)
  return async (request, reply) => {
    if (isExempt(request.caller) || isOperational(request)) return
    const told = { policy: [] as string[], left: [] as string[] }
    for (const [name, key] of keysOf(request)) {
      request.rateLimitKey = `${name}:${key}`
      const { remaining, seconds, isExceeded } = await count(request)
      told.policy.push(`"${name}";q=${perMinute};w=${WINDOW_SECONDS}`)
      told.left.push(`"${name}";r=${remaining};t=${seconds}`)
      // As draft-ietf-httpapi-ratelimit-headers-10 has them; the plugin knows an older draft.
      reply.headers({ 'ratelimit-policy': told.policy.join(', '), ratelimit: told.left.join(', ') })
      if (!isExceeded) continue
      const detail = `More than ${perMinute} calls per minute from this ${name}; try again in ${seconds} s`
      throw new AppError('rate_limited', detail, { headers: { 'retry-after': String(seconds) } })
    }
  }
}

const isExempt = (caller: Caller | null) =>
  caller !== null && (caller.kind === 'service' || caller.viaGateway)

function keysOf({ ip, caller }: FastifyRequest): (readonly ['address' | 'user', string])[] {
  // One household or server has a /64 of IPv6: that is what counts as an address.
  const address = ['address', normalizeIP(ip)] as const
  return caller?.kind === 'user' ? [address, ['user', hashOf(caller.id)]] : [address]
}

/** Of an id drawn at random, which nobody finds by trying: Redis has no ids of people in its keys. */
const hashOf = (id: string) => createHash('sha256').update(id).digest('hex')

interface Count {
  readonly remaining: number
  /** Until the window ends. */
  readonly seconds: number
  readonly isExceeded: boolean
}

type Counter = (request: FastifyRequest) => Promise<Count>

/** Counts in Redis; in this process where there is none, or while it is away. */
async function openCounter(
  app: FastifyInstance,
  perMinute: number,
  redis: Redis | undefined,
): Promise<Counter> {
  const countHere = await openStore(app, perMinute)
  if (!redis) return countHere
  const countTogether = await openStore(app, perMinute, redis)
  let pausedUntil = 0
  let isOut = false
  return async (request) => {
    if (performance.now() < pausedUntil) return countHere(request)
    try {
      const counted = await countTogether(request)
      if (isOut) app.log.info('Redis is available again: rate limits are shared')
      isOut = false
      return counted
    } catch (error) {
      pausedUntil = performance.now() + PAUSE_MS
      const reason = (error as Error).message
      if (!isOut)
        app.log.warn({ reason }, 'Redis is unavailable: each replica counts calls on its own')
      isOut = true
      return countHere(request)
    }
  }
}

type Take = ReturnType<FastifyInstance['createRateLimit']>

async function openStore(app: FastifyInstance, max: number, redis?: Redis): Promise<Counter> {
  let take = undefined as Take | undefined
  // The plugin keeps one store for each scope.
  await app.register(async (scope) => {
    await scope.register(rateLimit, {
      global: false,
      max,
      timeWindow: WINDOW_SECONDS * 1_000,
      cache: MAX_KEYS,
      nameSpace: 'talentmatch:rate:',
      keyGenerator: ({ rateLimitKey }) => rateLimitKey,
      ...(redis && { redis }),
    })
    take = scope.createRateLimit()
  })
  return async (request) => {
    const taken = await take?.(request)
    if (!taken || taken.isAllowed) throw new Error('No store, or a key on an allow list')
    const { remaining, ttlInSeconds, isExceeded } = taken
    return { remaining, seconds: Math.max(1, ttlInSeconds), isExceeded }
  }
}
