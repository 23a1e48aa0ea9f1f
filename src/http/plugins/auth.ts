import type { FastifyContextConfig, FastifyInstance, FastifyRequest } from 'fastify'

import { type Caller, createCallerCheck } from '../../../supabase/functions/_shared/caller.ts'
import { AppError } from '../../../supabase/functions/_shared/errors.ts'
import { type Config, isLoopback } from '../../settings/config.ts'
import type { TakeCall } from './rate-limits.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Who calls; null on routes that are open to everyone. */
    caller: Caller | null
  }
  interface FastifyContextConfig {
    /**
     * Who may call the route; default everyone. `user` lets users and the service role pass, `admin`
     * administrators and the service role.
     */
    access?: 'user' | 'admin' | 'service'
  }
}

interface Auth {
  readonly config: Config
  /** Milliseconds since 1970. */
  readonly clock: () => number
  readonly takeCall: TakeCall
}

/** Authenticates on every route that says who may call it, and counts calls, before a body is read. */
export function addAuth(app: FastifyInstance, { config, clock, takeCall }: Auth): void {
  const check = createCallerCheck(config, clock)
  app.decorateRequest('caller', null)
  const isGuarded = config.dropInAuth === 'off' && isLoopback(config.host)
  const authenticate = async (request: FastifyRequest): Promise<Caller | null> => {
    const isForeign = isGuarded && isDropIn(request) && !namesThisMachine(request.headers.host)
    if (isForeign && request.headers.authorization === undefined)
      throw new AppError('forbidden', FOREIGN_HOST)
    if (!request.routeOptions.config.access && !isForeign) return null
    const gatewayKey = request.headers['x-service-key']
    return check({
      authorization: request.headers.authorization,
      gatewayKey: Array.isArray(gatewayKey) ? gatewayKey.join() : gatewayKey,
    })
  }
  app.addHook('onRequest', async (request, reply) => {
    const caller = authenticate(request)
    // Who proves nothing is counted all the same, so that nobody may guess for ever.
    request.caller = await caller.catch(() => null)
    await takeCall(request, reply)
    requireAccess(request.routeOptions.config.access, await caller)
  })
}

function requireAccess(access: FastifyContextConfig['access'], caller: Caller | null): void {
  if (access === 'admin' && caller?.kind === 'user' && !caller.isAdmin) {
    throw new AppError('forbidden', 'Only administrators and the service role may do this')
  }
  if (access === 'service' && caller?.kind !== 'service') {
    throw new AppError('forbidden', 'Only the service role may rank talents sent in the request')
  }
}

const FOREIGN_HOST =
  'Without a token, these calls are accepted only from this machine: use localhost or 127.0.0.1, ' +
  'or send a token as Authorization: Bearer <token>'

const isDropIn = ({ routeOptions }: FastifyRequest) =>
  routeOptions.url?.startsWith('/api/matching/') ?? false

/**
 * A page of anywhere can have its own name resolve to this machine (DNS rebinding), and is then of one
 * origin with a service that asks for no token. Its browser tells that name all the same.
 */
function namesThisMachine(host = ''): boolean {
  const [, ipv6, name = ipv6 ?? ''] = /^(?:\[(.+)\]|([^:]+))(?::\d+)?$/.exec(host) ?? []
  return isLoopback(name.toLowerCase())
}

/** The caller on a route that says who may call it. */
export function callerOf({ caller }: Pick<FastifyRequest, 'caller'>): Caller {
  if (!caller) throw new Error('The route does not declare who may call it')
  return caller
}

/** What is kept of who did something: a user's id, or `service`. */
export const actorOf = (caller: Caller): string =>
  caller.kind === 'service' ? 'service' : caller.id

/**
 * Without a database nothing proves who owns a talent, so a user may ask only as themselves.
 * @throws {AppError} `forbidden`
 */
export function requireSelf(request: FastifyRequest, talentId: string): void {
  const { caller } = request
  if (caller?.kind === 'service') return
  if (caller?.kind === 'user' && caller.id === talentId.toLowerCase()) return
  throw new AppError('forbidden', 'Users may only request the talent whose id is their own (sub)')
}
